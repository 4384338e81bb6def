import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { endpoints } from '../../src/endpoints/index.ts';
import { getFieldMeta } from '../../src/endpoints/sensitivity.ts';
import type { Caller } from '../../src/guard/confirmation/caller.ts';
import { createPortOne, type PortOneConnection } from '../../src/portone/client.ts';
import { createResourceRegistry } from '../../src/resources/registry.ts';
import { createMemoryStore } from '../../src/store/memory/store.ts';
import { type CallOutcome, callTool } from '../../src/tools/call-tool.ts';
import { tools } from '../../src/tools/index.ts';
import type { Tool } from '../../src/tools/tool.ts';
import { createGuardContext } from '../support/guard-context.ts';
import { type RecordAnswer, type RecordUpstream, startRecordUpstream } from '../support/record-upstream.ts';
import { buildSampleArguments } from '../support/sample-arguments.ts';

const NOW = 1_795_000_000;

let upstream: RecordUpstream;
let portone: PortOneConnection;

beforeAll(async () => {
  upstream = await startRecordUpstream();
  portone = createPortOne(
    { baseUrl: upstream.url, apiKey: 'key', apiSecret: 'secret', userAgent: 'test/1' },
    { sleep: async () => {} },
  );
});
beforeEach(() => {
  upstream.calls.length = 0;
  upstream.answers.clear();
});
afterAll(async () => {
  await portone.close();
  await upstream.close();
});

const caller: Caller = {
  id: 'alice',
  supportsFormElicitation: true,
  supportsUrlElicitation: false,
  signal: new AbortController().signal,
};

const createGuard = () => createGuardContext({ portone, store: createMemoryStore(() => NOW), now: () => NOW });

async function call(tool: Pick<Tool, 'name' | 'fields'>, args: Record<string, unknown>): Promise<CallOutcome> {
  return callTool(createGuard(), caller, tool.name, args);
}

/** Arguments with simple ids, without secrets and without those that contradict others. */
function buildArguments({ fields, rules }: Tool): Record<string, unknown> {
  const { cursor: _, fields: __, ...others } = fields;
  const taken = Object.entries(others).filter(([, schema]) => getFieldMeta(schema)?.privacy !== 'secret');
  const samples = Object.entries(buildSampleArguments({ fields: Object.fromEntries(taken) }));
  const given = Object.fromEntries(samples.map(([name, value]) => [name, simplify(name, value)]));
  const [kept, ...alternatives] = [...(rules.oneOf ?? [])];
  for (const name of alternatives) delete given[name];
  if (rules.explicitAll) delete given[rules.explicitAll.flag];
  if (kept === 'merchant_uid') delete given.imp_uid;
  return given;
}

const simplify = (name: string, value: unknown): unknown => {
  if (typeof value === 'string' && /_uid$/.test(name)) return `${name}_1`;
  return Array.isArray(value) && value.every((one) => typeof one === 'string') ? [`${name}_1`] : value;
};

const REFUSAL = {
  status: 'failed',
  error: { kind: 'unreachable', message: expect.stringContaining('another record than the requested one') },
};

/** Reads whose answer does not show what was asked for, so that no answer can be checked. */
const UNCHECKED_READS = [
  'get_escrow_logistics',
  'get_naver_cash_amount',
  'get_payment_balance',
  'list_card_codes',
  'list_bank_codes',
  'list_naver_product_orders',
  'list_naver_reviews',
  'list_payments_by_status',
  'list_pg_settings',
  'list_schedules',
  'query_benepia_point',
];
const checkedReads = endpoints.filter(
  ({ name, effect }) => effect === 'read' && name !== 'get_access_token' && !UNCHECKED_READS.includes(name),
);

const findTool = (name: string): Tool => {
  const tool = tools.find((one) => one.name === name);
  if (!tool) throw new Error(`There is no tool ${name}`);
  return tool;
};

describe('a read that PortOne, or something in between, answers with another record', () => {
  it.each(checkedReads.map(({ name }) => name))('%s refuses it', async (name) => {
    const args = buildArguments(findTool(name));
    expect(await call(findTool(name), args)).toMatchObject({ status: 'done' });
    const isList = /^list_/.test(name);
    for (const answer of ['other', ...(isList ? ['requested and other'] : [])] as RecordAnswer[]) {
      upstream.answers.set(name, answer);
      expect(await call(findTool(name), args), answer).toMatchObject(REFUSAL);
    }
  });

  it.each([
    ['payments/imp_1', 'get_payment'],
    ['orders/order_1', 'list_payments_by_order'],
    ['billing-keys/customer_1', 'get_billing_key'],
    ['schedules/order_1', 'get_schedule'],
    ['receipts/imp_1', 'get_receipt'],
  ])('the resource portone://%s refuses it', async (path, name) => {
    const read = () =>
      createResourceRegistry(createGuard().context, 'en', () => true).read(
        `portone://${path}`,
        caller.signal,
        caller.id,
      );
    expect((await read())?.text).toContain('_1');
    upstream.answers.set(name, 'other');
    await expect(read()).rejects.toThrow('another record than the requested one');
  });

  it('an investigation leaves it out and says so', async () => {
    upstream.answers.set('list_payments_by_order', 'other');
    const outcome = await callTool(createGuard(), caller, 'investigate_payment', { imp_uid: 'imp_1' });
    expect(JSON.stringify(outcome)).toContain('another record than the requested one');
    expect(JSON.stringify(outcome)).not.toContain('other_');
  });
});

describe('the records before a change', () => {
  const changes = tools.filter(({ effect, previews }) => effect !== 'read' && previews.length > 0);

  it('every kind of record is read by some tool', () => {
    expect(new Set(changes.flatMap(({ previews }) => previews)).size).toBe(11);
  });

  it.each(changes.map(({ name }) => name))('%s asks nobody if one of them is another than requested', async (name) => {
    const tool = findTool(name);
    const args = buildArguments(tool);
    await call(tool, args);
    const reads = [...new Set(upstream.calls)];
    expect(reads.length, 'it reads what it changes').toBeGreaterThan(0);
    for (const read of reads.filter((one) => checkedReads.some((row) => row.name === one))) {
      upstream.answers.clear();
      upstream.calls.length = 0;
      upstream.answers.set(read, 'other');
      expect(await call(tool, args), read).toMatchObject(REFUSAL);
      expect(upstream.calls, 'only reads are sent').not.toContain(name);
    }
  });
});
