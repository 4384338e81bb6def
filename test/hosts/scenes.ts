/** A call as the stand-in model makes it, by the name that the server gave the tool. */
export interface PlannedCall {
  tool: string;
  args: Record<string, unknown>;
}

export type Decision = 'approve' | 'deny';

/** One conversation: what the user types, what the model calls, and how a person decides when asked. */
export interface Scene {
  name: string;
  prompt: string;
  decision: Decision;
  call: PlannedCall;
  /** What the result must contain for the model to have received it. */
  expectedText: string;
  /** The changes that the shop must have seen at the end. */
  expectedLedger: readonly { path: string; amount: number }[];
}

const REFUND_AMOUNT = 20_000;
const order = 'order_paid_card';
const refund: PlannedCall = {
  tool: 'refund_payment',
  args: { merchant_uid: order, amount: REFUND_AMOUNT, reason: '고객 요청' },
};

export const scenes: readonly Scene[] = [
  {
    name: 'search',
    prompt: `Find the payment of ${order}.`,
    decision: 'deny',
    call: { tool: 'search_payments', args: { merchant_uid: order } },
    expectedText: '89000',
    expectedLedger: [],
  },
  {
    name: 'refund accepted',
    prompt: `Refund 20,000 won of ${order}.`,
    decision: 'approve',
    call: refund,
    expectedText: '69000',
    expectedLedger: [{ path: '/payments/cancel', amount: REFUND_AMOUNT }],
  },
  {
    name: 'refund declined',
    prompt: `Refund 20,000 won of ${order}.`,
    decision: 'deny',
    call: refund,
    expectedText: 'othing was sent',
    expectedLedger: [],
  },
];
