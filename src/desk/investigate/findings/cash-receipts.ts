import { formatMoney } from '../../../base/money.ts';
import {
  findReceiptRequirement,
  keepsReceiptOnRefund,
  mayHaveUnseenReceipt,
} from '../../../endpoints/pg-facts/receipts.ts';
import { offersOperation } from '../../../endpoints/pg-providers/operations.ts';
import { getRefundableAmount } from '../../../endpoints/refundable.ts';
import { createConfirmedStep, type NextStep } from '../../next-steps.ts';
import { isCashLike, type PaymentRow } from '../../payment.ts';
import { formatKstMinute, pgName } from '../../wording.ts';
import { type Detector, defineInfo, defineProblem, defineWarning } from './finding.ts';
import { formatRefundable } from './orders.ts';

/** Whether the PG issues with the identifier alone; the others require more, which only the shop knows. */
const canIssueSimply = ({ pg_provider }: PaymentRow): boolean =>
  offersOperation('issue_receipt', pg_provider) && !findReceiptRequirement(pg_provider);

const suggestIssue = (payment: PaymentRow): NextStep[] =>
  payment.imp_uid && canIssueSimply(payment)
    ? [
        createConfirmedStep(
          'issue_receipt',
          { imp_uid: payment.imp_uid },
          "Issues the cash receipt; the buyer's number is typed by a person on a page, not given here.",
        ),
      ]
    : [];

const suggestRevoke = ({ imp_uid, pg_provider }: PaymentRow, why: string): NextStep[] =>
  imp_uid && offersOperation('revoke_receipt', pg_provider)
    ? [createConfirmedStep('revoke_receipt', { imp_uid }, why)]
    : [];

const describeIssueLimits = (payment: PaymentRow) =>
  canIssueSimply(payment)
    ? ''
    : ` ${pgName(payment.pg_provider)} may not issue it through PortOne, or requires more arguments of issue_receipt.`;

/** Cash receipts (현금영수증), for transfers and virtual accounts. */
export const receiptFindings: readonly Detector[] = [
  // Not a warning: many buyers want none.
  defineInfo('receipt_missing', ({ payment, receipt }) => {
    if (receipt !== null || payment.cash_receipt_issued || !isCashLike(payment)) return undefined;
    if (!payment.paid_at || getRefundableAmount(payment) <= 0) return undefined;
    if (mayHaveUnseenReceipt(payment))
      return `PortOne shows no cash receipt (현금영수증), but ${pgName(payment.pg_provider)} issues one by itself for this method. Check with the PG or at Hometax (홈택스) before issuing another.`;
    return {
      text: `No cash receipt (현금영수증) is known for this payment; one for ${formatRefundable(payment)} can be issued.${describeIssueLimits(payment)} The PG may have issued one by itself without the buyer's number (자진발급), which PortOne does not show: if the tax office has one, it must not be issued again.`,
      steps: suggestIssue(payment),
    };
  }),

  defineWarning('receipt_auto_issued', ({ payment, receipt }) =>
    receipt === null && payment.cash_receipt_issued && isCashLike(payment)
      ? "The payment says that a cash receipt was issued, and PortOne did not issue it: the buyer asked for it in the payment window, or the PG issued it by itself without the buyer's number (자진발급). The buyer can claim such a receipt at Hometax (홈택스) with its approval number; the PG tells that number. Another one cannot be issued here."
      : undefined,
  ),

  defineWarning('receipt_revoked', ({ payment, receipt }) =>
    receipt?.cancelled_at && payment.paid_at && getRefundableAmount(payment) > 0 && !payment.cash_receipt_issued
      ? {
          text: `The cash receipt was cancelled ${formatKstMinute(receipt.cancelled_at)} and the payment was not refunded: ${formatRefundable(payment)} has no receipt now.${describeIssueLimits(payment)}`,
          steps: suggestIssue(payment),
        }
      : undefined,
  ),

  defineProblem('receipt_not_revoked_after_cancel', ({ payment, receipt }) => {
    const isActive = receipt
      ? !receipt.cancelled_at
      : keepsReceiptOnRefund(payment.pg_provider) && payment.cash_receipt_issued;
    if (!isActive || !payment.paid_at || getRefundableAmount(payment) > 0) return undefined;
    return {
      text: `The payment was refunded in full and its cash receipt is still valid. ${pgName(payment.pg_provider)} does not cancel it with the payment: it has to be cancelled separately.`,
      steps: receipt ? suggestRevoke(payment, 'Cancels the receipt of a refunded payment.') : [],
    };
  }),

  defineProblem('receipt_amount_differs', ({ payment, receipt }) => {
    if (!receipt || receipt.cancelled_at || getRefundableAmount(payment) <= 0) return undefined;
    if (receipt.amount === null || receipt.amount === undefined || receipt.amount === getRefundableAmount(payment))
      return undefined;
    return {
      text: `The cash receipt says ${formatMoney(receipt.amount, payment.currency)}, and ${formatRefundable(payment)} of the payment remains: cancel it and issue it again for what remains.`,
      steps: suggestRevoke(payment, 'The first of two steps: cancels the wrong receipt; then issue_receipt.'),
    };
  }),

  defineInfo('receipt_issued', ({ payment, receipt }) =>
    receipt && !receipt.cancelled_at && receipt.amount === getRefundableAmount(payment)
      ? `A cash receipt for ${formatMoney(receipt.amount, payment.currency)} was issued ${formatKstMinute(receipt.applied_at ?? 0)}; its link is receipt_url in the answer of get_receipt.`
      : undefined,
  ),
];
