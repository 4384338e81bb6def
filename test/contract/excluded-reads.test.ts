import { afterAll, beforeAll, expect, it } from 'vitest';
import { createCatalog } from '../../src/context.ts';
import { canReadVia } from '../../src/desk/tool-equivalents.ts';
import { endpoints } from '../../src/endpoints/index.ts';
import { createPortOne, type PortOneConnection } from '../../src/portone/client.ts';
import { withoutExcludedReads } from '../../src/portone/excluded-reads.ts';
import { createResourceRegistry } from '../../src/resources/registry.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts';
import { createMemoryStore } from '../../src/store/memory/store.ts';
import { callTool } from '../../src/tools/call-tool.ts';
import { toolDefinitions } from '../../src/tools/definitions.ts';
import { selectTools } from '../../src/tools/toolsets/select.ts';
import { createGuardContext } from '../support/guard-context.ts';

let sandbox: Sandbox;
let portone: PortOneConnection;
beforeAll(async () => {
  sandbox = await startSandbox();
  portone = createPortOne({
    ...{ baseUrl: sandbox.url, apiKey: 'sandbox_key', apiSecret: 'sandbox_secret', userAgent: 'test/1' },
  });
});
afterAll(async () => {
  await portone.close();
  await sandbox.close();
});

const getSample = (situation: string) => sandbox.getSamples()[situation] ?? {};
/** Calls that together read whatever the desk reads. */
const listDeskCalls = (): [tool: string, args: Record<string, unknown>][] => [
  ['search_payments', { period: 'last 7 days' }],
  ['summarize_payments', { period: 'last 7 days' }],
  ['get_customer', { buyer_tel: '1701' }],
  ['get_customer', { customer_uid: getSample('subscription').customer_uid }],
  ['review_subscriptions', {}],
  ['review_subscriptions', { customer_uid: getSample('subscription').customer_uid }],
  ...['paid_card', 'receipt_issued', 'escrow_shipped', 'naver_paid', 'failed_subscription'].map(
    (situation): [string, Record<string, unknown>] => [
      'investigate_payment',
      { imp_uid: getSample(situation).imp_uid },
    ],
  ),
  ['investigate_payment', { merchant_uid: getSample('failed_subscription').merchant_uid }],
  ['investigate_payment', { customer_uid: getSample('subscription').customer_uid }],
  ['check_connection', {}],
];
const listUris = (): string[] => [
  `portone://payments/${getSample('paid_card').imp_uid}`,
  `portone://orders/${getSample('paid_card').merchant_uid}`,
  'portone://payments/status/paid',
  `portone://billing-keys/${getSample('subscription').customer_uid}`,
  `portone://schedules/${getSample('failed_subscription').merchant_uid}`,
  `portone://receipts/${getSample('receipt_issued').imp_uid}`,
  'portone://codes/banks',
];

/** The endpoints that the desk and the resources read through when a tool is excluded. */
async function recordReads(excludedTools: readonly string[]): Promise<Set<string>> {
  const reads = new Set<string>();
  const call: typeof portone.reader.call = (row, args, options) => {
    reads.add(row.name);
    return portone.reader.call(row, args, options);
  };
  const offered = selectTools(toolDefinitions, { tools: [], excludeTools: [...excludedTools], readOnly: true });
  const catalog = createCatalog(offered);
  const now = () => sandbox.getWorld().clock.now();
  const guard = createGuardContext({
    ...{ portone, store: createMemoryStore(now), now },
    context: {
      ...{ catalog, excludedTools },
      portone: async () => withoutExcludedReads({ ...portone.reader, call }, excludedTools),
    },
  });
  const { signal } = new AbortController();
  const caller = { id: 'alice', supportsFormElicitation: false, supportsUrlElicitation: false, signal };
  for (const [tool, args] of listDeskCalls()) if (catalog.has(tool)) await callTool(guard, caller, tool, args);
  const registry = createResourceRegistry(guard.context, 'en', canReadVia({ catalog, excludedTools }));
  await registry.list(undefined, async () => {});
  for (const uri of listUris()) await registry.read(uri, signal, 'alice').catch(() => undefined);
  return reads;
}

it('an endpoint whose tool is excluded is read by no desk tool and no resource', async () => {
  const reads = await recordReads([]);
  // The test is of use only if these calls read through many endpoints.
  expect(reads.size).toBeGreaterThan(10);
  for (const name of reads) expect(await recordReads([name]), `without ${name}`).not.toContain(name);
  expect(endpoints.filter((row) => row.effect !== 'read' && reads.has(row.name))).toEqual([]);
}, 60_000);

it('an investigation without an excluded read says what it has not read', async () => {
  const excludedTools = ['get_escrow_logistics'];
  const now = () => sandbox.getWorld().clock.now();
  const guard = createGuardContext({
    ...{ portone, store: createMemoryStore(now), now },
    context: { portone: async () => withoutExcludedReads(portone.reader, excludedTools) },
  });
  const caller = {
    ...{ id: 'alice', supportsFormElicitation: false, supportsUrlElicitation: false },
    signal: new AbortController().signal,
  };
  const { imp_uid } = getSample('escrow_shipped');
  const outcome = await callTool(guard, caller, 'investigate_payment', { imp_uid });
  expect(outcome).toMatchObject({ status: 'done' });
  expect(JSON.stringify(outcome)).toMatch(/the escrow delivery: The operator excluded a read/);
});
