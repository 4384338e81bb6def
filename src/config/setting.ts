import { parseArgs } from 'node:util';
import type * as z from 'zod';
import { ConfigError } from './config-error.ts';
import type { Environment } from './parsers.ts';

/** A setting that a flag, an environment variable or both give. It is declared once; reading, help and tables follow. */
export interface Setting {
  flag?: string;
  env?: string;
  /** What follows the flag; none for a switch. */
  value?: string;
  /** Reads the text that was given, or undefined. */
  schema: z.ZodType;
  /** The default in words. */
  default: string;
  meaning: { en: string; ko: string };
}

/** A flag of a command beside serving, which the usage line of that command explains. */
export type CommandFlag = Pick<Setting, 'value' | 'schema'> & { flag: string };

type Readable = Pick<Setting, 'flag' | 'env' | 'value' | 'schema'>;
type Output<S extends Readable> = z.output<S['schema']>;

/** What a table of settings is read to: a setting that may have no value is absent then, not undefined. */
export type SettingValues<T extends Record<string, Readable>> = {
  [K in keyof T as undefined extends Output<T[K]> ? never : K]: Output<T[K]>;
} & { [K in keyof T as undefined extends Output<T[K]> ? K : never]?: Exclude<Output<T[K]>, undefined> };

export type GivenFlags = Readonly<Record<string, string | boolean | undefined>>;

/** The flags and the other words of a command line. Throws ConfigError for a flag that is in none of the tables. */
export function parseFlags(argv: readonly string[], settings: Readonly<Record<string, Readable>>) {
  const options = Object.values(settings).flatMap(({ flag, value }) =>
    flag === undefined ? [] : [[flag, { type: value === undefined ? 'boolean' : 'string' }] as const],
  );
  try {
    return parseArgs({ args: [...argv], options: Object.fromEntries(options), allowPositionals: true, strict: true });
  } catch (error) {
    const [reason] = (error instanceof Error ? error.message : String(error)).split(/[.\n]/);
    throw new ConfigError(`${reason}; see --help`);
  }
}

/**
 * The values of a table; without an environment, of flags alone. Throws ConfigError that names the first setting with a value
 * that it does not take.
 */
export function readSettings<const T extends Record<string, Readable>>(
  settings: T,
  flags: GivenFlags,
  env?: Environment,
): SettingValues<T> {
  const values = Object.entries(settings).flatMap(([name, setting]) => {
    const value = readSetting(setting, flags, env);
    return value === undefined ? [] : [[name, value]];
  });
  // Object.fromEntries cannot tell that each value is what its own schema returned.
  return Object.fromEntries(values) as SettingValues<T>;
}

function readSetting({ flag, env: variable, value, schema }: Readable, flags: GivenFlags, env?: Environment): unknown {
  const given = (flag && flags[flag]) ?? (variable && env?.[variable]);
  // Hosts that start the server pass what was left blank as an empty text; on another command line it is a mistake.
  const text = given === undefined || (given === '' && env) ? undefined : String(given);
  // Only in the environment can a switch have a wrong value.
  const isSwitch = value === undefined && variable !== undefined;
  return parseValue(flag === undefined || isSwitch ? (variable ?? '') : `--${flag}`, schema, text);
}

/** Throws ConfigError that begins with `name`. */
export function parseValue<S extends z.ZodType>(name: string, schema: S, text: string | undefined): z.output<S> {
  const result = schema.safeParse(text);
  if (result.success) return result.data;
  throw new ConfigError(`${name} ${result.error.issues[0]?.message}`);
}
