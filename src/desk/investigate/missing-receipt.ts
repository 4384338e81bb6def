import { getRefundableAmount } from '../../endpoints/refundable.ts';
import type { NextStep } from '../next-steps.ts';
import { isCashLike, type PaymentRow } from '../payment.ts';
import { methodName } from '../wording.ts';
import { receiptFindings } from './findings/cash-receipts.ts';

/** Says of a payment without a cash receipt at PortOne whether one exists elsewhere and whether one can be issued. */
export function describeMissingReceipt(payment: PaymentRow, now: number): { text: string; steps: readonly NextStep[] } {
  for (const { detect } of receiptFindings) {
    const found = detect({ payment, receipt: null, ticket: {}, now });
    if (found === undefined) continue;
    const { text, steps = [] } = typeof found === 'string' ? { text: found } : found;
    return { text: payment.cash_receipt_issued ? `Do not issue another. ${text}` : text, steps };
  }
  return { text: describeOtherPayment(payment), steps: [] };
}

function describeOtherPayment(payment: PaymentRow): string {
  if (payment.cash_receipt_issued)
    return 'Do not issue another. The payment says that a cash receipt was issued, and PortOne did not issue it.';
  if (!payment.paid_at) return 'The payment is not complete, so there is no cash receipt (현금영수증) yet.';
  if (!isCashLike(payment))
    return `The payment was made by ${methodName(payment.pay_method)}: cash receipts (현금영수증) are for transfers and virtual accounts.`;
  return getRefundableAmount(payment) > 0
    ? 'No cash receipt (현금영수증) is known for this payment.'
    : 'The payment was refunded in full, so no cash receipt (현금영수증) can be issued.';
}
