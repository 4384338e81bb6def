import type { PolicyRules } from '../../src/guard/policy/policy-file.ts';

/** Two tools that move the same money through one endpoint. */
export type RefundTool = 'cancel_payment' | 'refund_payment';

/**
 * The person's reaction to a question. `twice` answers in two concurrent calls. `leaves` disconnects after the approval,
 * `leaves late` when the request is at PortOne.
 */
export type PersonBehavior = 'yes' | 'no' | 'silent' | 'wrong token' | 'twice' | 'leaves' | 'leaves late';

/** What the person types where the amount must be typed. */
export type TypedBehavior = 'the amount' | 'another amount' | 'another currency' | 'nothing';

/** What a second person decides where one is needed. */
export type SecondBehavior = 'approves' | 'declines' | 'never comes';

interface People {
  person: PersonBehavior;
  typed: TypedBehavior;
  second: SecondBehavior;
  caller: 'alice' | 'bob';
}

export type Call = People &
  (
    | { do: 'refund'; tool: RefundTool; payment: number; by: 'imp_uid' | 'merchant_uid'; amount: number | 'all' }
    | { do: 'charge'; customer: number; order: number; amount: number; currency: 'KRW' | 'USD' }
    | { do: 'schedule'; customer: number; order: number; amount: number; inSeconds: number }
    | { do: 'unschedule'; customer: number; order: number | 'all' }
    | { do: 'payout'; payout: number }
  );

/** Refundable samples with simple rules: one of them partially refunded, the last one in dollars. */
export const payments = ['paid_card', 'paid_kcp', 'double_payment', 'partially_cancelled', 'foreign'] as const;
/** Dollars instead of won. */
export const isForeign = (payment: number): boolean => payments[payment] === 'foreign';

/** Billing keys that pay, and one that the PG declines. */
export const customers = ['subscription', 'revoked_subscription', 'refusing_key'] as const;
export const orders = ['money_a', 'money_b'] as const;

interface Payout {
  tool: string;
  sample: string;
  args: Readonly<Record<string, string>>;
  /** As in the documentation. */
  route: string;
  /** Reported to the PG, but releases no money. */
  movesNothing?: true;
}

const PAYCO_ROUTE = 'POST /payco/orders/status/{imp_uid}';

/** Money for sellers and points for buyers. No call of PortOne shows whether one was made. */
export const payouts: readonly Payout[] = [
  { tool: 'deposit_naver_point', sample: 'naver_pay', args: {}, route: 'POST /payments/{imp_uid}/naver/point' },
  { tool: 'deposit_naver_point', sample: 'naver_pay_escrow', args: {}, route: 'POST /payments/{imp_uid}/naver/point' },
  {
    tool: 'confirm_naver_payment',
    sample: 'naver_pay_escrow',
    args: { requester: 'admin' },
    route: 'POST /payments/{imp_uid}/naver/confirm',
  },
  {
    tool: 'update_payco_order_status',
    sample: 'payco_order',
    args: { status: 'PURCHASE_DECISION' },
    route: PAYCO_ROUTE,
  },
  {
    tool: 'update_payco_order_status',
    sample: 'payco_order',
    args: { status: 'DELIVERY_START' },
    route: PAYCO_ROUTE,
    movesNothing: true,
  },
];

/** The endpoint that a call writes to, as in the documentation. */
export function getWriteRoute(call: Call): string {
  if (call.do === 'payout') return payouts[call.payout]?.route ?? '';
  return WRITE_ROUTES[call.do];
}

const WRITE_ROUTES = {
  refund: 'POST /payments/cancel',
  charge: 'POST /subscribe/payments/again',
  schedule: 'POST /subscribe/payments/schedule',
  unschedule: 'POST /subscribe/payments/unschedule',
} as const;

/** Some refunds, charges and repetitions of these tests exceed each of these caps and thresholds. */
export const policy = {
  refund: {
    per_call: { KRW: 45_000, USD: 5 },
    per_day: { KRW: 90_000, USD: 8 },
    per_payment: { KRW: 60_000, USD: 6 },
    per_caller: { KRW: 70_000, USD: 7 },
  },
  charge: {
    per_call: { KRW: 1_250_000, USD: 1_200 },
    per_day: { KRW: 2_500_000, USD: 2_000 },
    per_payment: { KRW: 1_500_000, USD: 1_500 },
    per_caller: { KRW: 2_300_000, USD: 1_800 },
  },
  typed_amount_above: { KRW: 30_000 },
  second_approver_above: { KRW: 50_000, USD: 1_000 },
} as const satisfies PolicyRules;
