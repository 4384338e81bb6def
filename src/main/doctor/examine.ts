import type { Localized } from '../../base/bilingual.ts';
import { ConfigError, type DoctorConfig, type ServeConfig } from '../../config/index.ts';
import { loadPolicyRules } from '../load-policy.ts';
import { checkAuditLog } from './check-audit.ts';
import { checkConfirmation } from './check-confirmation.ts';
import { checkPolicyAndTools } from './check-policy.ts';
import { checkPortOne } from './check-portone.ts';
import { checkCertificates, checkConfiguration, checkLanguage, checkNode } from './check-process.ts';
import { checkStore } from './check-store.ts';
import { createFindings, type Finding } from './finding.ts';

const tenantsFile = createFindings({ en: 'Tenants', ko: '상점 파일' });

/** Checks everything that a start depends on. Changes nothing at PortOne, and no file. */
export async function examine(config: DoctorConfig): Promise<Finding[]> {
  const { serve } = config;
  const first = [checkNode(process.versions.node), ...checkConfiguration(config), ...(await checkCertificates(config))];
  if (!serve) return [...first, checkLanguage(config)];
  const shops = await readShops(serve);
  if (!(shops instanceof Map)) return [...first, shops, checkLanguage(config)];
  const [store, http, ...perShop] = await Promise.all([
    checkStore(serve),
    checkHttpSettings(serve, [...shops.keys()]),
    ...[...shops].map(([name, shop]) =>
      examineShop(shop, shops.size > 1 || serve.http?.tenantsFile ? name : undefined),
    ),
  ]);
  return [...first, ...perShop.flat(), store, ...http, checkLanguage(config)];
}

/** The configuration of each merchant, by name. */
async function readShops(serve: ServeConfig): Promise<Map<string, ServeConfig> | Finding> {
  const path = serve.http?.tenantsFile;
  if (path === undefined || !serve.http) return new Map([['default', serve]]);
  try {
    const { loadTenantConfigs } = await import('../http/tenants-file.ts');
    const { configs, companyPolicyFile } = await loadTenantConfigs(path, serve, serve.http);
    if (companyPolicyFile !== undefined)
      await loadPolicyRules(companyPolicyFile, () => undefined, `--tenants ${path}: "policy"`);
    return new Map(configs);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return tenantsFile.problem({ what: error.text });
  }
}

async function checkHttpSettings({ http }: ServeConfig, shops: readonly string[]): Promise<Finding[]> {
  if (!http) return [];
  const { checkHttp } = await import('./check-http.ts');
  return checkHttp(http, shops);
}

async function examineShop(config: ServeConfig, name: string | undefined): Promise<Finding[]> {
  const findings = [
    ...(await checkPortOne(config)),
    ...(await checkPolicyAndTools(config)),
    await checkAuditLog(config),
    checkConfirmation(config),
  ];
  const addName = (text: Localized): Localized =>
    name === undefined ? text : { en: `${name}: ${text.en}`, ko: `${name}: ${text.ko}` };
  return findings.map((finding) => ({ ...finding, subject: addName(finding.subject) }));
}
