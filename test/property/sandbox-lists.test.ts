import fc from 'fast-check';
import { expect, it } from 'vitest';
import { buildPaymentRecord } from '../../src/sandbox/behavior/payment-record.ts';
import {
  getPeriodTime,
  type PaymentListQuery,
  type PaymentSortColumn,
  paymentSortColumns,
} from '../../src/sandbox/state/payment-indexes.ts';
import { PaymentStore } from '../../src/sandbox/state/payments.ts';
import { createRandomGenerator } from '../../src/sandbox/state/random.ts';
import type { StoredPayment, StoredSchedule } from '../../src/sandbox/state/rows.ts';
import { ScheduleStore } from '../../src/sandbox/state/schedules.ts';

// Few different times and ids, so that ties and replacements are frequent.
const time = fc.integer({ min: 0, max: 40 });
const state = fc.record({
  status: fc.constantFrom('ready', 'paid', 'cancelled', 'failed'),
  started_at: time,
  paid_at: time,
  failed_at: time,
  cancelled_at: fc.oneof(time, fc.constant(null)),
  customer_uid: fc.constantFrom(null, 'a', 'b'),
});
const number = fc.integer({ min: 1, max: 12 });
const query = fc.record({
  status: fc.constantFrom('all', 'ready', 'paid', 'cancelled', 'failed'),
  from: time,
  to: time,
  column: fc.constantFrom<PaymentSortColumn>('started', 'paid', 'updated'),
  newestFirst: fc.boolean(),
  skip: fc.integer({ min: 0, max: 4 }),
  take: fc.integer({ min: 1, max: 6 }),
});
const step = fc.oneof(
  fc.record({ kind: fc.constant('set' as const), number, state, at: time }),
  fc.record({ kind: fc.constant('update' as const), number, state, at: fc.option(time, { nil: undefined }) }),
  fc.record({ kind: fc.constant('ask' as const), query }),
);

const world = { random: createRandomGenerator(1), clock: { now: () => 0, advance: () => {} } };
const toImpUid = (value: number) => `imp_${String(value).padStart(3, '0')}`;

function listNaively(payments: PaymentStore, { status, from, to, column, newestFirst, skip, take }: PaymentListQuery) {
  const direction = newestFirst ? -1 : 1;
  const rows = [...payments.values()]
    .filter((one) => status === 'all' || one.record.status === status)
    .filter((one) => from <= getPeriodTime(status, one) && getPeriodTime(status, one) <= to)
    .sort(
      (a, b) =>
        direction * (paymentSortColumns[column](a) - paymentSortColumns[column](b)) ||
        direction * (a.record.imp_uid < b.record.imp_uid ? -1 : 1),
    );
  return { total: rows.length, rows: rows.slice(skip, skip + take) };
}

it('a page of payments equals filtering and sorting all payments, after any changes', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 60 }), (steps) => {
      const payments = new PaymentStore();
      const getIds = (rows: readonly StoredPayment[]) => rows.map(({ record }) => record.imp_uid);
      for (const one of steps) {
        if (one.kind === 'set') {
          const imp_uid = toImpUid(one.number);
          const known = { merchant_uid: `order_${one.number % 3}`, amount: 1, ...one.state };
          payments.set(imp_uid, { record: buildPaymentRecord(world, imp_uid, known), updatedAt: one.at });
        } else if (one.kind === 'update') {
          const stored = payments.get(toImpUid(one.number));
          const { customer_uid: _, ...change } = one.state;
          if (stored) payments.update(stored, change, one.at);
        } else {
          const { total, rows } = payments.getPage(one.query);
          const expected = listNaively(payments, one.query);
          expect({ total, rows: getIds(rows) }).toEqual({ total: expected.total, rows: getIds(expected.rows) });
        }
        for (const customer of ['a', 'b']) {
          const theirs = [...payments.values()].filter(({ record }) => record.customer_uid === customer);
          expect(getIds(payments.findByCustomer(customer)).toSorted()).toEqual(getIds(theirs).toSorted());
        }
      }
    }),
    { numRuns: 300 },
  );
});

const booking = fc.record({
  order: number,
  customer_uid: fc.constantFrom('a', 'b'),
  schedule_at: time,
  schedule_status: fc.constantFrom('scheduled', 'executed', 'revoked'),
});
const bookingStep = fc.record({ kind: fc.constantFrom('set', 'update'), booking, from: time, to: time });

it('the schedules of a period equal a search through all schedules, after any changes', () => {
  fc.assert(
    fc.property(fc.array(bookingStep, { maxLength: 60 }), (steps) => {
      const book = new ScheduleStore();
      for (const { kind, booking: one, from, to } of steps) {
        const { order, customer_uid, ...change } = one;
        const stored = book.get(toImpUid(order));
        if (kind === 'set')
          book.set(toImpUid(order), { record: { merchant_uid: toImpUid(order), customer_uid, ...change } });
        else if (stored) book.update(stored, change);

        const inOrder = [...book.values()].sort(
          (a, b) =>
            a.record.schedule_at - b.record.schedule_at || (a.record.merchant_uid < b.record.merchant_uid ? -1 : 1),
        );
        const filterSchedules = (wanted: (shown: StoredSchedule['record']) => boolean) =>
          inOrder.filter(({ record }) => wanted(record));
        const isWithin = (at: number) => from <= at && at < to;
        expect(book.listBetween(from, to)).toEqual(filterSchedules(({ schedule_at }) => isWithin(schedule_at)));
        for (const customer of ['a', 'b']) {
          expect(book.listBetween(from, to, customer)).toEqual(
            filterSchedules((shown) => shown.customer_uid === customer && isWithin(shown.schedule_at)),
          );
          expect(book.listPending(customer)).toEqual(
            filterSchedules((shown) => shown.customer_uid === customer && shown.schedule_status === 'scheduled'),
          );
        }
        expect(book.listPending()).toEqual(filterSchedules((shown) => shown.schedule_status === 'scheduled'));
        expect(book.listDue(to)).toEqual(
          filterSchedules((shown) => shown.schedule_status === 'scheduled' && shown.schedule_at <= to),
        );
      }
    }),
  );
});
