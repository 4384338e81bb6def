import { ConfigError } from './config-error.ts';
import { httpSettings } from './http-settings.ts';
import { type Environment, isLoopback } from './parsers.ts';
import {
  findGiven,
  type GivenFlags,
  isPlaceholder,
  readSettings,
  type Setting,
  type SettingValues,
} from './setting.ts';
import { assertNoMerchantSettings } from './tenant-settings.ts';
import { assertKnownVariables } from './unused-variables.ts';

export interface HttpConfig extends Omit<SettingValues<typeof httpSettings>, 'http'> {
  /** Calls per minute and caller; five times that for a whole tenant. 0 = unlimited. */
  rateLimit: number;
  /** Reads an environment variable named in the tenants file. */
  readVariable(name: string): string | undefined;
  /** Throws ConfigError for variables that neither this server nor the tenants file, which names these, uses. */
  assertVariablesUsed(namedInFile: readonly string[]): void;
}

const { http: httpSwitch, ...onlyWithHttp } = httpSettings;
const settings: readonly Setting[] = Object.values(onlyWithHttp);

/** Returns undefined without --http. Throws ConfigError for invalid or conflicting settings. */
export function readHttpConfig(flags: GivenFlags, env: Environment): HttpConfig | undefined {
  if (!readSettings({ http: httpSwitch }, flags, env).http) {
    // Whoever switches HTTP off explicitly, as in a container made for it, may leave the other variables.
    const isSwitchedOff = findGiven(httpSwitch, flags, env) !== undefined;
    for (const setting of settings) {
      const misplaced = findGiven(setting, flags, isSwitchedOff ? {} : env);
      if (misplaced) throw new ConfigError(`${misplaced.name} requires --http`);
    }
    return undefined;
  }
  const config = readSettings(onlyWithHttp, flags, env);
  const { host, publicUrl, tokensFile, oauthIssuer, tenantsFile } = config;
  if (oauthIssuer === undefined && findGiven(onlyWithHttp.oauthScopes, flags, env))
    throw new ConfigError('--oauth-scopes requires --oauth-issuer');
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
    readVariable(name) {
      const value = env[name];
      return value === undefined || value === '' || isPlaceholder(value) ? undefined : value;
    },
    assertVariablesUsed(namedInFile) {
      assertKnownVariables(env, namedInFile);
      assertNoMerchantSettings(flags, env, namedInFile);
    },
  };
}
