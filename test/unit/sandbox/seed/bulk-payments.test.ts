import { afterAll, beforeAll, expect, it } from 'vitest';
import { createWorld } from '../../../../src/sandbox/seed/index.ts';
import { type Sandbox, startSandbox } from '../../../../src/sandbox/server.ts';

const START = Date.UTC(2026, 10, 21, 3) / 1000;
const DAY = 86_400;
const COUNT = 4_000;

const plain = createWorld({ seed: 1, startedAt: START }).world;
const bulkWorld = createWorld({ seed: 1, startedAt: START, payments: COUNT }).world;
const added = [...bulkWorld.payments.values()].filter(({ record }) => !plain.payments.has(record.imp_uid));

it('bulk data adds exactly the requested number of payments and keeps the samples', () => {
  expect(bulkWorld.payments.size).toBe(plain.payments.size + COUNT);
  for (const [uid, stored] of plain.payments) expect(bulkWorld.payments.get(uid)).toEqual(stored);
  expect(new Set(added.map(({ record }) => record.merchant_uid)).size).toBe(COUNT);
});

it('bulk data is equal for the same seed and start, and different for another seed', () => {
  const again = createWorld({ seed: 1, startedAt: START, payments: COUNT }).world;
  expect([...again.payments.values()]).toEqual([...bulkWorld.payments.values()]);
  const other = createWorld({ seed: 2, startedAt: START, payments: COUNT }).world;
  expect([...other.payments.keys()]).not.toEqual([...bulkWorld.payments.keys()]);
});

it('bulk data covers the past 400 days with every status', () => {
  const ages = added.map(({ record }) => (START - (record.started_at ?? 0)) / DAY);
  expect(Math.min(...ages)).toBeGreaterThan(0);
  expect(Math.max(...ages)).toBeGreaterThan(399);
  expect(Math.max(...ages)).toBeLessThan(401);
  for (let month = 0; month < 13; month += 1)
    expect(ages.filter((age) => Math.floor(age / 30) === month).length, `month ${month}`).toBeGreaterThan(COUNT / 30);
  const getShare = (status: string) => added.filter(({ record }) => record.status === status).length / COUNT;
  expect(getShare('paid')).toBeGreaterThan(0.6);
  for (const status of ['failed', 'cancelled', 'ready']) expect(getShare(status)).toBeGreaterThan(0.02);
  for (const { record, updatedAt } of added) {
    expect(updatedAt).toBeLessThanOrEqual(START);
    expect(record.status === 'cancelled').toBe(record.cancel_amount > 0);
    expect(record.cancel_amount).toBe((record.cancel_history ?? []).reduce((sum, one) => sum + (one.amount ?? 0), 0));
  }
});

let sandbox: Sandbox;
let headers: Record<string, string>;
beforeAll(async () => {
  sandbox = await startSandbox({ startedAt: START, payments: COUNT, delayMs: 30 });
  const body = new URLSearchParams({ imp_key: 'sandbox_key', imp_secret: 'sandbox_secret' });
  const reply = await fetch(`${sandbox.url}/users/getToken`, { method: 'POST', body });
  const { response } = (await reply.json()) as { response: { access_token: string } };
  headers = { authorization: `Bearer ${response.access_token}` };
});
afterAll(() => sandbox.close());

const readTotal = async () => {
  const reply = await fetch(`${sandbox.url}/payments/status/all?limit=1`, { headers });
  return ((await reply.json()) as { response: { total: number } }).response.total;
};

it('lists include the bulk data, also after a reset', async () => {
  const before = await readTotal();
  const recent = [...bulkWorld.payments.values()].filter(({ record }) => (record.started_at ?? 0) >= START - 90 * DAY);
  expect(before).toBe(recent.length);
  const reset = await fetch(`${sandbox.url}/_sandbox/reset`, { method: 'POST' });
  expect(reset.status).toBe(200);
  expect(await readTotal()).toBe(before);
});

it('every API response is delayed by the configured time', async () => {
  const begin = performance.now();
  expect((await fetch(`${sandbox.url}/payments/imp_none`, { headers })).status).toBe(404);
  // A timer may be a millisecond early. The time beyond that depends on the machine.
  expect(performance.now() - begin).toBeGreaterThanOrEqual(28);
});
