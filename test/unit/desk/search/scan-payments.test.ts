import { expect, it } from 'vitest';
import type { PaymentRow } from '../../../../src/desk/payment.ts';
import { allStatuses, type ScanOptions, scanPayments } from '../../../../src/desk/search/scan-payments.ts';
import { CredentialsRefused, PortOneRejected, ResponseTooLarge } from '../../../../src/portone/errors.ts';
import { createPaymentLists } from '../../../support/payment-lists.ts';

const NOW = 1_795_320_000;
const DAY = 86_400;

const buildPayments = (count: number): PaymentRow[] =>
  Array.from({ length: count }, (_, index) => ({
    imp_uid: `imp_${index}`,
    status: 'paid',
    started_at: NOW - index * 3600,
    paid_at: NOW - index * 3600,
  }));
const buildScan = (more: Partial<ScanOptions> = {}): ScanOptions => ({
  statuses: allStatuses,
  period: { from: NOW - 400 * DAY, to: NOW },
  now: NOW,
  signal: new AbortController().signal,
  pageSize: 10,
  ...more,
});

it('the scan requests only the newest page of each list while no more rows are needed', async () => {
  const portone = createPaymentLists(buildPayments(500));
  const found = scanPayments(portone, buildScan());
  for (let taken = 0; taken < 10; taken++)
    expect((await found.next()).value).toMatchObject({ imp_uid: `imp_${taken}` });
  expect(portone.requests.map((one) => [one.payment_status, one.page]).sort()).toEqual([
    ['cancelled', 1],
    ['failed', 1],
    ['paid', 1],
    ['ready', 1],
  ]);
  await found.return({ from: 0, to: 0, complete: false, failed_windows: [] });
  expect(found.getCoverage()).toMatchObject({ complete: false, failed_windows: [] });
});

it('the scan uses the allowed number of concurrent requests and never more', async () => {
  const portone = createPaymentLists(buildPayments(500));
  let inFlight = 0;
  let most = 0;
  portone.beforePage = async () => {
    inFlight += 1;
    most = Math.max(most, inFlight);
    await new Promise((resolve) => setImmediate(resolve));
    inFlight -= 1;
  };
  for await (const _ of scanPayments(portone, buildScan({ concurrency: 3 })));
  expect(most).toBe(3);
});

it('an aborted scan ends at once with the reason of the caller', async () => {
  const portone = createPaymentLists(buildPayments(500));
  const calling = new AbortController();
  const reason = new Error('called off');
  portone.beforePage = () => {
    if (portone.requests.length >= 8) calling.abort(reason);
  };
  const found = scanPayments(portone, buildScan({ signal: calling.signal, keep: () => false }));
  await expect(found.next()).rejects.toBe(reason);
  const asked = portone.requests.length;
  await new Promise((resolve) => setImmediate(resolve));
  expect(portone.requests.length).toBe(asked);
});

it('the scan reports increasing progress up to its total', async () => {
  const portone = createPaymentLists(buildPayments(95));
  const progressReports: [number, number][] = [];
  for await (const _ of scanPayments(
    portone,
    buildScan({ progress: (done, total) => progressReports.push([done, total]) }),
  ));
  expect(progressReports.map(([done]) => done)).toEqual(progressReports.map((_, index) => index + 1));
  for (const [done, total] of progressReports) expect(total).toBeGreaterThanOrEqual(done);
  expect(progressReports.at(-1)?.[1]).toBe(portone.requests.length);
});

it('the scan throws an error that would also fail for every other list', async () => {
  const portone = createPaymentLists(buildPayments(5));
  portone.beforePage = () => {
    throw new CredentialsRefused({ httpStatus: 401 });
  };
  await expect(scanPayments(portone, buildScan()).next()).rejects.toThrow('PortOne rejected the API key');
});

it('a list whose total is always one too high counts as complete', async () => {
  const portone = createPaymentLists(buildPayments(35));
  const call = portone.call;
  portone.call = async (row, args, options) => {
    const reply = await call(row, args, options);
    const { total, list } = reply.response as { total: number; list: PaymentRow[] };
    return { response: { ...(reply.response as object), total: total > 0 ? total + 1 : 0, list } as never };
  };
  const rows: PaymentRow[] = [];
  const found = scanPayments(portone, buildScan({ statuses: ['paid'], period: { from: NOW - 80 * DAY, to: NOW } }));
  for await (const row of found) rows.push(row);
  expect(rows).toHaveLength(35);
  expect(found.getCoverage().complete).toBe(true);
});

it('a list that keeps changing while it is read is reported as incomplete', async () => {
  const portone = createPaymentLists(buildPayments(200));
  portone.beforePage = ({ page }) => {
    // With each page that is read, a payment leaves the first page.
    const row = portone.payments.find((one) => one.status === 'paid');
    if (page > 1 && row) row.status = 'unknown';
  };
  const found = scanPayments(portone, buildScan({ statuses: ['paid'], period: { from: NOW - 80 * DAY, to: NOW } }));
  for await (const _ of found);
  expect(found.getCoverage()).toMatchObject({
    complete: false,
    failed_windows: [{ status: 'paid', why: expect.stringContaining('kept changing') }],
  });
});

it("the scan continues past failed pages and reports why without repeating PortOne's text", async () => {
  const portone = createPaymentLists(buildPayments(50));
  portone.beforePage = ({ page, from, to }) => {
    if (page === 2 && to - from > DAY)
      throw new PortOneRejected({ httpStatus: 500, code: -1, upstreamMessage: '홍길동' });
  };
  const rows: PaymentRow[] = [];
  const found = scanPayments(portone, buildScan());
  for await (const row of found) rows.push(row);
  expect(rows).toHaveLength(40);
  expect(found.getCoverage().failed_windows).toMatchObject([
    { status: 'paid', why: expect.stringContaining('HTTP 500') },
  ]);
  expect(JSON.stringify(found.getCoverage())).not.toContain('홍길동');
});

/** Lists whose responses are too large from so many rows on. */
function createLargePaymentLists(payments: PaymentRow[], maxRows: number) {
  const portone = createPaymentLists(payments);
  portone.beforePage = ({ limit, page }) => {
    const rowCount = Math.min(limit, Math.max(0, payments.length - (page - 1) * limit));
    if (rowCount > maxRows) throw new ResponseTooLarge({ detail: 'the response was too large' });
  };
  return portone;
}

it.each([
  ['every fifth of a page', 60, 20],
  ['every twenty-fifth of a page', 60, 4],
  ['only part of the last page', 126, 20],
  ['several pages', 250, 90],
])('where a page is too large, the scan reads all rows once in smaller pages: %s', async (_, count, maxRows) => {
  const payments = buildPayments(count);
  const portone = createLargePaymentLists(payments, maxRows);
  const found = scanPayments(
    portone,
    buildScan({ statuses: ['paid'], period: { from: NOW - 80 * DAY, to: NOW }, pageSize: 100 }),
  );
  const ids: unknown[] = [];
  for await (const row of found) ids.push(row.imp_uid);
  expect(ids).toEqual(payments.map(({ imp_uid }) => imp_uid));
  expect(found.getCoverage()).toMatchObject({ complete: true, failed_windows: [] });
  expect(Math.min(...portone.requests.map(({ limit }) => limit))).toBeLessThan(100);
});

it('a payment that leaves the list between the parts of a page does not hide another one', async () => {
  const payments = buildPayments(60);
  const portone = createLargePaymentLists(payments, 20);
  const failLargePages = portone.beforePage;
  portone.beforePage = (request) => {
    failLargePages(request);
    const [first] = payments;
    if (request.page === 2 && first) first.status = 'unknown';
  };
  const found = scanPayments(
    portone,
    buildScan({ statuses: ['paid'], period: { from: NOW - 80 * DAY, to: NOW }, pageSize: 100 }),
  );
  const ids: unknown[] = [];
  for await (const row of found) ids.push(row.imp_uid);
  expect(ids).toHaveLength(60);
  expect(found.getCoverage().complete).toBe(true);
});

it('a scan names the size of the response if even the smallest page is too large', async () => {
  const portone = createLargePaymentLists(buildPayments(60), 0);
  await expect(scanPayments(portone, buildScan({ pageSize: 100 })).next()).rejects.toThrow('too large');
});
