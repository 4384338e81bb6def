import { createHmac } from 'node:crypto';
import * as z from 'zod';
import { ConfigError } from '../../config/config-error.ts';
import type { HttpConfig } from '../../config/http.ts';
import { type ServeConfig, TIER, upstreamAddress } from '../../config/index.ts';
import { loadJson } from '../../config/json-file.ts';

const VARIABLE = 'must be the name of an environment variable, such as SHOP_A_API_KEY, never a value';
const NAME = 'is no name of a tenant: that has 1 to 40 small letters, digits, - or _';

const variable = () => z.string().regex(/^[A-Z_][A-Z0-9_]{0,99}$/, VARIABLE);
const names = () => z.array(z.string().min(1));

const Entry = z.strictObject({
  api_key_env: variable().optional(),
  api_secret_env: variable().optional(),
  base_url_env: variable().optional(),
  approval_pin_env: variable().optional(),
  second_approver_pin_env: variable().optional(),
  tier: z.string().regex(TIER, 'must be a code of three letters or digits').optional(),
  toolsets: names().optional(),
  tools: names().optional(),
  exclude_tools: names().optional(),
  read_only: z.boolean().optional(),
  pii: z.enum(['masked', 'full']).optional(),
  policy: z.string().min(1).optional(),
  audit: z.string().min(1).optional(),
});
const TenantsFile = z
  .record(z.string().regex(/^[a-z0-9_-]{1,40}$/, NAME), Entry)
  .refine((tenants) => Object.keys(tenants).length > 0, 'must hold a tenant');

type Variable = 'api_key_env' | 'api_secret_env' | 'base_url_env' | PinVariable;
type PinVariable = 'approval_pin_env' | 'second_approver_pin_env';

/**
 * Every tenant's configuration: what the file says of it, and otherwise what holds for the server. Credentials, second factors,
 * policies and ledgers are never another's: what the file does not name, a tenant does not have. Throws ConfigError.
 */
export async function tenantConfigs(
  path: string,
  config: ServeConfig,
  http: HttpConfig,
): Promise<ReadonlyMap<string, ServeConfig>> {
  const kind = { flag: '--tenants', schema: TenantsFile, thing: 'a file of tenants', keys: Object.keys(Entry.shape) };
  const { data, fault } = await loadJson(path, kind);
  const {
    tier: _tier,
    approvalPin: _pin,
    secondApproverPin: _second,
    policyFile: _policy,
    auditFile: _audit,
    ...common
  } = config;
  const ledgers = new Set<string>();

  return new Map(
    Object.entries(data).map(([name, entry]) => {
      const named = (key: Variable): string | undefined => {
        const from = entry[key];
        if (from === undefined) return undefined;
        const value = http.variable(from);
        if (value === undefined) throw fault([name, key], `names ${from}, which is not set`);
        return value;
      };
      const needed = (key: Variable): string => {
        const value = named(key);
        if (value === undefined && !config.sandbox) throw fault([name], `needs ${key}`);
        return value ?? '';
      };
      if (entry.audit !== undefined && ledgers.has(entry.audit))
        throw fault([name, 'audit'], 'is the ledger of another');
      if (entry.audit !== undefined) ledgers.add(entry.audit);
      const pinOf = (key: PinVariable): string | undefined => {
        const pin = named(key);
        if (pin !== undefined && pin.length < 4) throw fault([name, key], 'must name 4 characters or more');
        return pin;
      };
      const pin = pinOf('approval_pin_env');
      const secondPin = pinOf('second_approver_pin_env');
      if (secondPin !== undefined && secondPin === pin)
        throw fault([name, 'second_approver_pin_env'], 'must name another PIN than approval_pin_env');
      const baseUrl = named('base_url_env');
      const own: ServeConfig = {
        ...common,
        apiKey: needed('api_key_env'),
        apiSecret: needed('api_secret_env'),
        ...(baseUrl === undefined ? {} : { baseUrl: upstreamAddress(entry.base_url_env ?? '', baseUrl) }),
        ...(entry.tier === undefined ? {} : { tier: entry.tier }),
        ...(entry.toolsets === undefined ? {} : { toolsets: entry.toolsets }),
        ...(entry.tools === undefined ? {} : { tools: entry.tools }),
        excludeTools: [...config.excludeTools, ...(entry.exclude_tools ?? [])],
        // What the server forbids to all, no tenant allows itself.
        readOnly: config.readOnly || entry.read_only === true,
        pii: entry.pii ?? config.pii,
        ...(pin === undefined ? {} : { approvalPin: pin }),
        ...(secondPin === undefined ? {} : { secondApproverPin: secondPin }),
        ...(entry.policy === undefined ? {} : { policyFile: entry.policy }),
        ...(entry.audit === undefined ? {} : { auditFile: entry.audit }),
        ...(config.stateKey === undefined ? {} : { stateKey: derived(config.stateKey, name) }),
      };
      return [name, own];
    }),
  );
}

/** What one tenant's key signs, no other tenant's key does. */
const derived = (key: string, tenant: string) =>
  createHmac('sha256', key).update(`tenant ${tenant}`).digest('base64url');

/** A fault of one tenant's configuration, said of that tenant. */
export async function forTenant<T>(name: string, path: string | undefined, open: () => Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (error) {
    if (path === undefined || !(error instanceof ConfigError)) throw error;
    throw new ConfigError(`--tenants ${path}: "${name}": ${error.message}`);
  }
}
