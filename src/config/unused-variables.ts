import { ConfigError } from './config-error.ts';
import type { Environment } from './parsers.ts';
import { settings } from './settings.ts';
import { findNearName, suggest } from './suggest-name.ts';

const knownVariables: readonly string[] = settings.flatMap(({ env }) => (env === undefined ? [] : [env]));

/**
 * Throws ConfigError for a variable that looks like a setting and is none: a mistyped PORTONE_V1_READ_ONLY must not
 * leave the server without that protection. `alsoUsed` are variables that a tenants file names.
 */
export function assertKnownVariables(env: Environment, alsoUsed: readonly string[] = []): void {
  for (const name of Object.keys(env)) {
    if (!/^PORTONE_V1_/i.test(name) || knownVariables.includes(name) || alsoUsed.includes(name)) continue;
    // On Windows, names of variables have no case.
    const upperCaseName = name.toUpperCase();
    if (knownVariables.includes(upperCaseName) && env[upperCaseName] === env[name]) continue;
    const hint = suggest(findMeant(upperCaseName));
    throw new ConfigError({
      en: `${name} is not a setting of this server${hint.en}; see --help`,
      ko: `${name}: 이 서버에 없는 설정입니다${hint.ko} (--help 참고)`,
    });
  }
}

const findMeant = (name: string): string | undefined =>
  (knownVariables.includes(name) ? name : findNearName(name, knownVariables, 2)) ??
  knownVariables.find((known) => name.startsWith(`${known}_`) || known.startsWith(`${name}_`));
