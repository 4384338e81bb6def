import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLocalApprovals } from '../../../src/approval-page/index.ts';
import type { ApprovalRequest, Approvals } from '../../../src/guard/confirmation/approvals.ts';
import { createMemoryStore } from '../../../src/store/memory/store.ts';
import { type Store, StoreUnreachable } from '../../../src/store/store.ts';
import { openApprovalPage, type PageVisitor } from '../../support/approval-page.ts';
import { buildRefundRequest } from '../../support/approval-request.ts';

const PIN = '246810';
const APPROVE = { decision: 'approve' };

let now = 1_800_000_000;
let approvals: Approvals;
let request: ApprovalRequest;
let url: string;
let page: PageVisitor;

beforeEach(async () => {
  approvals = createLocalApprovals({ store: createMemoryStore(() => now), now: () => now });
  request = buildRefundRequest();
  url = (await approvals.open(request)).url;
  page = await openApprovalPage(url);
});
afterEach(() => approvals.close());

const openOtherPage = async () => {
  const binding = { ...request.binding, args: { imp_uid: 'imp_2' } };
  return openApprovalPage((await approvals.open(buildRefundRequest({ binding }))).url);
};

describe('a decision on the page', () => {
  it('a replayed approval is refused and counts only once', async () => {
    await page.post(APPROVE);
    expect(await approvals.consume(request.binding)).toBeDefined();
    expect((await page.post(APPROVE)).status).toBe(410);
    expect(await approvals.consume(request.binding)).toBeUndefined();
  });

  it('an approval on a page opened twice counts only once', async () => {
    const again = await openApprovalPage(url);
    expect((await page.post(APPROVE)).status).toBe(303);
    expect((await again.post(APPROVE)).status).toBe(409);
    expect(await approvals.consume(request.binding)).toBeDefined();
    expect(await approvals.consume(request.binding)).toBeUndefined();
  });

  it('a denial cannot be changed to an approval', async () => {
    expect((await page.post({ decision: 'deny' })).status).toBe(303);
    expect((await page.post(APPROVE)).status).toBe(409);
    expect(await approvals.consume(request.binding)).toEqual({ status: 'declined' });
    expect(await approvals.consume(request.binding)).toBeUndefined();
  });

  it.each([
    ['before', false],
    ['after', true],
  ])('a cancelled request ignores an approval given on the page (%s cancellation)', async (_, isApproved) => {
    if (isApproved) await page.post(APPROVE);
    const { fingerprintFields: _state, ...withdrawn } = request.binding;
    await approvals.cancel({ ...withdrawn, caller: 'somebody else' }, 'declined');
    expect(await approvals.isPending(request.binding)).toBe(!isApproved);
    await approvals.cancel(withdrawn, 'declined');
    expect((await page.post(APPROVE)).status).toBe(409);
    expect(await approvals.consume(request.binding)).toBeUndefined();
    expect((await approvals.open(request)).url).not.toBe(url);
  });

  it('an approval is consumed by exactly one of twenty concurrent calls', async () => {
    await page.post(APPROVE);
    const taken = await Promise.all(Array.from({ length: 20 }, () => approvals.consume(request.binding)));
    expect(taken.filter((one) => one !== undefined)).toEqual([{ status: 'approved', secrets: {} }]);
  });

  it('exactly one of twenty concurrent decisions is recorded', async () => {
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
  ])('an approval does not count for %s', async (_, change) => {
    await page.post(APPROVE);
    expect(await approvals.consume({ ...request.binding, ...change })).toBeUndefined();
    expect(await approvals.consume(request.binding)).toBeDefined();
  });

  it('an approval does not count in another process', async () => {
    await page.post(APPROVE);
    const elsewhere = createLocalApprovals({ store: createMemoryStore(() => now), now: () => now });
    expect(await elsewhere.consume(request.binding)).toBeUndefined();
  });

  it('an approval after five minutes is refused', async () => {
    now += 300;
    expect((await page.post(APPROVE)).status).toBe(410);
    expect(await approvals.consume(request.binding)).toBeUndefined();
  });

  it('a denial is forgotten after five minutes', async () => {
    await page.post({ decision: 'deny' });
    now += 300;
    expect(await approvals.consume(request.binding)).toBeUndefined();
  });

  it('an approval is forgotten after five minutes', async () => {
    await page.post(APPROVE);
    now += 300;
    expect(await approvals.consume(request.binding)).toBeUndefined();
    expect((await page.get()).status).toBe(410);
  });
});

it('the page reports an unreachable store and accepts the approval when the store is back', async () => {
  const store = createMemoryStore(() => now);
  let away = false;
  const shared: Store = {
    ...store,
    epoch: () => (away ? Promise.reject(new StoreUnreachable('closed')) : store.epoch()),
  };
  await approvals.close();
  approvals = createLocalApprovals({ store: shared, now: () => now });
  page = await openApprovalPage((await approvals.open(request)).url);
  away = true;
  const [shown, posted] = [await page.get(), await page.post(APPROVE)];
  expect([shown.status, posted.status]).toEqual([503, 503]);
  expect(shown.text).toContain('temporarily unavailable');
  await expect(approvals.consume(request.binding)).rejects.toBeInstanceOf(StoreUnreachable);
  away = false;
  expect((await page.post(APPROVE)).status).toBe(303);
  expect(await approvals.consume(request.binding)).toEqual({ status: 'approved', secrets: {} });
});

describe('the PIN of the approval page', () => {
  beforeEach(async () => {
    await approvals.close();
    approvals = createLocalApprovals({ store: createMemoryStore(() => now), now: () => now, pin: PIN });
    url = (await approvals.open(request)).url;
    page = await openApprovalPage(url);
  });

  const guessPin = (pin: string) => page.post({ ...APPROVE, pin });

  it('an approval requires the correct PIN', async () => {
    expect((await page.post(APPROVE)).status).toBe(403);
    expect((await guessPin(PIN.slice(1))).status).toBe(403);
    expect(await approvals.consume(request.binding)).toBeUndefined();
    expect((await guessPin(PIN)).status).toBe(303);
    expect(await approvals.consume(request.binding)).toBeDefined();
  });

  it('a denial requires no PIN', async () => {
    await page.post({ decision: 'deny' });
    expect(await approvals.consume(request.binding)).toEqual({ status: 'declined' });
  });

  it('the fifth wrong PIN locks the page, even for the correct PIN', async () => {
    const statuses = [];
    for (const pin of ['1', '2', '3', '4', '5', PIN]) statuses.push((await guessPin(pin)).status);
    expect(statuses).toEqual([403, 403, 403, 403, 429, 429]);
    expect((await page.get()).status).toBe(429);
    expect(await approvals.consume(request.binding)).toBeUndefined();
    await expect(approvals.open(request)).rejects.toMatchObject({ kind: 'rate_limited' });
  });

  it('twenty concurrent guesses lock the page after the fifth', async () => {
    const guesses = await Promise.all(Array.from({ length: 20 }, (_, n) => guessPin(String(n))));
    expect(guesses.filter(({ status }) => status === 403)).toHaveLength(4);
    expect(guesses.filter(({ status }) => status === 429)).toHaveLength(16);
    expect((await guessPin(PIN)).status).toBe(429);
  });

  it('wrong PINs count across pages, and a new page is refused while locked', async () => {
    const other = await openOtherPage();
    for (const pin of ['1', '2', '3']) await guessPin(pin);
    await other.post({ ...APPROVE, pin: '4' });
    expect((await other.post({ ...APPROVE, pin: '5' })).status).toBe(429);
    expect((await guessPin(PIN)).status).toBe(429);
    const binding = { ...request.binding, args: { imp_uid: 'imp_3' } };
    await expect(approvals.open(buildRefundRequest({ binding }))).rejects.toMatchObject({ kind: 'rate_limited' });
  });

  it('each lock of the PIN lasts longer than the one before', async () => {
    const guessWrongFiveTimes = async () => {
      page = await openApprovalPage((await approvals.open(request)).url);
      for (const pin of ['1', '2', '3', '4', '5']) await guessPin(pin);
    };
    await guessWrongFiveTimes();
    now += 300;
    await guessWrongFiveTimes();
    now += 300;
    await expect(approvals.open(request)).rejects.toMatchObject({ kind: 'rate_limited' });
    now += 300;
    page = await openApprovalPage((await approvals.open(request)).url);
    expect((await guessPin(PIN)).status).toBe(303);
  });
});
