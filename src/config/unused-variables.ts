import { closest, distance } from 'fastest-levenshtein';
import { ConfigError } from './config-error.ts';
import type { Environment } from './parsers.ts';
import { settings } from './settings.ts';

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
    throw new ConfigError(`${name} is not a setting of this server${suggestVariable(upperCaseName)}; see --help`);
  }
}

function suggestVariable(name: string): string {
  const nearest = closest(name.slice(0, 60), [...knownVariables]);
  const found =
    distance(name, nearest) <= 2
      ? nearest
      : knownVariables.find((known) => name.startsWith(`${known}_`) || known.startsWith(`${name}_`));
  return found === undefined ? '' : `; did you mean ${found}?`;
}
