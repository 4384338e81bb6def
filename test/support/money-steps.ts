import fc from 'fast-check';
import type { FaultKind } from '../../src/sandbox/state/faults.ts';
import {
  type Call,
  customers,
  getWriteRoute,
  orders,
  type PersonBehavior,
  payments,
  payouts,
  type RefundTool,
  type SecondBehavior,
  type TypedBehavior,
} from './money-calls.ts';
import { type InjectedLie, lies } from './money-lies.ts';

export interface Fault {
  route: string;
  kind: FaultKind;
  times: number;
}

/**
 * Concurrent calls with injected faults and lies, time that passes, a restart of the server, a rotation of its audit log,
 * or a call during which the server dies, before or after PortOne gets the request.
 */
export type Step =
  | { calls: Call[]; faults: Fault[]; lies: InjectedLie[] }
  | { advance: number }
  | { do: 'restart' | 'rotate' }
  | { crash: Call; isSent: boolean };

const reads = [
  'GET /payments/{imp_uid}',
  'GET /payments/findAll/{merchant_uid}/{payment_status}',
  'GET /subscribe/payments/schedule/{merchant_uid}',
  'GET /subscribe/customers/{customer_uid}',
];
/** Without the 21 MB response, which takes longer than all other faults together. */
const kinds: readonly FaultKind[] = [
  'reset_before',
  'reset_after',
  'timeout_before',
  'timeout_after',
  'http_500',
  'html_502',
  'http_429',
  'slow',
  'truncated_json',
  'expired_token',
  'html_403_after',
  'http_401_after',
];

const pickIndex = (list: readonly unknown[]) => fc.nat(list.length - 1);

/** Mostly people who agree, since others move no money. */
const people = {
  person: fc.oneof(
    { weight: 4, arbitrary: fc.constant<PersonBehavior>('yes') },
    {
      weight: 4,
      arbitrary: fc.constantFrom<PersonBehavior>('no', 'silent', 'wrong token', 'twice', 'leaves', 'leaves late'),
    },
  ),
  typed: fc.oneof(
    { weight: 6, arbitrary: fc.constant<TypedBehavior>('the amount') },
    { weight: 2, arbitrary: fc.constantFrom<TypedBehavior>('another amount', 'another currency', 'nothing') },
  ),
  second: fc.oneof(
    { weight: 4, arbitrary: fc.constant<SecondBehavior>('approves') },
    { weight: 1, arbitrary: fc.constantFrom<SecondBehavior>('declines', 'never comes') },
  ),
  caller: fc.constantFrom('alice' as const, 'bob' as const),
};
const customer = pickIndex(customers);
const order = pickIndex(orders);
/** The last amount is declined by the sandbox's PGs. */
const amount = fc.constantFrom(1_000, 9_900, 25_000, 25_000, 40_000, 1_200_000, 999_041);

const refund = fc.record({
  ...people,
  do: fc.constant('refund' as const),
  tool: fc.constantFrom<RefundTool>('cancel_payment', 'refund_payment'),
  payment: pickIndex(payments),
  by: fc.constantFrom('imp_uid' as const, 'merchant_uid' as const),
  amount: fc.constantFrom<number | 'all'>(1_000, 1_000, 15_000, 40_000, 48_000, 'all'),
});
const charge = fc.record({
  ...people,
  do: fc.constant('charge' as const),
  customer,
  order,
  amount,
  currency: fc.constantFrom('KRW' as const, 'KRW' as const, 'KRW' as const, 'USD' as const),
});
const schedule = fc.record({
  ...people,
  do: fc.constant('schedule' as const),
  customer,
  order,
  amount,
  inSeconds: fc.constantFrom(3_600, 90_000),
});
const unschedule = fc.record({
  ...people,
  do: fc.constant('unschedule' as const),
  customer,
  order: fc.oneof(order, fc.constant('all' as const)),
});
const payout = fc.record({ ...people, do: fc.constant('payout' as const), payout: pickIndex(payouts) });
const call: fc.Arbitrary<Call> = fc.oneof(
  { weight: 5, arbitrary: refund },
  { weight: 4, arbitrary: charge },
  { weight: 2, arbitrary: schedule },
  { weight: 1, arbitrary: unschedule },
  { weight: 1, arbitrary: payout },
);

const readFault: fc.Arbitrary<Fault> = fc.record({
  route: fc.constantFrom(...reads),
  kind: fc.constantFrom<FaultKind>('reset_before', 'html_502', 'truncated_json', 'http_500'),
  // Four or more faults exceed the retries of a read.
  times: fc.constantFrom(1, 4, 30),
});
const lieNames = fc.constantFrom(...(Object.keys(lies) as (keyof typeof lies)[]));

/** Concurrent calls, with faults and lies mostly on the way of what they write. */
const callStep: fc.Arbitrary<Step> = fc
  .oneof(
    fc.array(call, { minLength: 1, maxLength: 3 }),
    // An impatient model makes the same call twice at the same time.
    call.map((one) => [one, { ...one }]),
  )
  .chain((calls) => {
    const route = fc.constantFrom(...calls.map(getWriteRoute));
    const writeFault = fc.record({ route, kind: fc.constantFrom(...kinds), times: fc.constant(1) });
    return fc.record({
      calls: fc.constant(calls),
      faults: fc.array(fc.oneof({ weight: 4, arbitrary: writeFault }, { weight: 1, arbitrary: readFault }), {
        maxLength: 2,
      }),
      lies: fc.array(fc.record({ route, lie: lieNames }), { maxLength: 1 }),
    });
  });

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 12, arbitrary: callStep },
  { weight: 2, arbitrary: fc.record({ advance: fc.constantFrom(60, 400, 4_000, 100_000) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('restart' as const, 'rotate' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      crash: call.map((one): Call => ({ ...one, person: 'yes', typed: 'the amount', second: 'approves' })),
      isSent: fc.boolean(),
    }),
  },
);

/** A log that was rotated is only needed after a restart. */
const pause = fc.constantFrom<Step[]>([{ advance: 60 }], [{ do: 'restart' }], [{ do: 'rotate' }, { do: 'restart' }]);

/** Repeats one call with pauses and restarts, on one order after the other: a large sum in small parts. */
const splitSequence: fc.Arbitrary<Step[]> = fc.tuple(call, fc.array(pause, { maxLength: 4 })).map(([one, pauses]) =>
  [...pauses, []].flatMap((between, index): Step[] => [
    {
      calls: [{ ...withOrder(one, index % orders.length), person: 'yes', typed: 'the amount' }],
      faults: [],
      lies: [],
    },
    ...between,
  ]),
);

const withOrder = (one: Call, index: number): Call =>
  one.do === 'charge' || one.do === 'schedule' ? { ...one, order: index } : one;

/** Repeats one call whose first outcome is in doubt. */
const repeatedSequence: fc.Arbitrary<Step[]> = fc
  .tuple(call, lieNames, fc.array(pause, { maxLength: 1 }), pickIndex(payouts))
  .map(([one, lie, pauses, index]) => {
    const again: Call = { ...one, person: 'yes', typed: 'the amount', second: 'approves' };
    const other: Call = again.do === 'payout' ? { ...again, payout: index } : again;
    return [
      { calls: [again], faults: [], lies: [{ route: getWriteRoute(one), lie }] },
      ...pauses.flat(),
      { calls: [other], faults: [], lies: [] },
    ];
  });

export const sequences: fc.Arbitrary<Step[]> = fc.oneof(
  { weight: 6, arbitrary: fc.array(step, { minLength: 1, maxLength: 5 }) },
  { weight: 2, arbitrary: splitSequence },
  { weight: 1, arbitrary: repeatedSequence },
);
