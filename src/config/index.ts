import { parseArgs } from 'node:util';
import { ConfigError } from './config-error.ts';
import { type HttpConfig, httpFlags, readHttpConfig } from './http.ts';
import { type Environment, isSwitchedOn, parseNames, parseSecureUrl, parseWholeNumber } from './parsers.ts';

export { ConfigError } from './config-error.ts';

export interface ServeConfig {
  command: 'serve';
  sandbox: boolean;
  baseUrl: string;
  apiKey: string;
  apiSecret: string;
  tier?: string;
  /** Toolset names as given; undefined when none were. */
  toolsets?: readonly string[];
  tools: readonly string[];
  excludeTools: readonly string[];
  readOnly: boolean;
  pii: 'masked' | 'full';
  allowCardData: boolean;
  fallback: 'page' | 'refuse' | 'token';
  approvalPin?: string;
  secondApproverPin?: string;
  stateKey?: string;
  /** Where the store is that several servers share; it may hold a password. */
  redisUrl?: string;
  lang: 'ko' | 'en';
  policyFile?: string;
  auditFile?: string;
  /** Only with --http. */
  http?: HttpConfig;
}

export interface AuditConfig {
  command: 'audit';
  file: string;
}

export interface SandboxConfig {
  command: 'sandbox';
  port: number;
  seed: number;
  payments: number;
  delayMs: number;
  strict: boolean;
  webhookUrl?: string;
}

export interface TokenConfig {
  command: 'token';
  name: string;
  scopes: readonly string[];
  tenant?: string;
  days?: number;
}

export type Config =
  | ServeConfig
  | SandboxConfig
  | AuditConfig
  | TokenConfig
  | { command: 'help' }
  | { command: 'version' };

/** Reads flags and environment once, into a frozen whole. Throws ConfigError. */
export function readConfig(argv: readonly string[] = process.argv.slice(2), env: Environment = process.env): Config {
  if (argv.includes('--help') || argv.includes('-h')) return { command: 'help' };
  if (argv.includes('--version') || argv.includes('-v')) return { command: 'version' };
  if (argv[0] === 'sandbox') return Object.freeze(parseSandboxConfig(argv.slice(1)));
  if (argv[0] === 'audit') return Object.freeze(parseAuditConfig(argv.slice(1)));
  if (argv[0] === 'token') return Object.freeze(parseTokenConfig(argv.slice(1)));
  return Object.freeze(readServeConfig(argv, env));
}

function readServeConfig(argv: readonly string[], env: Environment): ServeConfig {
  const { values, positionals } = parseFlags(argv, {
    sandbox: { type: 'boolean' },
    toolsets: { type: 'string' },
    tools: { type: 'string' },
    'exclude-tools': { type: 'string' },
    'read-only': { type: 'boolean' },
    pii: { type: 'string' },
    'allow-card-data': { type: 'boolean' },
    'confirm-fallback': { type: 'string' },
    lang: { type: 'string' },
    policy: { type: 'string' },
    audit: { type: 'string' },
    ...httpFlags,
  });
  if (positionals.length > 0) throw new ConfigError(`unknown command "${positionals[0]}"; see --help`);
  const sandbox = values.sandbox === true;
  const http = readHttpConfig(values, env);
  const apiKey = env.PORTONE_V1_API_KEY ?? '';
  const apiSecret = env.PORTONE_V1_API_SECRET ?? '';
  if (!sandbox && http?.tenantsFile === undefined && (apiKey === '' || apiSecret === ''))
    throw new ConfigError(
      'PORTONE_V1_API_KEY and PORTONE_V1_API_SECRET must be set; --sandbox needs none and runs on sample data',
    );
  // Hosts pass a setting that was left blank as an empty text.
  const tier = env.PORTONE_V1_TIER || undefined;
  if (tier !== undefined && !TIER_PATTERN.test(tier))
    throw new ConfigError('PORTONE_V1_TIER must be a code of three letters or digits');
  const pii = parseChoice('--pii', values.pii ?? (env.PORTONE_V1_PII || 'masked'), ['masked', 'full']);
  const toolsets = parseNames(values.toolsets ?? env.PORTONE_V1_TOOLSETS);
  return {
    command: 'serve',
    sandbox,
    baseUrl: parseUpstreamUrl('PORTONE_V1_BASE_URL', env.PORTONE_V1_BASE_URL || 'https://api.iamport.kr'),
    apiKey,
    apiSecret,
    ...(tier === undefined ? {} : { tier }),
    ...(toolsets === undefined ? {} : { toolsets }),
    tools: parseNames(values.tools ?? env.PORTONE_V1_TOOLS) ?? [],
    excludeTools: parseNames(values['exclude-tools'] ?? env.PORTONE_V1_EXCLUDE_TOOLS) ?? [],
    readOnly: values['read-only'] ?? isSwitchedOn(env, 'PORTONE_V1_READ_ONLY'),
    pii,
    allowCardData: values['allow-card-data'] ?? isSwitchedOn(env, 'PORTONE_V1_ALLOW_CARD_DATA'),
    fallback: parseChoice(
      '--confirm-fallback',
      values['confirm-fallback'] ?? (env.PORTONE_V1_CONFIRM_FALLBACK || 'page'),
      ['page', 'refuse', 'token'],
    ),
    ...readApprovalPins(env),
    ...readSecret(env, 'PORTONE_V1_STATE_KEY', 32, 'stateKey'),
    ...readRedisUrl(env),
    lang: parseChoice('--lang', values.lang ?? (env.PORTONE_V1_LANG || detectLanguage(env)), ['ko', 'en']),
    ...toFileSetting('policyFile', values.policy ?? env.PORTONE_V1_POLICY),
    ...toFileSetting('auditFile', values.audit ?? env.PORTONE_V1_AUDIT),
    ...(http ? { http } : {}),
  };
}

/** The code of a sub-merchant. */
export const TIER_PATTERN = /^[A-Za-z0-9]{3}$/;

const detectLanguage = ({ LC_ALL, LC_MESSAGES, LANG }: Environment) =>
  (LC_ALL || LC_MESSAGES || LANG || '').startsWith('ko') ? 'ko' : 'en';

function parseChoice<const C extends string>(flag: string, value: string, choices: readonly C[]): C {
  const found = choices.find((one) => one === value);
  if (found === undefined) throw new ConfigError(`${flag} must be ${choices.join(' or ')}, not "${value}"`);
  return found;
}

function readApprovalPins(env: Environment) {
  const pins = {
    ...readSecret(env, 'PORTONE_V1_APPROVAL_PIN', 4, 'approvalPin'),
    ...readSecret(env, 'PORTONE_V1_SECOND_APPROVER_PIN', 4, 'secondApproverPin'),
  };
  // One PIN for both would let one person be both.
  if (pins.secondApproverPin !== undefined && pins.secondApproverPin === pins.approvalPin)
    throw new ConfigError('PORTONE_V1_SECOND_APPROVER_PIN must be another than PORTONE_V1_APPROVAL_PIN');
  return pins;
}

/** A secret of the environment; how long it is may be told, what it is not. */
function readSecret<const K extends string>(
  env: Environment,
  name: string,
  minLength: number,
  key: K,
): { [P in K]?: string } {
  const value = env[name] || undefined;
  if (value !== undefined && value.length < minLength)
    throw new ConfigError(`${name} must have ${minLength} characters or more`);
  return value === undefined ? {} : ({ [key]: value } as { [P in K]: string });
}

const toFileSetting = <const K extends string>(key: K, path: string | undefined): { [P in K]?: string } =>
  path ? ({ [key]: path } as { [P in K]: string }) : {};

function parseAuditConfig(argv: readonly string[]): AuditConfig {
  const { positionals } = parseFlags(argv, {});
  const [verb, path, ...rest] = positionals;
  if (verb !== 'verify' || path === undefined || rest.length > 0)
    throw new ConfigError('audit takes: audit verify <file>; see --help');
  return { command: 'audit', file: path };
}

function parseTokenConfig(argv: readonly string[]): TokenConfig {
  const { values, positionals } = parseFlags(argv, {
    scopes: { type: 'string' },
    tenant: { type: 'string' },
    days: { type: 'string' },
  });
  const [name, ...rest] = positionals;
  if (name === undefined || rest.length > 0)
    throw new ConfigError('token takes: token <name> [--scopes <a,b>] [--tenant <name>] [--days <n>]; see --help');
  return {
    command: 'token',
    name,
    scopes: parseNames(values.scopes) ?? ['payments:read'],
    ...(values.tenant === undefined ? {} : { tenant: values.tenant }),
    ...(values.days === undefined ? {} : { days: parseWholeNumber('--days', values.days, 3650) }),
  };
}

function parseSandboxConfig(argv: readonly string[]): SandboxConfig {
  const { values, positionals } = parseFlags(argv, {
    port: { type: 'string' },
    seed: { type: 'string' },
    payments: { type: 'string' },
    delay: { type: 'string' },
    strict: { type: 'boolean' },
    'webhook-url': { type: 'string' },
  });
  if (positionals.length > 0) throw new ConfigError(`unexpected "${positionals[0]}" after sandbox; see --help`);
  return {
    command: 'sandbox',
    port: parseWholeNumber('--port', values.port ?? '0', 65_535),
    seed: parseWholeNumber('--seed', values.seed ?? '1', 2 ** 31 - 1),
    payments: parseWholeNumber('--payments', values.payments ?? '0', 1_000_000),
    delayMs: parseWholeNumber('--delay', values.delay ?? '0', 60_000),
    strict: values.strict === true,
    ...parseWebhookUrl(values['webhook-url']),
  };
}

function parseWebhookUrl(text: string | undefined): { webhookUrl?: string } {
  if (text === undefined) return {};
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw new ConfigError('--webhook-url must be an http:// or https:// address');
  return { webhookUrl: text };
}

function parseFlags<const O extends Record<string, { type: 'boolean' | 'string' }>>(
  argv: readonly string[],
  options: O,
) {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
  } catch (error) {
    const [reason] = (error instanceof Error ? error.message : String(error)).split(/[.\n]/);
    throw new ConfigError(`${reason}; see --help`);
  }
}

/** What stands in the store is encrypted with the state key, and what one server signs the others must be able to read. */
function readRedisUrl({ PORTONE_V1_REDIS_URL: text, PORTONE_V1_STATE_KEY: key }: Environment): { redisUrl?: string } {
  if (!text) return {};
  const url = URL.canParse(text) ? new URL(text) : undefined;
  // The address is not repeated: it may hold a password.
  if (url === undefined || !/^rediss?:$/.test(url.protocol) || url.hostname === '' || !/^(\/\d*)?$/.test(url.pathname))
    throw new ConfigError(
      'PORTONE_V1_REDIS_URL must be redis://[user:password@]host[:port][/number], or rediss:// for TLS',
    );
  if (url.search !== '' || url.hash !== '')
    throw new ConfigError('PORTONE_V1_REDIS_URL must hold no query or fragment');
  if (!key)
    throw new ConfigError(
      'PORTONE_V1_REDIS_URL needs PORTONE_V1_STATE_KEY, the same key of 32 characters or more on every server',
    );
  return { redisUrl: text };
}

/** Plain HTTP would show the key to the network, so it is for this machine only. */
export function parseUpstreamUrl(name: string, text: string): string {
  const url = parseSecureUrl(name, text);
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    throw new ConfigError(`${name} must hold no user, query or fragment`);
  return text.replace(/\/+$/, '');
}
