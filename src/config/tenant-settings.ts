import { ConfigError } from './config-error.ts';
import type { Environment } from './parsers.ts';
import { findGiven, type GivenFlags } from './setting.ts';
import { serveSettings } from './settings.ts';

/** Settings of one merchant, and the key of the tenants file that takes their place. */
const merchantSettings = [
  [serveSettings.apiKey, 'api_key_env'],
  [serveSettings.apiSecret, 'api_secret_env'],
  [serveSettings.policyFile, 'policy'],
  [serveSettings.auditFile, 'audit'],
  [serveSettings.tier, 'tier'],
  [serveSettings.name, 'name'],
  [serveSettings.approvalPin, 'approval_pin_env'],
  [serveSettings.secondApproverPin, 'second_approver_pin_env'],
  [serveSettings.approvalWebhook, 'approval_webhook_env'],
  [serveSettings.approvalWebhookSecret, 'approval_webhook_secret_env'],
] as const;

/**
 * Throws ConfigError for a setting that would have no effect beside a tenants file: nobody may believe that a policy
 * holds which does not. `usedVariables` are the variables that the file names; before it is read, variables pass.
 */
export function assertNoMerchantSettings(flags: GivenFlags, env: Environment, usedVariables?: readonly string[]): void {
  for (const [setting, key] of merchantSettings) {
    const given = findGiven(setting, flags, env);
    const isVariableOnly = key.endsWith('_env');
    if (!given || usedVariables?.includes(given.name) || (isVariableOnly && usedVariables === undefined)) continue;
    const isPolicy = setting === serveSettings.policyFile;
    throw new ConfigError({
      en: `${given.name} has no effect beside --tenants; give each tenant that needs it its own "${key}" in that file${isPolicy ? ', or write it at the top level for all tenants' : ''}`,
      ko: `${given.name}: --tenants와 함께 쓰면 적용되지 않습니다. 필요한 상점마다 그 파일에 "${key}"를 지정하${isPolicy ? '거나, 모든 상점에 적용하려면 최상위에 적으' : ''}세요`,
    });
  }
}
