import { ConfigError } from './config-error.ts';
import { type HttpConfig, readHttpConfig } from './http.ts';
import { httpSettings } from './http-settings.ts';
import { detectLanguage } from './language.ts';
import { type Environment, isLoopback } from './parsers.ts';
import { findGiven, type GivenFlags, isPlaceholder, parseFlags, readSettings, type SettingValues } from './setting.ts';
import { serveSettings } from './settings.ts';
import { assertNoMerchantSettings } from './tenant-settings.ts';
import { assertKnownVariables } from './unused-variables.ts';

export interface ServeConfig extends SettingValues<typeof serveSettings> {
  command: 'serve';
  lang: 'ko' | 'en';
  /** Only with --http. */
  http?: HttpConfig;
}

/** Throws ConfigError for an unknown flag, an invalid value or conflicting settings. */
export function readServeConfig(argv: readonly string[], environment: Environment): ServeConfig {
  const env = withProxyVariables(environment);
  const { values: flags, positionals } = parseFlags(argv, { ...serveSettings, ...httpSettings });
  if (positionals.length > 0) throw new ConfigError(`unknown command "${positionals[0]}"; see --help`);
  // A tenants file may name further variables, so with one the check waits until the file was read.
  if (findGiven(httpSettings.tenantsFile, flags, env)) assertNoMerchantSettings(flags, env);
  else assertKnownVariables(env);
  const http = readHttpConfig(flags, env);
  const config = { ...readSettings(serveSettings, flags, env), ...(http ? { http } : {}) };
  const { sandbox, apiKey, apiSecret, approvalPin, secondApproverPin, redisUrl, stateKey } = config;
  if (!sandbox && http?.tenantsFile === undefined && (apiKey === '' || apiSecret === ''))
    throw new ConfigError(
      `PORTONE_V1_API_KEY and PORTONE_V1_API_SECRET must be set (${describeMissing(env)}); --sandbox needs neither and runs on sample data`,
    );
  assertConfirmationSettings(config, flags, env);
  // With one PIN for both, one person could act as both approvers.
  if (secondApproverPin !== undefined && secondApproverPin === approvalPin)
    throw new ConfigError('PORTONE_V1_SECOND_APPROVER_PIN must differ from PORTONE_V1_APPROVAL_PIN');
  // The state key encrypts what is in the store and signs tokens that all servers must be able to verify.
  if (redisUrl !== undefined && stateKey === undefined)
    throw new ConfigError(
      'PORTONE_V1_REDIS_URL requires PORTONE_V1_STATE_KEY, the same key of at least 32 characters on every server',
    );
  return { command: 'serve', ...config, lang: config.lang ?? detectLanguage(env) };
}

/** The variables of the proxy are also written in lower case, as curl reads them. */
const withProxyVariables = (env: Environment): Environment => ({
  ...env,
  HTTPS_PROXY: env.HTTPS_PROXY ?? env.https_proxy,
  NO_PROXY: env.NO_PROXY ?? env.no_proxy,
});

function assertConfirmationSettings(
  config: Omit<ServeConfig, 'command' | 'lang'>,
  flags: GivenFlags,
  env: Environment,
) {
  const { confirm, fallback, approvalHost, approvalPin, secondApproverPin, http } = config;
  // With a tenants file these belong to its entries, and are refused or read there.
  if (http?.tenantsFile === undefined) assertWebhookSettings(config);
  if (fallback !== 'page' && (approvalPin ?? secondApproverPin) !== undefined)
    throw new ConfigError(
      `${approvalPin === undefined ? 'PORTONE_V1_SECOND_APPROVER_PIN' : 'PORTONE_V1_APPROVAL_PIN'} has no effect with --confirm-fallback ${fallback}, which opens no page: remove one of them`,
    );
  const authenticates = http?.tokensFile !== undefined || http?.oauthIssuer !== undefined;
  if (authenticates && http?.tenantsFile === undefined && secondApproverPin !== undefined && approvalPin === undefined)
    throw new ConfigError(
      'PORTONE_V1_SECOND_APPROVER_PIN has no effect over HTTP without PORTONE_V1_APPROVAL_PIN, which opens the page: set both',
    );
  if (confirm === 'page' && fallback !== 'page')
    throw new ConfigError(`--confirm page and --confirm-fallback ${fallback} exclude each other`);
  // Everybody who reaches the page could approve, and it has no other login.
  if (!isLoopback(approvalHost) && approvalPin === undefined)
    throw new ConfigError(`--approval-host ${approvalHost} requires PORTONE_V1_APPROVAL_PIN`);
  const { approvalHost: host, approvalPort: port } = serveSettings;
  const given = findGiven(host, flags, env) ?? findGiven(port, flags, env);
  if (config.http && given)
    throw new ConfigError(`${given.name} has no effect with --http, which serves the page itself; see --public-url`);
}

function assertWebhookSettings({
  fallback,
  approvalPin,
  approvalWebhook,
  approvalWebhookSecret,
}: Omit<ServeConfig, 'command' | 'lang'>) {
  if (approvalWebhookSecret !== undefined && approvalWebhook === undefined)
    throw new ConfigError('PORTONE_V1_APPROVAL_WEBHOOK_SECRET has no effect without --approval-webhook: set both');
  if (approvalWebhook === undefined) return;
  if (fallback !== 'page')
    throw new ConfigError(`--approval-webhook has no effect with --confirm-fallback ${fallback}, which opens no page`);
  // Its posts hold a link, which would let everybody in the chat approve.
  if (approvalPin === undefined)
    throw new ConfigError(
      '--approval-webhook requires PORTONE_V1_APPROVAL_PIN, since everybody in the chat sees the link',
    );
}

function describeMissing(env: Environment): string {
  const names = [serveSettings.apiKey.env, serveSettings.apiSecret.env];
  return names
    .flatMap((name) => {
      const value = env[name] ?? '';
      if (isPlaceholder(value)) return [`${name} is a placeholder that the client did not fill in`];
      return value.trim() === '' ? [`${name} is missing`] : [];
    })
    .join(', ');
}
