import { createHmac } from 'node:crypto';
import * as z from 'zod';
import { ConfigError } from '../../config/config-error.ts';
import type { HttpConfig } from '../../config/http.ts';
import type { ServeConfig } from '../../config/index.ts';
import { bothLanguages, withPrefix } from '../../config/issue-text.ts';
import { loadJsonFile } from '../../config/json-file.ts';
import { secretValue, secureUrl, shopName, tierCode, upstreamUrl } from '../../config/parsers.ts';
import { parseValue } from '../../config/setting.ts';

const VARIABLE_HINT = bothLanguages({
  en: 'must be the name of an environment variable, such as SHOP_A_API_KEY, never a value',
  ko: '값이 아니라 환경 변수 이름이어야 합니다(예: SHOP_A_API_KEY)',
});
const TENANT_NAME = /^[a-z0-9_-]{1,40}$/;
const TENANT_NAME_HINT = {
  en: 'is not a valid tenant name (1 to 40 lowercase letters, digits, - or _)',
  ko: '상점 이름으로 쓸 수 없습니다(소문자, 숫자, -, _로 된 1~40자)',
};

const variableName = () => z.string().regex(/^[A-Z_][A-Z0-9_]{0,99}$/, VARIABLE_HINT);
const nameList = () => z.array(z.string().min(1));

export const TenantEntry = z.strictObject({
  name: shopName.optional(),
  api_key_env: variableName().optional(),
  api_secret_env: variableName().optional(),
  base_url_env: variableName().optional(),
  approval_pin_env: variableName().optional(),
  second_approver_pin_env: variableName().optional(),
  approval_webhook_env: variableName().optional(),
  approval_webhook_secret_env: variableName().optional(),
  tier: tierCode.optional(),
  toolsets: nameList().optional(),
  tools: nameList().optional(),
  exclude_tools: nameList().optional(),
  read_only: z.boolean().optional(),
  pii: z.enum(['masked', 'full']).optional(),
  policy: z.string().min(1).optional(),
  audit: z.string().min(1).optional(),
});
/** What an entry of a tenants file may say. */
const tenantKeys: readonly string[] = Object.keys(TenantEntry.shape);

const COMPANY_POLICY_HINT = bothLanguages({
  en: 'must be the path of a policy that holds for all tenants; no tenant can have this name',
  ko: '모든 상점에 적용할 정책 파일의 경로여야 합니다. 이 이름의 상점은 쓸 수 없습니다',
});

const TenantsFile = z
  .object({
    policy: z.custom<string>((value) => typeof value === 'string' && value !== '', COMPANY_POLICY_HINT).optional(),
  })
  .catchall(TenantEntry)
  .refine(
    ({ policy: _, ...tenants }) => Object.keys(tenants).length > 0,
    bothLanguages({
      en: 'must contain at least one tenant',
      ko: '상점이 하나 이상 있어야 합니다',
    }),
  );

export interface TenantConfigs {
  /** By name. */
  configs: ReadonlyMap<string, ServeConfig>;
  /** The policy that holds for all tenants, beside their own. */
  companyPolicyFile: string | undefined;
}

const pinVariableKeys = ['approval_pin_env', 'second_approver_pin_env'] as const;
const webhookVariableKeys = ['approval_webhook_env', 'approval_webhook_secret_env'] as const;
const variableKeys = [
  ...(['api_key_env', 'api_secret_env', 'base_url_env'] as const),
  ...pinVariableKeys,
  ...webhookVariableKeys,
] as const;
type VariableKey = (typeof variableKeys)[number];
type PinVariableKey = (typeof pinVariableKeys)[number];

/**
 * Loads the configuration of every tenant, and which policy holds for all of them: settings in the file, and the server's settings otherwise. Credentials,
 * PINs, policies and audit logs are never inherited: a tenant has only those in its own entry. Its shop is called as the
 * tenant unless the entry has a name. Throws ConfigError.
 */
export async function loadTenantConfigs(path: string, config: ServeConfig, http: HttpConfig): Promise<TenantConfigs> {
  const kind = {
    flag: '--tenants',
    schema: TenantsFile,
    thing: { en: 'a file of tenants', ko: '상점 파일' },
    keys: tenantKeys,
  };
  const { data, errorAt } = await loadJsonFile(path, kind);
  const { policy: companyPolicyFile, ...tenants } = data;
  for (const name of Object.keys(tenants)) if (!TENANT_NAME.test(name)) throw errorAt([name], TENANT_NAME_HINT);
  const {
    name: _name,
    tier: _tier,
    approvalPin: _pin,
    secondApproverPin: _second,
    approvalWebhook: _webhook,
    approvalWebhookSecret: _webhookSecret,
    policyFile: _policy,
    auditFile: _audit,
    ...common
  } = config;
  http.assertVariablesUsed(Object.values(tenants).flatMap((entry) => variableKeys.flatMap((key) => entry[key] ?? [])));
  const auditFiles = new Set<string>();

  const configs = new Map(
    Object.entries(tenants).map(([name, entry]) => {
      const readOptional = (key: VariableKey): string | undefined => {
        const envName = entry[key];
        if (envName === undefined) return undefined;
        const value = http.readVariable(envName);
        if (value === undefined)
          throw errorAt([name, key], {
            en: `names the environment variable ${envName}, which is not set`,
            ko: `환경 변수 ${envName} 값이 없습니다`,
          });
        return value;
      };
      const readRequired = (key: VariableKey): string => {
        const value = readOptional(key);
        if (value === undefined && !config.sandbox)
          throw errorAt([name], { en: `needs ${key}`, ko: `${key} 항목이 필요합니다` });
        return value ?? '';
      };
      if (entry.audit !== undefined && auditFiles.has(entry.audit))
        throw errorAt([name, 'audit'], {
          en: 'is already the audit log of another tenant',
          ko: '다른 상점이 이미 쓰는 감사 로그입니다',
        });
      if (entry.audit !== undefined) auditFiles.add(entry.audit);
      const readPin = (key: PinVariableKey): string | undefined => {
        const pin = readOptional(key);
        if (pin !== undefined && pin.length < 4)
          throw errorAt([name, key], {
            en: 'must name a variable with at least 4 characters',
            ko: '값이 4자 이상인 환경 변수여야 합니다',
          });
        return pin;
      };
      const pin = readPin('approval_pin_env');
      const secondPin = readPin('second_approver_pin_env');
      if (secondPin !== undefined && secondPin === pin)
        throw errorAt([name, 'second_approver_pin_env'], {
          en: 'must name a PIN that differs from approval_pin_env',
          ko: 'approval_pin_env와 다른 PIN이어야 합니다',
        });
      const baseUrl = readOptional('base_url_env');
      const webhook = readOptional('approval_webhook_env');
      const webhookSecret = readOptional('approval_webhook_secret_env');
      if (webhookSecret !== undefined && webhook === undefined)
        throw errorAt([name, 'approval_webhook_secret_env'], {
          en: 'has no effect without approval_webhook_env',
          ko: 'approval_webhook_env가 없으면 적용되지 않습니다',
        });
      if (webhook !== undefined && pin === undefined)
        throw errorAt([name, 'approval_webhook_env'], {
          en: 'requires approval_pin_env, since everybody in the chat sees the link',
          ko: '대화방의 모두가 링크를 보므로 approval_pin_env가 필요합니다',
        });
      const tenantConfig: ServeConfig = {
        ...common,
        name: entry.name ?? name,
        apiKey: readRequired('api_key_env').trim(),
        apiSecret: readRequired('api_secret_env').trim(),
        ...(baseUrl === undefined ? {} : { baseUrl: parseValue(entry.base_url_env ?? '', upstreamUrl, baseUrl) }),
        ...(entry.tier === undefined ? {} : { tier: entry.tier }),
        ...(entry.toolsets === undefined ? {} : { toolsets: entry.toolsets }),
        ...(entry.tools === undefined ? {} : { tools: entry.tools }),
        excludeTools: [...config.excludeTools, ...(entry.exclude_tools ?? [])],
        // A tenant cannot lift a restriction of the server.
        readOnly: config.readOnly || entry.read_only === true,
        pii: entry.pii ?? config.pii,
        ...(pin === undefined ? {} : { approvalPin: pin }),
        ...(secondPin === undefined ? {} : { secondApproverPin: secondPin }),
        ...(webhook === undefined
          ? {}
          : { approvalWebhook: parseValue(entry.approval_webhook_env ?? '', secureUrl, webhook) }),
        ...(webhookSecret === undefined
          ? {}
          : {
              approvalWebhookSecret: parseValue(
                entry.approval_webhook_secret_env ?? '',
                secretValue(16),
                webhookSecret,
              ),
            }),
        ...(entry.policy === undefined ? {} : { policyFile: entry.policy }),
        ...(entry.audit === undefined ? {} : { auditFile: entry.audit }),
        ...(config.stateKey === undefined ? {} : { stateKey: deriveTenantKey(config.stateKey, name) }),
      };
      return [name, tenantConfig];
    }),
  );
  return { configs, companyPolicyFile };
}

/** Derives a separate key for each tenant. */
const deriveTenantKey = (key: string, tenant: string) =>
  createHmac('sha256', key).update(`tenant ${tenant}`).digest('base64url');

/** Adds the tenant's name to a ConfigError. */
export async function withTenantErrors<T>(
  name: string,
  path: string | undefined,
  create: () => Promise<T>,
): Promise<T> {
  try {
    return await create();
  } catch (error) {
    if (path === undefined || !(error instanceof ConfigError)) throw error;
    throw new ConfigError(withPrefix(`--tenants ${path}: "${name}": `, error.text));
  }
}
