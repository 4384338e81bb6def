import type * as z from 'zod';
import { ConfigError } from './config-error.ts';
import { splitLanguages } from './issue-text.ts';
import type { Environment } from './parsers.ts';

/** A setting given by a flag, an environment variable or either. Parsing, --help and documentation derive from it. */
export interface Setting {
  flag?: string;
  env?: string;
  /** Placeholder for the flag's value; absent for a switch. */
  value?: string;
  /** Parses the given text, or undefined. */
  schema: z.ZodType;
  /** Without it the server may do more: a placeholder that nobody filled in ends the start. */
  protects?: true;
  /** A form may give its values as switches: `desk=true,support=false`. */
  switchable?: true;
  /** Description of the default. */
  default: string;
  meaning: { en: string; ko: string };
}

/** A flag of a command other than serving, explained only by the usage line of that command. */
export type CommandFlag = Pick<Setting, 'value' | 'schema'> & { flag: string };

type Readable = Pick<Setting, 'flag' | 'env' | 'value' | 'schema' | 'protects' | 'switchable'>;
type Output<S extends Readable> = z.output<S['schema']>;

/** The parsed values of a table of settings. A setting without a value is absent, not undefined. */
export type SettingValues<T extends Record<string, Readable>> = {
  [K in keyof T as undefined extends Output<T[K]> ? never : K]: Output<T[K]>;
} & { [K in keyof T as undefined extends Output<T[K]> ? K : never]?: Exclude<Output<T[K]>, undefined> };

export type GivenFlags = Readonly<Record<string, string | boolean | undefined>>;

/**
 * Reads the values of a table of settings; without an environment, from flags only. Throws ConfigError that names the
 * first setting with an invalid value.
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
  // The type of Object.fromEntries does not keep the type of each value.
  return Object.fromEntries(values) as SettingValues<T>;
}

/** What was given for a setting, and the flag or variable that holds it. */
interface GivenValue {
  name: string;
  text: string;
}

/**
 * Finds what was given for a setting: its flag, else its variable. A host that starts the server passes optional
 * variables that were left blank as an empty text or as a placeholder: they were not given, unless the setting protects.
 * Throws ConfigError for such a variable, and for a flag without a value.
 */
export function findGiven(
  { flag, env: variable, protects, switchable }: Pick<Readable, 'flag' | 'env' | 'protects' | 'switchable'>,
  flags: GivenFlags,
  env?: Environment,
): GivenValue | undefined {
  const fromFlag = flag === undefined ? undefined : flags[flag];
  if (flag !== undefined && fromFlag !== undefined) {
    const text = String(fromFlag);
    if (text === '')
      throw new ConfigError({
        en: `--${flag} has no value: give it one, or leave it out`,
        ko: `--${flag}: 값이 비어 있습니다. 값을 쓰거나 옵션을 빼세요`,
      });
    if (isPlaceholder(text)) throw createPlaceholderError(`--${flag}`);
    return { name: `--${flag}`, text };
  }
  const value = variable === undefined ? undefined : env?.[variable];
  const text = switchable && value !== undefined ? listSwitchedOn(value) : value;
  if (variable === undefined || text === undefined || text === '') return undefined;
  if (!isPlaceholder(text)) return { name: variable, text };
  if (protects) throw createPlaceholderError(variable);
  return undefined;
}

/** Turns `desk=true,support=false` into `desk`. A switch that the client did not fill in is off. */
const listSwitchedOn = (text: string): string =>
  text
    .split(',')
    .flatMap((entry) => {
      const [name = '', state, ...rest] = entry.split('=');
      if (state === undefined || rest.length > 0) return [entry];
      if (/^\s*(1|true)\s*$/i.test(state)) return [name];
      return /^\s*(0|false)?\s*$/i.test(state) || isPlaceholder(state) ? [] : [entry];
    })
    .join(',');

const createPlaceholderError = (name: string) =>
  new ConfigError({
    en: `${name} is a placeholder that the client did not fill in: give it a value, or remove it`,
    ko: `${name}: 클라이언트가 채우지 않은 자리 표시자입니다. 값을 입력하거나 설정을 빼세요`,
  });

/** Whether a text is a placeholder such as `${user_config.api_key}` that a host did not replace. */
export const isPlaceholder = (text: string): boolean => /^\s*\$\{[^{}]*\}\s*$/.test(text);

function readSetting(setting: Readable, flags: GivenFlags, env?: Environment): unknown {
  const { flag, env: variable, schema } = setting;
  const given = findGiven(setting, flags, env);
  return parseValue(given?.name ?? (flag === undefined ? (variable ?? '') : `--${flag}`), schema, given?.text);
}

/** Parses a value. Throws ConfigError that starts with `name`. */
export function parseValue<S extends z.ZodType>(name: string, schema: S, text: string | undefined): z.output<S> {
  const result = schema.safeParse(text);
  if (result.success) return result.data;
  const { en, ko } = splitLanguages(result.error.issues[0]?.message ?? '');
  throw new ConfigError({ en: `${name} ${en}`, ko: `${name}: ${ko}` });
}
