import { setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';
import type { PolicyRules } from '../../src/guard/policy/policy-file.ts';
import type { FaultKind } from '../../src/sandbox/state/faults.ts';
import type { LieMaker } from './lying-proxy.ts';

/** Two tools that move the same money through one endpoint. */
type RefundTool = 'cancel_payment' | 'refund_payment';

/** The person's reaction to a question; `twice` answers in two concurrent calls, `leaves` disconnects after the approval. */
export type PersonBehavior = 'yes' | 'no' | 'silent' | 'wrong token' | 'twice' | 'leaves';

export type Call = { person: PersonBehavior; caller: 'alice' | 'bob' } & (
  | { do: 'refund'; tool: RefundTool; payment: number; by: 'imp_uid' | 'merchant_uid'; amount: number | 'all' }
  | { do: 'charge'; customer: number; order: number; amount: number; currency: 'KRW' | 'USD' }
  | { do: 'schedule'; customer: number; order: number; amount: number; inSeconds: number }
  | { do: 'unschedule'; customer: number; order: number | 'all' }
);

export interface Fault {
  route: string;
  kind: FaultKind;
  times: number;
}

/** How long a client of these tests waits for the response to a write, in milliseconds. */
export const WRITE_TIMEOUT_MS = 150;

const asJson = (body: string) => ({ contentType: 'application/json', body });

/** Responses that an intermediary sends in place of PortOne's, which has executed the request. */
export const lies = {
  'HTTP 403 page': { status: 403, contentType: 'text/html', body: '<html>blocked</html>' },
  'HTTP 404 page': { status: 404, contentType: 'text/html', body: '<html>not here</html>' },
  'HTTP 499': { status: 499, contentType: 'text/plain', body: '' },
  'HTTP 200 page': { status: 200, contentType: 'text/html', body: '<html>please sign in</html>' },
  'JSON of a gateway': { status: 403, contentType: 'application/json', body: '{"code":403,"message":"Forbidden"}' },
  '401 of PortOne': {
    status: 401,
    contentType: 'application/json',
    body: '{"code":-1,"message":"Unauthorized","response":null}',
  },
  'half of the body': (body: string) => asJson(body.slice(0, body.length / 2)),
  'another record': (body: string) => asJson(body.replace(/"(imp_uid|merchant_uid)":"/g, '$&other_')),
  'another amount': (body: string) => asJson(body.replace(/"(amount|cancel_amount)":\d/g, '$&9')),
  'a response after everybody has given up': async (body: string) => {
    await delay(WRITE_TIMEOUT_MS + 50);
    return asJson(body);
  },
} as const satisfies Record<string, LieMaker>;

export interface InjectedLie {
  route: string;
  lie: keyof typeof lies;
}

/**
 * Concurrent calls with injected faults and lies, time that passes, a restart of the server, a rotation of its audit log,
 * or a call during which the server dies.
 */
export type Step =
  | { calls: Call[]; faults: Fault[]; lies: InjectedLie[] }
  | { advance: number }
  | { do: 'restart' | 'rotate' }
  | { crash: Call };

/** Refundable samples with simple rules: one of them partially refunded, the last one in dollars. */
export const payments = ['paid_card', 'paid_kcp', 'double_payment', 'partially_cancelled', 'foreign'] as const;
/** Dollars instead of won. */
export const isForeign = (payment: number): boolean => payments[payment] === 'foreign';

/** Some refunds, charges and repetitions of these tests exceed each of these caps. */
export const policy: PolicyRules = {
  refund: {
    per_day: { KRW: 90_000, USD: 8 },
    per_payment: { KRW: 60_000, USD: 6 },
    per_caller: { KRW: 70_000, USD: 8 },
  },
  charge: { per_day: { KRW: 2_500_000, USD: 2_000 }, per_payment: { KRW: 1_500_000, USD: 1_500 } },
};
/** Billing keys that pay, and one that the PG declines. */
export const customers = ['subscription', 'revoked_subscription', 'refusing_key'] as const;
export const orders = ['money_a', 'money_b'] as const;

const REFUND = 'POST /payments/cancel';
const CHARGE = 'POST /subscribe/payments/again';
const SCHEDULE = 'POST /subscribe/payments/schedule';
const UNSCHEDULE = 'POST /subscribe/payments/unschedule';

const writes = [REFUND, CHARGE, SCHEDULE, UNSCHEDULE];
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
/** Mostly approvals, since a decline moves no money. */
const person = fc.constantFrom<PersonBehavior>(
  'yes',
  'yes',
  'yes',
  'yes',
  'no',
  'silent',
  'wrong token',
  'twice',
  'leaves',
);
const caller = fc.constantFrom('alice' as const, 'bob' as const);
const customer = pickIndex(customers);
const order = pickIndex(orders);
/** The last amount is declined by the sandbox's PGs, the one before it must be typed. */
const amount = fc.constantFrom(1_000, 1_000, 9_900, 1_200_000, 999_041);

const refund = fc.record({
  do: fc.constant('refund' as const),
  tool: fc.constantFrom<RefundTool>('cancel_payment', 'refund_payment'),
  payment: pickIndex(payments),
  by: fc.constantFrom('imp_uid' as const, 'merchant_uid' as const),
  amount: fc.constantFrom<number | 'all'>(1_000, 1_000, 15_000, 40_000, 'all'),
  person,
  caller,
});
const currency = fc.constantFrom('KRW' as const, 'KRW' as const, 'KRW' as const, 'USD' as const);
const charge = fc.record({ do: fc.constant('charge' as const), customer, order, amount, currency, person, caller });
const schedule = fc.record({
  do: fc.constant('schedule' as const),
  customer,
  order,
  amount,
  inSeconds: fc.constantFrom(3_600, 90_000),
  person,
  caller,
});
const unschedule = fc.record({
  do: fc.constant('unschedule' as const),
  customer,
  order: fc.oneof(order, fc.constant('all' as const)),
  person,
  caller,
});
const call: fc.Arbitrary<Call> = fc.oneof(
  { weight: 5, arbitrary: refund },
  { weight: 4, arbitrary: charge },
  { weight: 2, arbitrary: schedule },
  { weight: 1, arbitrary: unschedule },
);

const fault: fc.Arbitrary<Fault> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ route: fc.constantFrom(...writes), kind: fc.constantFrom(...kinds), times: fc.constant(1) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      route: fc.constantFrom(...reads),
      kind: fc.constantFrom<FaultKind>('reset_before', 'html_502', 'truncated_json', 'http_500'),
      // Four or more faults exceed the retries of a read.
      times: fc.constantFrom(1, 4, 30),
    }),
  },
);

const injectedLie = fc.record({
  route: fc.constantFrom(...writes),
  lie: fc.constantFrom(...(Object.keys(lies) as (keyof typeof lies)[])),
});

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      // An impatient model makes the same call twice at the same time.
      calls: fc.oneof(
        fc.array(call, { minLength: 1, maxLength: 3 }),
        call.map((one) => [one, { ...one }]),
      ),
      faults: fc.array(fault, { maxLength: 2 }),
      lies: fc.array(injectedLie, { maxLength: 1 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ advance: fc.constantFrom(60, 400, 4_000, 100_000) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('restart' as const, 'rotate' as const) }) },
  { weight: 1, arbitrary: fc.record({ crash: call.map((one): Call => ({ ...one, person: 'yes' })) }) },
);

/** Repeats one call with pauses and restarts: a large sum in small parts. */
const splitSequence: fc.Arbitrary<Step[]> = fc
  .tuple(call, fc.array(fc.constantFrom<Step>({ advance: 60 }, { do: 'restart' }, { do: 'rotate' }), { maxLength: 4 }))
  .map(([one, pauses]) =>
    [...pauses, { advance: 1 }].flatMap((pause): Step[] => [
      { calls: [{ ...one, person: 'yes' }], faults: [], lies: [] },
      pause,
    ]),
  );

export const sequences: fc.Arbitrary<Step[]> = fc.oneof(
  { weight: 5, arbitrary: fc.array(step, { minLength: 1, maxLength: 5 }) },
  { weight: 1, arbitrary: splitSequence },
);
