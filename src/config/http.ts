import { ConfigError } from './config-error.ts';
import { httpSettings } from './http-settings.ts';
import { type Environment, isLoopback } from './parsers.ts';
import { type GivenFlags, readSettings, type SettingValues } from './setting.ts';

export interface HttpConfig extends Omit<SettingValues<typeof httpSettings>, 'http'> {
  /** Calls a minute of one principal; a tenant as a whole gets five times as many. 0 is without limit. */
  rateLimit: number;
  /** A variable that the tenants file names. */
  readVariable(name: string): string | undefined;
}

const { http: httpSwitch, ...onlyWithHttp } = httpSettings;

/** Undefined without --http. Throws ConfigError for what does not go together. */
export function readHttpConfig(flags: GivenFlags, env: Environment): HttpConfig | undefined {
  if (!readSettings({ http: httpSwitch }, flags, env).http) {
    const misplaced = Object.values(onlyWithHttp).find((setting) => 'flag' in setting && setting.flag in flags);
    if (misplaced) throw new ConfigError(`--${'flag' in misplaced && misplaced.flag} goes with --http`);
    return undefined;
  }
  const config = readSettings(onlyWithHttp, flags, env);
  const { host, publicUrl, tokensFile, oauthIssuer, tenantsFile } = config;
  const authenticates = tokensFile !== undefined || oauthIssuer !== undefined;
  if (tokensFile !== undefined && oauthIssuer !== undefined)
    throw new ConfigError('--tokens and --oauth-issuer exclude each other: choose who vouches for callers');
  if (!authenticates && !isLoopback(host))
    throw new ConfigError(`--host ${host} needs authentication: give --tokens <file> or --oauth-issuer <url>`);
  // Through a proxy, anybody who reaches the proxy would be this machine.
  if (!authenticates && publicUrl !== undefined && !isLoopback(new URL(publicUrl).hostname))
    throw new ConfigError('--public-url needs authentication: give --tokens <file> or --oauth-issuer <url>');
  if (!authenticates && tenantsFile !== undefined)
    throw new ConfigError('--tenants needs authentication, which says whose a caller is: --tokens or --oauth-issuer');
  if (publicUrl === undefined && (oauthIssuer !== undefined || !isLoopback(host)))
    throw new ConfigError(
      `${oauthIssuer === undefined ? `--host ${host}` : '--oauth-issuer'} needs --public-url, the address under which clients reach this server`,
    );
  return {
    ...config,
    // Without authentication all clients are one caller, on its own machine.
    rateLimit: config.rateLimit ?? (authenticates ? 600 : 0),
    readVariable: (name) => env[name] || undefined,
  };
}
