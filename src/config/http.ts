import { ConfigError } from './config-error.ts';
import {
  type Environment,
  isLoopback,
  isSwitchedOn,
  parseAddresses,
  parseNames,
  parseSecureUrl,
  parseWholeNumber,
} from './parsers.ts';

export interface HttpConfig {
  host: string;
  port: number;
  /** The origin under which clients reach the server; without it, what it listens on. */
  publicUrl?: string;
  tokensFile?: string;
  oauthIssuer?: string;
  tenantsFile?: string;
  /** Host names beside those of this machine and of the public address. */
  allowedHosts: readonly string[];
  /** Origins of pages that may call beside the server's own. */
  allowedOrigins: readonly string[];
  /** Calls a minute of one principal; a tenant as a whole gets five times as many. 0 is without limit. */
  rateLimit: number;
  /** Addresses and networks that webhooks come from. */
  webhookSources: readonly string[];
  /** The proxies whose word on where a request came from is taken. */
  trustedProxies: readonly string[];
  /** What a reader of /metrics brings; without it, only this machine reads them. */
  metricsToken?: string;
  /** A variable that the tenants file names. */
  readVariable(name: string): string | undefined;
}

export const httpFlags = {
  http: { type: 'boolean' },
  host: { type: 'string' },
  port: { type: 'string' },
  'public-url': { type: 'string' },
  tokens: { type: 'string' },
  'oauth-issuer': { type: 'string' },
  tenants: { type: 'string' },
  'allowed-hosts': { type: 'string' },
  'allowed-origins': { type: 'string' },
  'rate-limit': { type: 'string' },
  'webhook-sources': { type: 'string' },
  'trusted-proxies': { type: 'string' },
} as const;

type HttpFlags = { [F in keyof typeof httpFlags]?: string | boolean };

/** Undefined without --http. Throws ConfigError for what does not go together. */
export function readHttpConfig(flags: HttpFlags, env: Environment): HttpConfig | undefined {
  const readSetting = (flag: keyof HttpFlags, variable: string) =>
    String(flags[flag] ?? env[variable] ?? '') || undefined;
  if (!(flags.http ?? isSwitchedOn(env, 'PORTONE_V1_HTTP'))) {
    const [misplacedFlag] = Object.keys(httpFlags).filter((flag) => flag in flags && flag !== 'http');
    if (misplacedFlag !== undefined) throw new ConfigError(`--${misplacedFlag} goes with --http`);
    return undefined;
  }
  const host = readSetting('host', 'PORTONE_V1_HOST') ?? '127.0.0.1';
  const publicUrl = readSetting('public-url', 'PORTONE_V1_PUBLIC_URL');
  const tokensFile = readSetting('tokens', 'PORTONE_V1_TOKENS');
  const oauthIssuer = readSetting('oauth-issuer', 'PORTONE_V1_OAUTH_ISSUER');
  const tenantsFile = readSetting('tenants', 'PORTONE_V1_TENANTS');
  const rateLimit = readSetting('rate-limit', 'PORTONE_V1_RATE_LIMIT');
  const authenticates = tokensFile !== undefined || oauthIssuer !== undefined;
  if (tokensFile !== undefined && oauthIssuer !== undefined)
    throw new ConfigError('--tokens and --oauth-issuer exclude each other: choose who vouches for callers');
  if (!authenticates && !isLoopback(host))
    throw new ConfigError(`--host ${host} needs authentication: give --tokens <file> or --oauth-issuer <url>`);
  // Through a proxy, anybody who reaches the proxy would be this machine.
  if (!authenticates && publicUrl !== undefined && !isLoopback(new URL(parsePublicOrigin(publicUrl)).hostname))
    throw new ConfigError('--public-url needs authentication: give --tokens <file> or --oauth-issuer <url>');
  if (!authenticates && tenantsFile !== undefined)
    throw new ConfigError('--tenants needs authentication, which says whose a caller is: --tokens or --oauth-issuer');
  if (publicUrl === undefined && (oauthIssuer !== undefined || !isLoopback(host)))
    throw new ConfigError(
      `${oauthIssuer === undefined ? `--host ${host}` : '--oauth-issuer'} needs --public-url, the address under which clients reach this server`,
    );
  return {
    host,
    port: parseWholeNumber('--port', readSetting('port', 'PORTONE_V1_PORT') ?? '3000', 65_535),
    ...(publicUrl === undefined ? {} : { publicUrl: parsePublicOrigin(publicUrl) }),
    ...(tokensFile === undefined ? {} : { tokensFile }),
    ...(oauthIssuer === undefined ? {} : { oauthIssuer: parseIssuer(oauthIssuer) }),
    ...(tenantsFile === undefined ? {} : { tenantsFile }),
    allowedHosts: (parseNames(readSetting('allowed-hosts', 'PORTONE_V1_ALLOWED_HOSTS')) ?? []).map(parseHostName),
    allowedOrigins: (parseNames(readSetting('allowed-origins', 'PORTONE_V1_ALLOWED_ORIGINS')) ?? []).map(
      parsePageOrigin,
    ),
    // Without authentication all clients are one caller, on its own machine.
    rateLimit: parseWholeNumber('--rate-limit', rateLimit ?? (authenticates ? '600' : '0'), 1_000_000),
    webhookSources:
      parseAddresses('--webhook-sources', readSetting('webhook-sources', 'PORTONE_V1_WEBHOOK_SOURCES')) ??
      PORTONE_WEBHOOK_SOURCES,
    trustedProxies:
      parseAddresses('--trusted-proxies', readSetting('trusted-proxies', 'PORTONE_V1_TRUSTED_PROXIES')) ?? [],
    ...readMetricsToken(env.PORTONE_V1_METRICS_TOKEN || undefined),
    readVariable: (name) => env[name] || undefined,
  };
}

/** Where PortOne V1 sends its webhooks from, as its documents say. */
const PORTONE_WEBHOOK_SOURCES = ['52.78.100.19', '52.78.48.223', '52.78.5.241'];

function readMetricsToken(token: string | undefined): { metricsToken?: string } {
  if (token === undefined) return {};
  if (token.length < 16) throw new ConfigError('PORTONE_V1_METRICS_TOKEN must have 16 characters or more');
  return { metricsToken: token };
}

function parsePublicOrigin(text: string): string {
  const url = parseSecureUrl('--public-url', text);
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '' || url.username !== '')
    throw new ConfigError('--public-url must be an origin such as https://mcp.example.com, without a path');
  return url.origin;
}

function parseIssuer(text: string): string {
  const url = parseSecureUrl('--oauth-issuer', text);
  if (url.search !== '' || url.hash !== '' || url.username !== '')
    throw new ConfigError('--oauth-issuer must hold no user, query or fragment');
  // As it is written: tokens are compared with it letter by letter.
  return text;
}

function parseHostName(text: string): string {
  const url = URL.canParse(`http://${text}`) ? new URL(`http://${text}`) : undefined;
  if (url === undefined || url.host !== text.toLowerCase() || url.port !== '')
    throw new ConfigError(`--allowed-hosts takes host names without a port, not "${text}"`);
  return url.hostname;
}

function parsePageOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.origin !== text.toLowerCase())
    throw new ConfigError(`--allowed-origins takes origins such as https://app.example.com, not "${text}"`);
  return url.origin;
}
