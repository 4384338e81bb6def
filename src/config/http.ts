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
      if (misplaced)
        throw new ConfigError({
          en: `${misplaced.name} requires --http`,
          ko: `${misplaced.name}: --http와 함께 써야 합니다`,
        });
    }
    return undefined;
  }
  const config = readSettings(onlyWithHttp, flags, env);
  const { host, publicUrl, tokensFile, oauthIssuer, tenantsFile } = config;
  if (oauthIssuer === undefined && findGiven(onlyWithHttp.oauthScopes, flags, env))
    throw new ConfigError({
      en: '--oauth-scopes requires --oauth-issuer',
      ko: '--oauth-scopes: --oauth-issuer와 함께 써야 합니다',
    });
  const authenticates = tokensFile !== undefined || oauthIssuer !== undefined;
  if (tokensFile !== undefined && oauthIssuer !== undefined)
    throw new ConfigError({
      en: '--tokens and --oauth-issuer exclude each other: choose one way to authenticate callers',
      ko: '--tokens와 --oauth-issuer는 함께 쓸 수 없습니다. 인증 방법을 하나만 고르세요',
    });
  if (!authenticates && !isLoopback(host))
    throw new ConfigError({
      en: `--host ${host} requires authentication: set --tokens <file> or --oauth-issuer <url>`,
      ko: `--host ${host}: 이 컴퓨터 밖으로 열려면 인증이 필요합니다. --tokens <파일> 또는 --oauth-issuer <url>을 지정하세요`,
    });
  // Behind a proxy, everyone who reaches the proxy would look like this machine.
  if (!authenticates && publicUrl !== undefined && !isLoopback(new URL(publicUrl).hostname))
    throw new ConfigError({
      en: '--public-url requires authentication: set --tokens <file> or --oauth-issuer <url>',
      ko: '--public-url: 인증이 필요합니다. --tokens <파일> 또는 --oauth-issuer <url>을 지정하세요',
    });
  if (!authenticates && tenantsFile !== undefined)
    throw new ConfigError({
      en: '--tenants requires authentication to tell the tenant of a caller: set --tokens <file> or --oauth-issuer <url>',
      ko: '--tenants: 호출자의 상점을 구분하려면 인증이 필요합니다. --tokens <파일> 또는 --oauth-issuer <url>을 지정하세요',
    });
  if (publicUrl === undefined && (oauthIssuer !== undefined || !isLoopback(host)))
    throw new ConfigError(describeMissingUrl(oauthIssuer === undefined ? `--host ${host}` : '--oauth-issuer'));
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

const describeMissingUrl = (name: string) => ({
  en: `${name} requires --public-url, the address at which clients reach this server`,
  ko: `${name}: 클라이언트가 이 서버에 접속하는 주소를 --public-url로 지정하세요`,
});
