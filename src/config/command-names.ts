import { ConfigError } from './config-error.ts';
import { findNearName, suggest } from './suggest-name.ts';

/** The words that a command line may begin with. Without one, the server serves. */
const commandNames = ['doctor', 'sandbox', 'audit', 'token', 'help', 'version'] as const;

export function createUnknownCommand(name: string): ConfigError {
  if (commandNames.some((known) => known === name))
    return new ConfigError({
      en: `write "${name}" first, before the other arguments`,
      ko: `"${name}" 명령은 다른 인자보다 먼저 쓰세요`,
    });
  const hint = suggest(findNearName(name, commandNames));
  return new ConfigError({
    en: `unknown command "${name}"${hint.en}; see --help`,
    ko: `알 수 없는 명령: "${name}"${hint.ko} (--help 참고)`,
  });
}
