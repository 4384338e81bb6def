import * as z from 'zod';
import { ConfigError } from './config-error.ts';
import { bothLanguages } from './issue-text.ts';
import { parseFlags } from './parse-flags.ts';
import { nameList, parseUrl, switchValue, wholeNumber } from './parsers.ts';
import { type CommandFlag, readSettings, type SettingValues } from './setting.ts';

export interface AuditConfig {
  command: 'audit';
  file: string;
}

export interface SandboxConfig extends SettingValues<typeof sandboxFlags> {
  command: 'sandbox';
}

export interface TokenConfig extends SettingValues<typeof tokenFlags> {
  command: 'token';
  name: string;
}

export const sandboxFlags = {
  port: { flag: 'port', value: 'n', schema: wholeNumber(65_535).default(0) },
  seed: { flag: 'seed', value: 'n', schema: wholeNumber(2 ** 31 - 1).default(1) },
  payments: { flag: 'payments', value: 'n', schema: wholeNumber(1_000_000).default(0) },
  delayMs: { flag: 'delay', value: 'ms', schema: wholeNumber(60_000).default(0) },
  strict: { flag: 'strict', schema: switchValue() },
  webhookUrl: {
    flag: 'webhook-url',
    value: 'url',
    schema: z
      .string()
      .refine(
        (text) => /^https?:$/.test(parseUrl(text)?.protocol ?? ''),
        bothLanguages({ en: 'must be an http:// or https:// address', ko: 'http:// 또는 https:// 주소여야 합니다' }),
      )
      .optional(),
  },
} as const satisfies Record<string, CommandFlag>;

export const tokenFlags = {
  scopes: { flag: 'scopes', value: 'a,b', schema: nameList(['payments:read']) },
  tenant: { flag: 'tenant', value: 'name', schema: z.string().optional() },
  days: { flag: 'days', value: 'n', schema: wholeNumber(3650, 1).optional() },
} as const satisfies Record<string, CommandFlag>;

/** Formats the flags of a command for its usage line. */
export const formatFlags = (flags: Readonly<Record<string, CommandFlag>>): string =>
  Object.values(flags)
    .map(({ flag, value }) => `[--${flag}${value === undefined ? '' : ` <${value}>`}]`)
    .join(' ');

export function readSandboxConfig(argv: readonly string[]): SandboxConfig {
  const { values, positionals } = parseFlags(argv, sandboxFlags);
  if (positionals.length > 0)
    throw new ConfigError({
      en: `unexpected "${positionals[0]}" after sandbox; see --help`,
      ko: `sandbox 뒤에 올 수 없는 값입니다: "${positionals[0]}" (--help 참고)`,
    });
  return { command: 'sandbox', ...readSettings(sandboxFlags, values) };
}

export function readTokenConfig(argv: readonly string[]): TokenConfig {
  const { values, positionals } = parseFlags(argv, tokenFlags);
  const [name, ...rest] = positionals;
  if (name === undefined || rest.length > 0)
    throw new ConfigError({
      en: `token takes: token <name> ${formatFlags(tokenFlags)}; see --help`,
      ko: `token 사용법: token <이름> ${formatFlags(tokenFlags)} (--help 참고)`,
    });
  return { command: 'token', name, ...readSettings(tokenFlags, values) };
}

export function readAuditConfig(argv: readonly string[]): AuditConfig {
  const { positionals } = parseFlags(argv, {});
  const [verb, file, ...rest] = positionals;
  if (verb !== 'verify' || file === undefined || rest.length > 0)
    throw new ConfigError({
      en: 'audit takes: audit verify <file>; see --help',
      ko: 'audit 사용법: audit verify <파일> (--help 참고)',
    });
  return { command: 'audit', file };
}
