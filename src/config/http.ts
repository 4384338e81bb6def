import { ConfigError } from './config-error.ts';
import { httpSettings } from './http-settings.ts';
import { type Environment, isLoopback } from './parsers.ts';
import { type GivenFlags, readSettings, type Setting, type SettingValues } from './setting.ts';

export interface HttpConfig extends Omit<SettingValues<typeof httpSettings>, 'http'> {
  /** Calls per minute and caller; five times that for a whole tenant. 0 = unlimited. */
  rateLimit: number;
  /** Reads an environment variable named in the tenants file. */
  readVariable(name: string): string | undefined;
}

const { http: httpSwitch, ...onlyWithHttp } = httpSettings;
const settings: readonly Setting[] = Object.values(onlyWithHttp);

/** Returns undefined without --http. Throws ConfigError for invalid or conflicting settings. */
export function readHttpConfig(flags: GivenFlags, env: Environment): HttpConfig | undefined {
  if (!readSettings({ http: httpSwitch }, flags, env).http) {
    const misplaced = settings.map(({ flag }) => flag).find((flag) => flag !== undefined && flag in flags);
    if (misplaced !== undefined) throw new ConfigError(`--${misplaced} requires --http`);
    return undefined;
  }
  const config = readSettings(onlyWithHttp, flags, env);
  const { host, publicUrl, tokensFile, oauthIssuer, tenantsFile } = config;
  const authenticates = tokensFile !== undefined || oauthIssuer !== undefined;
  if (tokensFile !== undefined && oauthIssuer !== undefined)
    throw new ConfigError('--tokens and --oauth-issuer exclude each other: choose one way to authenticate callers');
  if (!authenticates && !isLoopback(host))
    throw new ConfigError(`--host ${host} requires authentication: set --tokens <file> or --oauth-issuer <url>`);
  // Behind a proxy, everyone who reaches the proxy would look like this machine.
  if (!authenticates && publicUrl !== undefined && !isLoopback(new URL(publicUrl).hostname))
    throw new ConfigError('--public-url requires authentication: set --tokens <file> or --oauth-issuer <url>');
  if (!authenticates && tenantsFile !== undefined)
    throw new ConfigError(
      '--tenants requires authentication to tell the tenant of a caller: set --tokens <file> or --oauth-issuer <url>',
    );
  if (publicUrl === undefined && (oauthIssuer !== undefined || !isLoopback(host)))
    throw new ConfigError(
      `${oauthIssuer === undefined ? `--host ${host}` : '--oauth-issuer'} requires --public-url, the address at which clients reach this server`,
    );
  return {
    ...config,
    // Without authentication all clients are one caller on this machine.
    rateLimit: config.rateLimit ?? (authenticates ? 600 : 0),
    readVariable: (name) => env[name] || undefined,
  };
}
