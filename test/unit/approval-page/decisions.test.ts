import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { localApprovals } from '../../../src/approval-page/index.ts';
import type { ApprovalRequest, Approvals } from '../../../src/guard/confirmation/approvals.ts';
import { createMemoryStore } from '../../../src/store/memory/store.ts';
import { type Store, StoreUnreachable } from '../../../src/store/store.ts';
import { type Visitor, visit } from '../../support/approval-page.ts';
import { refundRequest } from '../../support/approval-request.ts';

const PIN = '246810';
const APPROVE = { decision: 'approve' };

let now = 1_800_000_000;
let approvals: Approvals;
let request: ApprovalRequest;
let url: string;
let page: Visitor;

beforeEach(async () => {
  approvals = localApprovals({ store: createMemoryStore(() => now), now: () => now });
  request = refundRequest();
  url = (await approvals.open(request)).url;
  page = await visit(url);
});
afterEach(() => approvals.close());

const otherPage = async () => {
  const bond = { ...request.bond, args: { imp_uid: 'imp_2' } };
  return visit((await approvals.open(refundRequest({ bond }))).url);
};

describe('a decision', () => {
  it('counts once when its post is replayed', async () => {
    await page.post(APPROVE);
    expect(await approvals.take(request.bond)).toBeDefined();
    expect((await page.post(APPROVE)).status).toBe(410);
    expect(await approvals.take(request.bond)).toBeUndefined();
  });

  it('counts once when the page was opened twice', async () => {
    const again = await visit(url);
    expect((await page.post(APPROVE)).status).toBe(303);
    expect((await again.post(APPROVE)).status).toBe(409);
    expect(await approvals.take(request.bond)).toBeDefined();
    expect(await approvals.take(request.bond)).toBeUndefined();
  });

  it('stays a denial', async () => {
    expect((await page.post({ decision: 'deny' })).status).toBe(303);
    expect((await page.post(APPROVE)).status).toBe(409);
    expect(await approvals.take(request.bond)).toEqual({ said: 'denied' });
    expect(await approvals.take(request.bond)).toBeUndefined();
  });

  it.each([
    ['before', false],
    ['after', true],
  ])('counts for nothing when the request is withdrawn, %s the page said yes', async (_, isApproved) => {
    if (isApproved) await page.post(APPROVE);
    const { state: _state, ...withdrawn } = request.bond;
    await approvals.withdraw({ ...withdrawn, caller: 'somebody else' });
    expect(await approvals.waits(request.bond)).toBe(!isApproved);
    await approvals.withdraw(withdrawn);
    expect((await page.post(APPROVE)).status).toBe(409);
    expect(await approvals.take(request.bond)).toBeUndefined();
    expect((await approvals.open(request)).url).not.toBe(url);
  });

  it('goes to one of twenty who take it at once', async () => {
    await page.post(APPROVE);
    const taken = await Promise.all(Array.from({ length: 20 }, () => approvals.take(request.bond)));
    expect(taken.filter((one) => one !== undefined)).toEqual([{ said: 'approved', secrets: {} }]);
  });

  it('is the first of twenty that are posted at once', async () => {
    const decisions = Array.from({ length: 20 }, (_, n) => page.post({ decision: n % 2 ? 'approve' : 'deny' }));
    const statuses = (await Promise.all(decisions)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 303)).toHaveLength(1);
    expect(statuses.filter((status) => status === 409)).toHaveLength(19);
  });

  it.each([
    ['another tool', { tool: 'delete_billing_key' }],
    ['other arguments', { args: { imp_uid: 'imp_1', amount: 25_001, checksum: 89_000 } }],
    ['another state', { state: [{ status: 'paid', cancel_amount: 1 }] }],
    ['another caller', { caller: 'somebody else' }],
  ])('is worth nothing to %s', async (_, change) => {
    await page.post(APPROVE);
    expect(await approvals.take({ ...request.bond, ...change })).toBeUndefined();
    expect(await approvals.take(request.bond)).toBeDefined();
  });

  it('is worth nothing in another process', async () => {
    await page.post(APPROVE);
    const elsewhere = localApprovals({ store: createMemoryStore(() => now), now: () => now });
    expect(await elsewhere.take(request.bond)).toBeUndefined();
  });

  it('comes too late after five minutes', async () => {
    now += 300;
    expect((await page.post(APPROVE)).status).toBe(410);
    expect(await approvals.take(request.bond)).toBeUndefined();
  });

  it('is not held against a request five minutes later', async () => {
    await page.post({ decision: 'deny' });
    now += 300;
    expect(await approvals.take(request.bond)).toBeUndefined();
  });

  it('is not kept for longer than five minutes', async () => {
    await page.post(APPROVE);
    now += 300;
    expect(await approvals.take(request.bond)).toBeUndefined();
    expect((await page.get()).status).toBe(410);
  });
});

it('a page says so when the store is away, and takes the answer once it is back', async () => {
  const store = createMemoryStore(() => now);
  let away = false;
  const shared: Store = {
    ...store,
    epoch: () => (away ? Promise.reject(new StoreUnreachable('closed')) : store.epoch()),
  };
  await approvals.close();
  approvals = localApprovals({ store: shared, now: () => now });
  page = await visit((await approvals.open(request)).url);
  away = true;
  const [shown, posted] = [await page.get(), await page.post(APPROVE)];
  expect([shown.status, posted.status]).toEqual([503, 503]);
  expect(shown.text).toContain('cannot be reached');
  await expect(approvals.take(request.bond)).rejects.toBeInstanceOf(StoreUnreachable);
  away = false;
  expect((await page.post(APPROVE)).status).toBe(303);
  expect(await approvals.take(request.bond)).toEqual({ said: 'approved', secrets: {} });
});

describe('the PIN', () => {
  beforeEach(async () => {
    await approvals.close();
    approvals = localApprovals({ store: createMemoryStore(() => now), now: () => now, pin: PIN });
    url = (await approvals.open(request)).url;
    page = await visit(url);
  });

  const guess = (pin: string) => page.post({ ...APPROVE, pin });

  it('is asked for', async () => {
    expect((await page.post(APPROVE)).status).toBe(403);
    expect((await guess(PIN.slice(1))).status).toBe(403);
    expect(await approvals.take(request.bond)).toBeUndefined();
    expect((await guess(PIN)).status).toBe(303);
    expect(await approvals.take(request.bond)).toBeDefined();
  });

  it('is not needed to deny', async () => {
    await page.post({ decision: 'deny' });
    expect(await approvals.take(request.bond)).toEqual({ said: 'denied' });
  });

  it('cannot be guessed: the fifth wrong one locks the page even to the right one', async () => {
    const statuses = [];
    for (const pin of ['1', '2', '3', '4', '5', PIN]) statuses.push((await guess(pin)).status);
    expect(statuses).toEqual([403, 403, 403, 403, 429, 429]);
    expect((await page.get()).status).toBe(429);
    expect(await approvals.take(request.bond)).toBeUndefined();
    await expect(approvals.open(request)).rejects.toMatchObject({ kind: 'rate_limited' });
  });

  it('cannot be guessed by twenty posts at once', async () => {
    const guesses = await Promise.all(Array.from({ length: 20 }, (_, n) => guess(String(n))));
    expect(guesses.filter(({ status }) => status === 403)).toHaveLength(4);
    expect(guesses.filter(({ status }) => status === 429)).toHaveLength(16);
    expect((await guess(PIN)).status).toBe(429);
  });

  it('cannot be guessed over several pages, nor on a new one', async () => {
    const other = await otherPage();
    for (const pin of ['1', '2', '3']) await guess(pin);
    await other.post({ ...APPROVE, pin: '4' });
    expect((await other.post({ ...APPROVE, pin: '5' })).status).toBe(429);
    expect((await guess(PIN)).status).toBe(429);
    const bond = { ...request.bond, args: { imp_uid: 'imp_3' } };
    await expect(approvals.open(refundRequest({ bond }))).rejects.toMatchObject({ kind: 'rate_limited' });
  });

  it('takes longer to try again each time', async () => {
    const fiveWrong = async () => {
      page = await visit((await approvals.open(request)).url);
      for (const pin of ['1', '2', '3', '4', '5']) await guess(pin);
    };
    await fiveWrong();
    now += 300;
    await fiveWrong();
    now += 300;
    await expect(approvals.open(request)).rejects.toMatchObject({ kind: 'rate_limited' });
    now += 300;
    page = await visit((await approvals.open(request)).url);
    expect((await guess(PIN)).status).toBe(303);
  });
});
