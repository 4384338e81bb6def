import { formatMoney } from '../base/money.ts';
import { refundsByItem } from '../endpoints/pg-facts/refund-limits.ts';
import { getRefundableAmount, isDiscounted } from '../endpoints/refundable.ts';
import { hasRefundableBalance, type PaymentRow } from './payment.ts';

/** A suggested tool call with complete arguments. */
export interface NextStep {
  tool: string;
  arguments: Readonly<Record<string, unknown>>;
  why: string;
}

/** For calls that change something: the server asks a person to confirm. */
const CONFIRMATION_NOTE = 'A person must confirm it first.';

export const createStep = (tool: string, args: NextStep['arguments'], why: string): NextStep => ({
  tool,
  arguments: args,
  why,
});
export const createConfirmedStep = (tool: string, args: NextStep['arguments'], why: string): NextStep =>
  createStep(tool, args, `${why} ${CONFIRMATION_NOTE}`);

/**
 * Whether one call can refund the payment. Virtual accounts need the buyer's bank account, and Naver orders are
 * refunded item by item.
 */
function canRefundInOneCall(payment: PaymentRow): boolean {
  return payment.pay_method !== 'vbank' && !refundsByItem(payment);
}

/** Suggests a full refund of the remaining amount, if one call can make it. */
export function suggestRefund(payment: PaymentRow, reason: string, why: string): NextStep[] {
  if (!payment.imp_uid || !hasRefundableBalance(payment) || !canRefundInOneCall(payment)) return [];
  const args = { imp_uid: payment.imp_uid, full_refund: true, reason };
  return [
    createConfirmedStep(
      'refund_payment',
      args,
      `${why} Refunds ${isDiscounted(payment) ? 'all that remains, as PortOne computes it with the promotion' : formatMoney(getRefundableAmount(payment), payment.currency)}.`,
    ),
  ];
}

/** Suggests investigating another payment. */
export const suggestInvestigation = (payment: PaymentRow, why: string): NextStep[] =>
  payment.imp_uid ? [createStep('investigate_payment', { imp_uid: payment.imp_uid }, why)] : [];

const MAX_STEPS = 3;

/** Keeps the first few steps whose tools are offered, without duplicates: two findings may suggest the same refund. */
export function chooseSteps(
  steps: readonly NextStep[],
  isOffered: IsToolOffered,
): { next_steps: NextStep[]; unavailable_tools?: string[] } {
  const byCall = new Map<string, NextStep>();
  for (const candidate of steps) {
    const { imp_uid, merchant_uid, product_order_id } = candidate.arguments;
    const call = JSON.stringify([candidate.tool, imp_uid, merchant_uid, product_order_id]);
    if (!byCall.has(call)) byCall.set(call, candidate);
  }
  const all = [...byCall.values()];
  return {
    next_steps: all.filter(({ tool }) => isOffered(tool)).slice(0, MAX_STEPS),
    ...unavailableTools(all, isOffered),
  };
}

/** Whether this server offers a tool. An operator may offer fewer tools, or only those that read. */
export type IsToolOffered = (tool: string) => boolean;

/** Lists the suggested tools that are not offered, so that a person can find another way. */
export function unavailableTools(
  steps: readonly NextStep[],
  isOffered: IsToolOffered,
): { unavailable_tools?: string[] } {
  const unavailable = [...new Set(steps.map(({ tool }) => tool).filter((tool) => !isOffered(tool)))];
  return unavailable.length > 0 ? { unavailable_tools: unavailable } : {};
}
