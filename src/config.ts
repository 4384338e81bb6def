import { parseArgs } from 'node:util';

/** A wrong flag, value or environment: said in one line on stderr, with exit code 2. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

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
  stateKey?: string;
  lang: 'ko' | 'en';
  policyFile?: string;
  auditFile?: string;
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
}

export type Config = ServeConfig | SandboxConfig | AuditConfig | { command: 'help' } | { command: 'version' };

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads flags and environment once, into a frozen whole. Throws ConfigError. */
export function readConfig(argv: readonly string[] = process.argv.slice(2), env: Environment = process.env): Config {
  if (argv.includes('--help') || argv.includes('-h')) return { command: 'help' };
  if (argv.includes('--version') || argv.includes('-v')) return { command: 'version' };
  if (argv[0] === 'sandbox') return Object.freeze(sandboxConfig(argv.slice(1)));
  if (argv[0] === 'audit') return Object.freeze(auditConfig(argv.slice(1)));
  return Object.freeze(serveConfig(argv, env));
}

function serveConfig(argv: readonly string[], env: Environment): ServeConfig {
  const { values, positionals } = parsed(argv, {
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
  });
  if (positionals.length > 0) throw new ConfigError(`unknown command "${positionals[0]}"; see --help`);
  const sandbox = values.sandbox === true;
  const apiKey = env.PORTONE_V1_API_KEY ?? '';
  const apiSecret = env.PORTONE_V1_API_SECRET ?? '';
  if (!sandbox && (apiKey === '' || apiSecret === ''))
    throw new ConfigError(
      'PORTONE_V1_API_KEY and PORTONE_V1_API_SECRET must be set; --sandbox needs none and runs on sample data',
    );
  // Hosts pass a setting that was left blank as an empty text.
  const tier = env.PORTONE_V1_TIER || undefined;
  if (tier !== undefined && !/^[A-Za-z0-9]{3}$/.test(tier))
    throw new ConfigError('PORTONE_V1_TIER must be a code of three letters or digits');
  const pii = choice('--pii', values.pii ?? (env.PORTONE_V1_PII || 'masked'), ['masked', 'full']);
  const toolsets = names(values.toolsets ?? env.PORTONE_V1_TOOLSETS);
  return {
    command: 'serve',
    sandbox,
    baseUrl: address(env.PORTONE_V1_BASE_URL || 'https://api.iamport.kr'),
    apiKey,
    apiSecret,
    ...(tier === undefined ? {} : { tier }),
    ...(toolsets === undefined ? {} : { toolsets }),
    tools: names(values.tools ?? env.PORTONE_V1_TOOLS) ?? [],
    excludeTools: names(values['exclude-tools'] ?? env.PORTONE_V1_EXCLUDE_TOOLS) ?? [],
    readOnly: values['read-only'] ?? switchedOn(env, 'PORTONE_V1_READ_ONLY'),
    pii,
    allowCardData: values['allow-card-data'] ?? switchedOn(env, 'PORTONE_V1_ALLOW_CARD_DATA'),
    fallback: choice('--confirm-fallback', values['confirm-fallback'] ?? (env.PORTONE_V1_CONFIRM_FALLBACK || 'page'), [
      'page',
      'refuse',
      'token',
    ]),
    ...longEnough(env, 'PORTONE_V1_APPROVAL_PIN', 4, 'approvalPin'),
    ...longEnough(env, 'PORTONE_V1_STATE_KEY', 32, 'stateKey'),
    lang: choice('--lang', values.lang ?? (env.PORTONE_V1_LANG || localeOf(env)), ['ko', 'en']),
    ...file('policyFile', values.policy ?? env.PORTONE_V1_POLICY),
    ...file('auditFile', values.audit ?? env.PORTONE_V1_AUDIT),
  };
}

const localeOf = ({ LC_ALL, LC_MESSAGES, LANG }: Environment) =>
  (LC_ALL || LC_MESSAGES || LANG || '').startsWith('ko') ? 'ko' : 'en';

function choice<const C extends string>(flag: string, value: string, choices: readonly C[]): C {
  const found = choices.find((one) => one === value);
  if (found === undefined) throw new ConfigError(`${flag} must be ${choices.join(' or ')}, not "${value}"`);
  return found;
}

/** A secret of the environment; how long it is may be told, what it is not. */
function longEnough<const K extends string>(
  env: Environment,
  name: string,
  least: number,
  as: K,
): { [P in K]?: string } {
  const value = env[name] || undefined;
  if (value !== undefined && value.length < least)
    throw new ConfigError(`${name} must have ${least} characters or more`);
  return value === undefined ? {} : ({ [as]: value } as { [P in K]: string });
}

const file = <const K extends string>(as: K, path: string | undefined): { [P in K]?: string } =>
  path ? ({ [as]: path } as { [P in K]: string }) : {};

function auditConfig(argv: readonly string[]): AuditConfig {
  const { positionals } = parsed(argv, {});
  const [verb, path, ...rest] = positionals;
  if (verb !== 'verify' || path === undefined || rest.length > 0)
    throw new ConfigError('audit takes: audit verify <file>; see --help');
  return { command: 'audit', file: path };
}

function sandboxConfig(argv: readonly string[]): SandboxConfig {
  const { values, positionals } = parsed(argv, {
    port: { type: 'string' },
    seed: { type: 'string' },
    payments: { type: 'string' },
    delay: { type: 'string' },
    strict: { type: 'boolean' },
  });
  if (positionals.length > 0) throw new ConfigError(`unexpected "${positionals[0]}" after sandbox; see --help`);
  return {
    command: 'sandbox',
    port: wholeNumber('--port', values.port ?? '0', 65_535),
    seed: wholeNumber('--seed', values.seed ?? '1', 2 ** 31 - 1),
    payments: wholeNumber('--payments', values.payments ?? '0', 1_000_000),
    delayMs: wholeNumber('--delay', values.delay ?? '0', 60_000),
    strict: values.strict === true,
  };
}

function parsed<const O extends Record<string, { type: 'boolean' | 'string' }>>(argv: readonly string[], options: O) {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
  } catch (error) {
    const [reason] = (error instanceof Error ? error.message : String(error)).split(/[.\n]/);
    throw new ConfigError(`${reason}; see --help`);
  }
}

function names(list: string | undefined): string[] | undefined {
  const found = list
    ?.split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return found === undefined || found.length === 0 ? undefined : found;
}

function switchedOn(env: Environment, name: string): boolean {
  const value = env[name];
  if (value === undefined || value === '' || value === '0' || value === 'false') return false;
  if (value === '1' || value === 'true') return true;
  throw new ConfigError(`${name} must be 1 or true to switch it on, 0 or false for off`);
}

function wholeNumber(flag: string, text: string, max: number): number {
  const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value <= max)) throw new ConfigError(`${flag} must be a whole number from 0 to ${max}, not "${text}"`);
  return value;
}

/** Plain HTTP would show the key to the network, so it is for this machine only. */
function address(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const local = url !== undefined && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  if (url === undefined || !(url.protocol === 'https:' || (url.protocol === 'http:' && local)))
    throw new ConfigError('PORTONE_V1_BASE_URL must be an https:// address (http:// for this machine only)');
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    throw new ConfigError('PORTONE_V1_BASE_URL must hold no user, query or fragment');
  return text.replace(/\/+$/, '');
}
