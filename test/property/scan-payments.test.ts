import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  everyStatus,
  type PaymentRow,
  placeOf,
  type Scan,
  scanPayments,
  timeOf,
} from '../../src/desk/search/scan-payments.ts';
import { PortOneUnreachable } from '../../src/portone/errors.ts';
import { columnOf, type Listing, paymentLists } from '../support/payment-lists.ts';

const NOW = 1_795_320_000;
const DAY = 86_400;

const made = fc.record({
  status: fc.constantFrom(...everyStatus),
  // Few moments, so that many payments share one.
  started: fc.integer({ min: 0, max: 400 }).map((days) => NOW - days * DAY),
  took: fc.constantFrom(0, 1, 600, 20 * DAY),
  stayed: fc.constantFrom(0, 1, 3 * DAY, 200 * DAY),
  amount: fc.integer({ min: 1, max: 5 }),
});

const paymentsOf = (all: (typeof made extends fc.Arbitrary<infer Made> ? Made : never)[]): PaymentRow[] =>
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

const shop = fc.array(made, { maxLength: 60 }).map(paymentsOf);
/** Long lists in few windows, where rows that leave make others slip past the boundary between two pages. */
const busyShop = fc
  .array(made, { minLength: 30, maxLength: 60 })
  .map((all) =>
    paymentsOf(
      all.map((one, index) => ({ ...one, status: index % 4 ? 'paid' : one.status, started: NOW - (index + 1) * DAY })),
    ),
  );
const period = fc
  .tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 400 }), fc.constantFrom(0, 1, 43_200))
  .map(([a, b, edge]) => ({ from: NOW - Math.max(a, b) * DAY - edge, to: NOW - Math.min(a, b) * DAY + edge }));
const way = fc.record({ pageSize: fc.integer({ min: 1, max: 9 }), concurrency: fc.integer({ min: 1, max: 6 }) });

const scan = (asked: Partial<Scan> & Pick<Scan, 'period'>): Scan => ({
  statuses: everyStatus,
  now: NOW,
  signal: new AbortController().signal,
  ...asked,
});

async function read(found: ReturnType<typeof scanPayments>): Promise<PaymentRow[]> {
  const rows: PaymentRow[] = [];
  for await (const row of found) rows.push(row);
  return rows;
}

const ids = (rows: readonly PaymentRow[]) => rows.map((row) => row.imp_uid).sort();
const isIn =
  ({ from, to }: { from: number; to: number }) =>
  (row: PaymentRow) =>
    timeOf(row) >= from && timeOf(row) <= to;

it('every payment of the period is found exactly once, the newest first, whatever the windows and pages', async () => {
  await fc.assert(
    fc.asyncProperty(shop, period, way, async (payments, asked, how) => {
      const found = scanPayments(paymentLists(payments), scan({ period: asked, ...how }));
      const rows = await read(found);
      expect(ids(rows)).toEqual(ids(payments.filter(isIn(asked))));
      expect(rows.map(placeOf)).toEqual(rows.map(placeOf).sort((a, b) => b - a));
      expect(found.coverage()).toMatchObject({ complete: true, failed_windows: [] });
    }),
    { numRuns: 300 },
  );
});

it('whoever stops and goes on from there misses none and sees none twice', async () => {
  await fc.assert(
    fc.asyncProperty(shop, period, way, fc.integer({ min: 1, max: 7 }), async (payments, asked, how, limit) => {
      const portone = paymentLists(payments);
      const seen: PaymentRow[] = [];
      for (let ended = false; !ended; ) {
        const last = seen.at(-1);
        const given = new Set(seen.filter((row) => last && placeOf(row) === placeOf(last)).map((row) => row.imp_uid));
        const keep = (row: PaymentRow) => isIn(asked)(row) && !given.has(row.imp_uid);
        const until = last ? { until: placeOf(last) } : {};
        const before = seen.length;
        for await (const row of scanPayments(portone, scan({ period: asked, ...how, ...until, keep }))) {
          seen.push(row);
          if (seen.length === before + limit) break;
        }
        ended = seen.length < before + limit;
      }
      expect(ids(seen)).toEqual(ids(payments.filter(isIn(asked))));
    }),
    { numRuns: 150 },
  );
});

it('payments that are made, paid and refunded while pages are read hide no other', async () => {
  await fc.assert(
    fc.asyncProperty(
      busyShop,
      period,
      way,
      fc.array(fc.nat(59), { minLength: 1, maxLength: 30 }),
      async (payments, asked, how, moves) => {
        const known = payments.filter(isIn(asked)).map((row) => row.imp_uid);
        const portone = paymentLists(payments.map((row) => ({ ...row })));
        let newcomers = 0;
        portone.before = () => {
          const move = moves.pop();
          if (move === undefined) return;
          portone.payments.push({ imp_uid: `new_${newcomers++}`, status: 'paid', started_at: NOW, paid_at: NOW });
          const row = portone.payments[move];
          if (row?.status === 'paid') Object.assign(row, { status: 'cancelled', cancelled_at: NOW + 1 });
        };
        const found = scanPayments(portone, scan({ period: asked, ...how }));
        const rows = await read(found);
        const got = new Set(rows.map((row) => row.imp_uid));
        expect(got.size).toBe(rows.length);
        if (found.coverage().complete) expect(known.filter((id) => !got.has(id))).toEqual([]);
        // It gives up on a list only while that never rests.
        else expect(moves.length).toBeLessThan(30);
      },
    ),
    { numRuns: 300 },
  );
});

it('a page that fails is told with its window, and everything outside of such windows is found', async () => {
  await fc.assert(
    fc.asyncProperty(shop, period, way, fc.array(fc.nat(20), { maxLength: 4 }), async (payments, asked, how, which) => {
      const portone = paymentLists(payments);
      const failed: Listing[] = [];
      portone.before = (listing) => {
        if (!which.includes(portone.asked.indexOf(listing))) return;
        failed.push(listing);
        throw new PortOneUnreachable({ trouble: 'a test' });
      };
      const found = scanPayments(portone, scan({ period: asked, ...how }));
      const rows = await read(found).catch((error: unknown) => {
        // Only where nothing could be read at all.
        expect(failed).toHaveLength(portone.asked.length);
        expect(error).toBeInstanceOf(PortOneUnreachable);
        return undefined;
      });
      if (!rows) return;
      const isLost = (row: PaymentRow) =>
        failed.some((one) => one.payment_status === row.status && columnOf(row) >= one.from && columnOf(row) <= one.to);
      expect(new Set(ids(rows)).size).toBe(rows.length);
      expect(ids(rows.filter((row) => !isLost(row)))).toEqual(
        ids(payments.filter((row) => isIn(asked)(row) && !isLost(row))),
      );
      const { complete, failed_windows } = found.coverage();
      expect(complete).toBe(failed.length === 0);
      for (const { payment_status: status, from, to } of failed)
        expect(failed_windows).toContainEqual({ status, from, to, why: expect.stringContaining('a test') });
    }),
    { numRuns: 300 },
  );
});
