import { expect, it } from 'vitest';
import { everyStatus, type PaymentRow, type Scan, scanPayments } from '../../../../src/desk/search/scan-payments.ts';
import { CredentialsRefused, PortOneRejected } from '../../../../src/portone/errors.ts';
import { paymentLists } from '../../../support/payment-lists.ts';

const NOW = 1_795_320_000;
const DAY = 86_400;

const paid = (count: number): PaymentRow[] =>
  Array.from({ length: count }, (_, index) => ({
    imp_uid: `imp_${index}`,
    status: 'paid',
    started_at: NOW - index * 3600,
    paid_at: NOW - index * 3600,
  }));
const scan = (more: Partial<Scan> = {}): Scan => ({
  statuses: everyStatus,
  period: { from: NOW - 400 * DAY, to: NOW },
  now: NOW,
  signal: new AbortController().signal,
  pageSize: 10,
  ...more,
});

it('asks for no more than the newest page of each list while nobody wants more', async () => {
  const portone = paymentLists(paid(500));
  const found = scanPayments(portone, scan());
  for (let taken = 0; taken < 10; taken++)
    expect((await found.next()).value).toMatchObject({ imp_uid: `imp_${taken}` });
  expect(portone.asked.map((one) => [one.payment_status, one.page]).sort()).toEqual([
    ['cancelled', 1],
    ['failed', 1],
    ['paid', 1],
    ['ready', 1],
  ]);
  await found.return({ from: 0, to: 0, complete: false, failed_windows: [] });
  expect(found.coverage()).toMatchObject({ complete: false, failed_windows: [] });
});

it('never has more requests under way than allowed, and uses what is allowed', async () => {
  const portone = paymentLists(paid(500));
  let underWay = 0;
  let most = 0;
  portone.before = async () => {
    underWay += 1;
    most = Math.max(most, underWay);
    await new Promise((resolve) => setImmediate(resolve));
    underWay -= 1;
  };
  for await (const _ of scanPayments(portone, scan({ concurrency: 3 })));
  expect(most).toBe(3);
});

it('ends at once when it is called off, with the reason of whoever did', async () => {
  const portone = paymentLists(paid(500));
  const calling = new AbortController();
  const reason = new Error('called off');
  portone.before = () => {
    if (portone.asked.length >= 8) calling.abort(reason);
  };
  const found = scanPayments(portone, scan({ signal: calling.signal, keep: () => false }));
  await expect(found.next()).rejects.toBe(reason);
  const asked = portone.asked.length;
  await new Promise((resolve) => setImmediate(resolve));
  expect(portone.asked.length).toBe(asked);
});

it('tells progress that grows, up to what there is to read', async () => {
  const portone = paymentLists(paid(95));
  const told: [number, number][] = [];
  for await (const _ of scanPayments(portone, scan({ progress: (done, total) => told.push([done, total]) })));
  expect(told.map(([done]) => done)).toEqual(told.map((_, index) => index + 1));
  for (const [done, total] of told) expect(total).toBeGreaterThanOrEqual(done);
  expect(told.at(-1)?.[1]).toBe(portone.asked.length);
});

it('throws what no other list would fare better with', async () => {
  const portone = paymentLists(paid(5));
  portone.before = () => {
    throw new CredentialsRefused({ httpStatus: 401 });
  };
  await expect(scanPayments(portone, scan()).next()).rejects.toThrow('PortOne refused the API key');
});

it('takes a list that always counts more rows than it gives for whole', async () => {
  const portone = paymentLists(paid(35));
  const call = portone.call;
  portone.call = async (row, args, options) => {
    const reply = await call(row, args, options);
    const { total, list } = reply.response as { total: number; list: PaymentRow[] };
    return { response: { ...(reply.response as object), total: total > 0 ? total + 1 : 0, list } as never };
  };
  const rows: PaymentRow[] = [];
  const found = scanPayments(portone, scan({ statuses: ['paid'], period: { from: NOW - 80 * DAY, to: NOW } }));
  for await (const row of found) rows.push(row);
  expect(rows).toHaveLength(35);
  expect(found.coverage().complete).toBe(true);
});

it('says of a list that never rests that it is not complete', async () => {
  const portone = paymentLists(paid(200));
  portone.before = ({ page }) => {
    // With each page read, a payment of the first one leaves.
    const row = portone.payments.find((one) => one.status === 'paid');
    if (page > 1 && row) row.status = 'unknown';
  };
  const found = scanPayments(portone, scan({ statuses: ['paid'], period: { from: NOW - 80 * DAY, to: NOW } }));
  for await (const _ of found);
  expect(found.coverage()).toMatchObject({
    complete: false,
    failed_windows: [{ status: 'paid', why: expect.stringContaining('kept changing') }],
  });
});

it('reads on where pages fail, and tells why without repeating what PortOne said', async () => {
  const portone = paymentLists(paid(50));
  portone.before = ({ page, from, to }) => {
    if (page === 2 && to - from > DAY)
      throw new PortOneRejected({ httpStatus: 500, code: -1, upstreamMessage: '홍길동' });
  };
  const rows: PaymentRow[] = [];
  const found = scanPayments(portone, scan());
  for await (const row of found) rows.push(row);
  expect(rows).toHaveLength(40);
  expect(found.coverage().failed_windows).toMatchObject([{ status: 'paid', why: expect.stringContaining('HTTP 500') }]);
  expect(JSON.stringify(found.coverage())).not.toContain('홍길동');
});
