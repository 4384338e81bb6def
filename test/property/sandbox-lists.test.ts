import fc from 'fast-check';
import { expect, it } from 'vitest';
import { paymentRecord } from '../../src/sandbox/behavior/payment-record.ts';
import { type Column, columns, type ListQuery, timeIn } from '../../src/sandbox/state/payment-indexes.ts';
import { Payments } from '../../src/sandbox/state/payments.ts';
import { createRandom } from '../../src/sandbox/state/random.ts';
import { ScheduleBook } from '../../src/sandbox/state/schedules.ts';
import type { StoredPayment, StoredSchedule } from '../../src/sandbox/state/world.ts';

// Few different times and ids: ties and replacements happen often.
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
  column: fc.constantFrom<Column>('started', 'paid', 'updated'),
  newestFirst: fc.boolean(),
  skip: fc.integer({ min: 0, max: 4 }),
  take: fc.integer({ min: 1, max: 6 }),
});
const step = fc.oneof(
  fc.record({ kind: fc.constant('set' as const), number, state, at: time }),
  fc.record({ kind: fc.constant('update' as const), number, state, at: fc.option(time, { nil: undefined }) }),
  fc.record({ kind: fc.constant('ask' as const), query }),
);

const world = { random: createRandom(1), clock: { now: () => 0, advance: () => {} } };
const idOf = (value: number) => `imp_${String(value).padStart(3, '0')}`;

function plainly(payments: Payments, { status, from, to, column, newestFirst, skip, take }: ListQuery) {
  const direction = newestFirst ? -1 : 1;
  const rows = [...payments.values()]
    .filter((one) => status === 'all' || one.shown.status === status)
    .filter((one) => from <= timeIn(status, one) && timeIn(status, one) <= to)
    .sort(
      (a, b) =>
        direction * (columns[column](a) - columns[column](b)) ||
        direction * (a.shown.imp_uid < b.shown.imp_uid ? -1 : 1),
    );
  return { total: rows.length, rows: rows.slice(skip, skip + take) };
}

it('a page of payments is what filtering and sorting all of them gives, whatever happened before', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 60 }), (steps) => {
      const payments = new Payments();
      const ids = (rows: readonly StoredPayment[]) => rows.map(({ shown }) => shown.imp_uid);
      for (const one of steps) {
        if (one.kind === 'set') {
          const imp_uid = idOf(one.number);
          const known = { merchant_uid: `order_${one.number % 3}`, amount: 1, ...one.state };
          payments.set(imp_uid, { shown: paymentRecord(world, imp_uid, known), updatedAt: one.at });
        } else if (one.kind === 'update') {
          const stored = payments.get(idOf(one.number));
          const { customer_uid: _, ...change } = one.state;
          if (stored) payments.update(stored, change, one.at);
        } else {
          const { total, rows } = payments.page(one.query);
          const expected = plainly(payments, one.query);
          expect({ total, rows: ids(rows) }).toEqual({ total: expected.total, rows: ids(expected.rows) });
        }
        for (const customer of ['a', 'b']) {
          const theirs = [...payments.values()].filter(({ shown }) => shown.customer_uid === customer);
          expect(ids(payments.ofCustomer(customer)).toSorted()).toEqual(ids(theirs).toSorted());
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

it('schedules by time are what looking at all of them gives, whatever happened before', () => {
  fc.assert(
    fc.property(fc.array(bookingStep, { maxLength: 60 }), (steps) => {
      const book = new ScheduleBook();
      for (const { kind, booking: one, from, to } of steps) {
        const { order, customer_uid, ...change } = one;
        const stored = book.get(idOf(order));
        if (kind === 'set') book.set(idOf(order), { shown: { merchant_uid: idOf(order), customer_uid, ...change } });
        else if (stored) book.update(stored, change);

        const inOrder = [...book.values()].sort(
          (a, b) => a.shown.schedule_at - b.shown.schedule_at || (a.shown.merchant_uid < b.shown.merchant_uid ? -1 : 1),
        );
        const when = (wanted: (shown: StoredSchedule['shown']) => boolean) =>
          inOrder.filter(({ shown }) => wanted(shown));
        const within = (at: number) => from <= at && at < to;
        expect(book.between(from, to)).toEqual(when(({ schedule_at }) => within(schedule_at)));
        for (const customer of ['a', 'b']) {
          expect(book.between(from, to, customer)).toEqual(
            when((shown) => shown.customer_uid === customer && within(shown.schedule_at)),
          );
          expect(book.waiting(customer)).toEqual(
            when((shown) => shown.customer_uid === customer && shown.schedule_status === 'scheduled'),
          );
        }
        expect(book.waiting()).toEqual(when((shown) => shown.schedule_status === 'scheduled'));
        expect(book.due(to)).toEqual(when((shown) => shown.schedule_status === 'scheduled' && shown.schedule_at <= to));
      }
    }),
  );
});
