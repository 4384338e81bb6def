import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { PaymentRow } from '../../src/desk/payment.ts';
import {
  allStatuses,
  getPaymentTime,
  getSortTime,
  type ScanOptions,
  scanPayments,
} from '../../src/desk/search/scan-payments.ts';
import { PortOneUnreachable } from '../../src/portone/errors.ts';
import { createPaymentLists, getWindowTime, type ListRequest } from '../support/payment-lists.ts';

const NOW = 1_795_320_000;
const DAY = 86_400;

const made = fc.record({
  status: fc.constantFrom(...allStatuses),
  // Few different times, so that many payments share one.
  started: fc.integer({ min: 0, max: 400 }).map((days) => NOW - days * DAY),
  took: fc.constantFrom(0, 1, 600, 20 * DAY),
  stayed: fc.constantFrom(0, 1, 3 * DAY, 200 * DAY),
  amount: fc.integer({ min: 1, max: 5 }),
});

const buildPayments = (all: (typeof made extends fc.Arbitrary<infer Made> ? Made : never)[]): PaymentRow[] =>
  all.map(({ status, started, took, stayed, amount }, index) => {
    const happened = Math.min(started + took, NOW);
    return {
      imp_uid: `imp_${index}`,
      status,
      amount,
      started_at: started,
      paid_at: status === 'paid' || status === 'cancelled' ? happened : 0,
      failed_at: status === 'failed' ? happened : 0,
      cancelled_at: status === 'cancelled' ? Math.min(happened + stayed, NOW) : 0,
    };
  });

const shop = fc.array(made, { maxLength: 60 }).map(buildPayments);
/** Long lists in few windows, where rows that leave shift others across a page boundary. */
const paymentsAndChanges = fc
  .array(made, { minLength: 30, maxLength: 60 })
  .map((all) =>
    buildPayments(
      all.map((one, index) => ({ ...one, status: index % 4 ? 'paid' : one.status, started: NOW - (index + 1) * DAY })),
    ),
  );
const period = fc
  .tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 400 }), fc.constantFrom(0, 1, 43_200))
  .map(([a, b, edge]) => ({ from: NOW - Math.max(a, b) * DAY - edge, to: NOW - Math.min(a, b) * DAY + edge }));
const way = fc.record({ pageSize: fc.integer({ min: 1, max: 9 }), concurrency: fc.integer({ min: 1, max: 6 }) });

const buildScan = (asked: Partial<ScanOptions> & Pick<ScanOptions, 'period'>): ScanOptions => ({
  statuses: allStatuses,
  now: NOW,
  signal: new AbortController().signal,
  ...asked,
});

async function readAll(found: ReturnType<typeof scanPayments>): Promise<PaymentRow[]> {
  const rows: PaymentRow[] = [];
  for await (const row of found) rows.push(row);
  return rows;
}

const getIds = (rows: readonly PaymentRow[]) => rows.map((row) => row.imp_uid).sort();
const isIn =
  ({ from, to }: { from: number; to: number }) =>
  (row: PaymentRow) =>
    getPaymentTime(row) >= from && getPaymentTime(row) <= to;

it('the scan finds every payment of the period exactly once, newest first, for any windows and pages', async () => {
  await fc.assert(
    fc.asyncProperty(shop, period, way, async (payments, asked, how) => {
      const found = scanPayments(createPaymentLists(payments), buildScan({ period: asked, ...how }));
      const rows = await readAll(found);
      expect(getIds(rows)).toEqual(getIds(payments.filter(isIn(asked))));
      expect(rows.map(getSortTime)).toEqual(rows.map(getSortTime).sort((a, b) => b - a));
      expect(found.getCoverage()).toMatchObject({ complete: true, failed_windows: [] });
    }),
    { numRuns: 300 },
  );
});

it('a continued scan misses no payment and repeats none', async () => {
  await fc.assert(
    fc.asyncProperty(shop, period, way, fc.integer({ min: 1, max: 7 }), async (payments, asked, how, limit) => {
      const portone = createPaymentLists(payments);
      const readRows: PaymentRow[] = [];
      for (let ended = false; !ended; ) {
        const last = readRows.at(-1);
        const given = new Set(
          readRows.filter((row) => last && getSortTime(row) === getSortTime(last)).map((row) => row.imp_uid),
        );
        const keep = (row: PaymentRow) => isIn(asked)(row) && !given.has(row.imp_uid);
        const until = last ? { until: getSortTime(last) } : {};
        const before = readRows.length;
        for await (const row of scanPayments(portone, buildScan({ period: asked, ...how, ...until, keep }))) {
          readRows.push(row);
          if (readRows.length === before + limit) break;
        }
        ended = readRows.length < before + limit;
      }
      expect(getIds(readRows)).toEqual(getIds(payments.filter(isIn(asked))));
    }),
    { numRuns: 150 },
  );
});

it('payments changed during the scan hide no other payment', async () => {
  await fc.assert(
    fc.asyncProperty(
      paymentsAndChanges,
      period,
      way,
      fc.array(fc.nat(59), { minLength: 1, maxLength: 30 }),
      async (payments, asked, how, moves) => {
        const known = payments.filter(isIn(asked)).map((row) => row.imp_uid);
        const portone = createPaymentLists(payments.map((row) => ({ ...row })));
        let newcomers = 0;
        portone.beforePage = () => {
          const move = moves.pop();
          if (move === undefined) return;
          portone.payments.push({ imp_uid: `new_${newcomers++}`, status: 'paid', started_at: NOW, paid_at: NOW });
          const row = portone.payments[move];
          if (row?.status === 'paid') Object.assign(row, { status: 'cancelled', cancelled_at: NOW + 1 });
        };
        const found = scanPayments(portone, buildScan({ period: asked, ...how }));
        const rows = await readAll(found);
        const got = new Set(rows.map((row) => row.imp_uid));
        expect(got.size).toBe(rows.length);
        if (found.getCoverage().complete) expect(known.filter((id) => !got.has(id))).toEqual([]);
        // It gives up on a list only while that never rests.
        else expect(moves.length).toBeLessThan(30);
      },
    ),
    { numRuns: 300 },
  );
});

it('a failed page is reported with its window, and every payment outside of it is found', async () => {
  await fc.assert(
    fc.asyncProperty(shop, period, way, fc.array(fc.nat(20), { maxLength: 4 }), async (payments, asked, how, which) => {
      const portone = createPaymentLists(payments);
      const failed: ListRequest[] = [];
      portone.beforePage = (listing) => {
        if (!which.includes(portone.requests.indexOf(listing))) return;
        failed.push(listing);
        throw new PortOneUnreachable({ detail: 'a test' });
      };
      const found = scanPayments(portone, buildScan({ period: asked, ...how }));
      const rows = await readAll(found).catch((error: unknown) => {
        // Only if nothing could be read at all.
        expect(failed).toHaveLength(portone.requests.length);
        expect(error).toBeInstanceOf(PortOneUnreachable);
        return undefined;
      });
      if (!rows) return;
      const isMissing = (row: PaymentRow) =>
        failed.some(
          (one) => one.payment_status === row.status && getWindowTime(row) >= one.from && getWindowTime(row) <= one.to,
        );
      expect(new Set(getIds(rows)).size).toBe(rows.length);
      expect(getIds(rows.filter((row) => !isMissing(row)))).toEqual(
        getIds(payments.filter((row) => isIn(asked)(row) && !isMissing(row))),
      );
      const { complete, failed_windows } = found.getCoverage();
      expect(complete).toBe(failed.length === 0);
      for (const { payment_status: status, from, to } of failed)
        expect(failed_windows).toContainEqual({ status, from, to, why: expect.stringContaining('a test') });
    }),
    { numRuns: 300 },
  );
});
