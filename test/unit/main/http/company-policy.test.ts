import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readConfig } from '../../../../src/config/index.ts';
import { disabledTelemetry } from '../../../../src/guard/telemetry.ts';
import { openTenants } from '../../../../src/main/http/tenants.ts';
import { createMemoryStore } from '../../../../src/store/memory/store.ts';
import { createRateLimits } from '../../../../src/transports/http/rate-limit.ts';

const folder = mkdtempSync(join(tmpdir(), 'company-'));
afterAll(() => rmSync(folder, { recursive: true }));

function writeJson(name: string, value: object): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(value));
  return path;
}

/** Opens the tenants of a file, and returns of each whose policies hold and which tools it offers. */
async function open(tenantsFile: object) {
  const tenants = writeJson('tenants.json', tenantsFile);
  const config = readConfig(['--sandbox', '--http', '--tokens', 't.json', '--tenants', tenants], {});
  if (config.command !== 'serve' || !config.http) throw new Error('no server');
  const running = await openTenants(config, config.http, {
    store: createMemoryStore(() => performance.now() / 1000),
    limits: createRateLimits(0),
    telemetry: disabledTelemetry,
    getOrigin: () => 'http://127.0.0.1',
    log: () => {},
  });
  const opened = [...running].map(([name, { tenant }]) => [
    name,
    tenant.context.runtimeInfo.policies,
    tenant.context.catalog.tools.some((tool) => tool.definition.name === 'revoke_vbank'),
  ]);
  await Promise.all([...running.values()].map(({ close }) => close()));
  return opened;
}

it('the policy at the top level of the tenants file holds for every tenant, beside its own', async () => {
  const company = writeJson('company.json', { disabled_tools: ['revoke_vbank'] });
  const shop = writeJson('shop.json', { refund: { per_day: 1 }, on_lost_counters: 'continue' });
  expect(await open({ policy: company, 'shop-a': { policy: shop }, 'shop-b': {} })).toEqual([
    ['shop-a', ['company', 'shop'], false],
    ['shop-b', ['company'], false],
  ]);
  expect(await open({ 'shop-a': { policy: shop }, 'shop-b': {} })).toEqual([
    ['shop-a', ['operator'], true],
    ['shop-b', [], true],
  ]);
});

it.each<[string, object | undefined, RegExp]>([
  ['is missing', undefined, /^--tenants .*tenants\.json: "policy" .*absent\.json: (cannot be read|does not exist)/],
  ['has an unknown key', { refunds: {} }, /"policy" .*bad\.json:1:2: "refunds" is not a key of a policy/],
  ['disables an unknown tool', { disabled_tools: ['revoke'] }, /"policy" .*"disabled_tools\.0" names an unknown tool/],
])('the server does not start if the policy of all tenants %s', async (_, value, line) => {
  const policy = value === undefined ? join(folder, 'absent.json') : writeJson('bad.json', value);
  await expect(open({ policy, 'shop-a': {} })).rejects.toThrow(line);
});
