import type { Localized } from '../base/bilingual.ts';
import { createUnknownCommand } from './command-names.ts';
import { ConfigError } from './config-error.ts';
import { assertCredentials } from './credentials.ts';
import { type HttpConfig, readHttpConfig } from './http.ts';
import { httpSettings } from './http-settings.ts';
import { detectLanguage } from './language.ts';
import { parseFlags } from './parse-flags.ts';
import { type Environment, isLoopback } from './parsers.ts';
import { omitPlaceholders, opensSandboxWithoutKey } from './sandbox-without-key.ts';
import { findGiven, type GivenFlags, readSettings, type SettingValues } from './setting.ts';
import { serveSettings } from './settings.ts';
import { assertNoMerchantSettings } from './tenant-settings.ts';
import { assertKnownVariables } from './unused-variables.ts';

export interface ServeConfig extends SettingValues<typeof serveSettings> {
  command: 'serve';
  lang: 'ko' | 'en';
  /** Runs in the sandbox only because no key was given. */
  lacksKey: boolean;
  /** Only with --http. */
  http?: HttpConfig;
}

/** Throws ConfigError for an unknown flag, an invalid value or conflicting settings. */
export function readServeConfig(argv: readonly string[], environment: Environment): ServeConfig {
  const { values: givenFlags, positionals } = parseFlags(argv, { ...serveSettings, ...httpSettings });
  if (positionals[0] !== undefined) throw createUnknownCommand(positionals[0]);
  const lacksKey = opensSandboxWithoutKey(givenFlags, environment);
  const flags = lacksKey ? { ...givenFlags, sandbox: true } : givenFlags;
  const env = withProxyVariables(lacksKey ? omitPlaceholders(environment) : environment);
  // A tenants file may name further variables, so with one the check waits until the file was read.
  if (findGiven(httpSettings.tenantsFile, flags, env)) assertNoMerchantSettings(flags, env);
  else assertKnownVariables(env);
  const http = readHttpConfig(flags, env);
  const config = { ...readSettings(serveSettings, flags, env), ...(http ? { http } : {}) };
  const { sandbox, apiKey, apiSecret, approvalPin, secondApproverPin, redisUrl, stateKey } = config;
  if (!sandbox && http?.tenantsFile === undefined) assertCredentials({ apiKey, apiSecret }, env);
  assertConfirmationSettings(config, flags, env);
  // With one PIN for both, one person could act as both approvers.
  if (secondApproverPin !== undefined && secondApproverPin === approvalPin)
    throw new ConfigError({
      en: 'PORTONE_V1_SECOND_APPROVER_PIN must differ from PORTONE_V1_APPROVAL_PIN',
      ko: 'PORTONE_V1_SECOND_APPROVER_PIN: PORTONE_V1_APPROVAL_PIN과 달라야 합니다',
    });
  // The state key encrypts what is in the store and signs tokens that all servers must be able to verify.
  if (redisUrl !== undefined && stateKey === undefined)
    throw new ConfigError({
      en: 'PORTONE_V1_REDIS_URL requires PORTONE_V1_STATE_KEY, the same key of at least 32 characters on every server',
      ko: 'PORTONE_V1_REDIS_URL: 모든 서버에 같은 PORTONE_V1_STATE_KEY(32자 이상)가 필요합니다',
    });
  return { command: 'serve', ...config, lang: config.lang ?? detectLanguage(env), lacksKey };
}

/** The variables of the proxy are also written in lower case, as curl reads them. */
const withProxyVariables = (env: Environment): Environment => ({
  ...env,
  HTTPS_PROXY: env.HTTPS_PROXY ?? env.https_proxy,
  NO_PROXY: env.NO_PROXY ?? env.no_proxy,
});

function assertConfirmationSettings(
  config: Omit<ServeConfig, 'command' | 'lang' | 'lacksKey'>,
  flags: GivenFlags,
  env: Environment,
) {
  const { confirm, fallback, approvalHost, approvalPin, secondApproverPin, http } = config;
  // With a tenants file these belong to its entries, and are refused or read there.
  if (http?.tenantsFile === undefined) assertWebhookSettings(config);
  if (fallback !== 'page' && (approvalPin ?? secondApproverPin) !== undefined)
    throw new ConfigError(
      describeUnusedPin(approvalPin === undefined ? secondApproverPinName : approvalPinName, fallback),
    );
  const authenticates = http?.tokensFile !== undefined || http?.oauthIssuer !== undefined;
  if (authenticates && http?.tenantsFile === undefined && secondApproverPin !== undefined && approvalPin === undefined)
    throw new ConfigError({
      en: 'PORTONE_V1_SECOND_APPROVER_PIN has no effect over HTTP without PORTONE_V1_APPROVAL_PIN, which opens the page: set both',
      ko: 'PORTONE_V1_SECOND_APPROVER_PIN: HTTP에서는 PORTONE_V1_APPROVAL_PIN이 있어야 승인 페이지가 열립니다. 둘 다 지정하세요',
    });
  if (confirm === 'page' && fallback !== 'page')
    throw new ConfigError({
      en: `--confirm page and --confirm-fallback ${fallback} exclude each other`,
      ko: `--confirm page와 --confirm-fallback ${fallback}: 함께 쓸 수 없습니다`,
    });
  // Everybody who reaches the page could approve, and it has no other login.
  if (!isLoopback(approvalHost) && approvalPin === undefined)
    throw new ConfigError({
      en: `--approval-host ${approvalHost} requires PORTONE_V1_APPROVAL_PIN`,
      ko: `--approval-host ${approvalHost}: PORTONE_V1_APPROVAL_PIN이 필요합니다`,
    });
  const { approvalHost: host, approvalPort: port } = serveSettings;
  const given = findGiven(host, flags, env) ?? findGiven(port, flags, env);
  if (config.http && given)
    throw new ConfigError({
      en: `${given.name} has no effect with --http, which serves the page itself; see --public-url`,
      ko: `${given.name}: --http에서는 서버가 승인 페이지를 직접 제공하므로 적용되지 않습니다(--public-url 참고)`,
    });
}

function assertWebhookSettings({
  fallback,
  approvalPin,
  approvalWebhook,
  approvalWebhookSecret,
}: Pick<ServeConfig, 'fallback' | 'approvalPin' | 'approvalWebhook' | 'approvalWebhookSecret'>) {
  if (approvalWebhookSecret !== undefined && approvalWebhook === undefined)
    throw new ConfigError({
      en: 'PORTONE_V1_APPROVAL_WEBHOOK_SECRET has no effect without --approval-webhook: set both',
      ko: 'PORTONE_V1_APPROVAL_WEBHOOK_SECRET: --approval-webhook이 없으면 적용되지 않습니다. 둘 다 설정하세요',
    });
  if (approvalWebhook === undefined) return;
  if (fallback !== 'page')
    throw new ConfigError({
      en: `--approval-webhook has no effect with --confirm-fallback ${fallback}, which opens no page`,
      ko: `--approval-webhook: --confirm-fallback ${fallback}에서는 승인 페이지가 열리지 않아 적용되지 않습니다`,
    });
  // Its posts hold a link, which would let everybody in the chat approve.
  if (approvalPin === undefined)
    throw new ConfigError({
      en: '--approval-webhook requires PORTONE_V1_APPROVAL_PIN, since everybody in the chat sees the link',
      ko: '--approval-webhook을 쓰려면 PORTONE_V1_APPROVAL_PIN이 필요합니다. 대화방의 모두가 링크를 보기 때문입니다',
    });
}

const approvalPinName = serveSettings.approvalPin.env;
const secondApproverPinName = serveSettings.secondApproverPin.env;

const describeUnusedPin = (name: string, fallback: string): Localized => ({
  en: `${name} has no effect with --confirm-fallback ${fallback}, which opens no page: remove one of them`,
  ko: `${name}: --confirm-fallback ${fallback}에서는 승인 페이지가 열리지 않아 적용되지 않습니다. 둘 중 하나를 빼세요`,
});
