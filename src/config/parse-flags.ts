import { parseArgs } from 'node:util';
import type { Localized } from '../base/bilingual.ts';
import { ConfigError } from './config-error.ts';
import { findNearName, suggest } from './suggest-name.ts';

/** What a flag takes: a switch has no `value`. */
interface Flag {
  flag?: string;
  value?: string;
}

/** Parses the flags and positional arguments of a command line. Throws ConfigError for an unknown flag. */
export function parseFlags(argv: readonly string[], settings: Readonly<Record<string, object>>) {
  const flags = Object.values(settings).flatMap(({ flag, value }: Flag) =>
    flag === undefined ? [] : [{ flag, value }],
  );
  const options = Object.fromEntries(
    flags.map(({ flag, value }) => [flag, { type: value === undefined ? 'boolean' : 'string' } as const]),
  );
  try {
    const parsed = parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
    assertNoValueOfSwitch(argv, parsed.positionals, options);
    return parsed;
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw new ConfigError(describeParseError(error, Object.keys(options)));
  }
}

/** `--read-only true` reads as a switch and a command of the name `true`. */
function assertNoValueOfSwitch(
  argv: readonly string[],
  positionals: readonly string[],
  options: Readonly<Record<string, { type: string }>>,
): void {
  const value = positionals.find((text) => /^(1|0|true|false|yes|no|on|off)$/i.test(text));
  const flag = value === undefined ? '' : (argv[argv.indexOf(value) - 1] ?? '');
  if (value === undefined || options[flag.slice(2)]?.type !== 'boolean') return;
  throw new ConfigError({
    en: `${flag} takes no value: write ${flag} alone to switch it on, or leave it out; "${value}" is too much`,
    ko: `${flag}: 값을 받지 않습니다. 켜려면 ${flag}만 쓰고, 끄려면 빼세요("${value}" 삭제)`,
  });
}

/** Node puts the flag into the text of its error, between quotation marks. */
function describeParseError(error: unknown, known: readonly string[]): Localized {
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const [, flag = ''] = /'(--?[^\s',]*)/.exec(message) ?? [];
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    const near = findNearName(flag.replace(/^-+/, ''), known);
    const hint = suggest(near === undefined ? undefined : `--${near}`);
    return {
      en: `unknown option ${flag}${hint.en}; see --help`,
      ko: `알 수 없는 옵션: ${flag}${hint.ko} (--help 참고)`,
    };
  }
  if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE' && message.includes('does not take'))
    return {
      en: `${flag} takes no value: write ${flag} alone to switch it on`,
      ko: `${flag}: 값을 받지 않습니다. 켜려면 ${flag}만 쓰세요`,
    };
  if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE')
    return { en: `${flag} needs a value; see --help`, ko: `${flag}: 값이 필요합니다 (--help 참고)` };
  const [reason = ''] = message.split(/[.\n]/);
  return { en: `${reason}; see --help`, ko: `옵션을 읽을 수 없습니다: ${reason} (--help 참고)` };
}
