import { money } from '../../../base/money.ts';
import { asking, type Step } from '../../next-steps.ts';
import { isCashLike, type PaymentRow, remaining } from '../../payment.ts';
import { moment, pgOf } from '../../wording.ts';
import { type Detector, info, problem, warning } from './finding.ts';
import { remains } from './orders.ts';

/** PGs that issue with the identifier alone; the others want more, which only the shop knows. */
const PLAIN: readonly unknown[] = ['html5_inicis', 'kcp', 'nice', 'tosspayments', 'nice_v2', 'smartro'];
/** PGs that leave the receipt as it is when the payment is refunded. */
const KEEPS_RECEIPT: readonly unknown[] = ['ksnet', 'smartro_v2'];
const CANNOT_REVOKE: readonly unknown[] = ['kicc', 'smartro'];

const issue = ({ imp_uid, pg_provider }: PaymentRow): Step[] =>
  imp_uid && PLAIN.includes(pg_provider)
    ? [
        asking(
          'issue_receipt',
          { imp_uid },
          "Issues the cash receipt; the buyer's number is typed by a person on a page, not given here.",
        ),
      ]
    : [];

const revoke = ({ imp_uid, pg_provider }: PaymentRow, why: string): Step[] =>
  imp_uid && !CANNOT_REVOKE.includes(pg_provider) ? [asking('revoke_receipt', { imp_uid }, why)] : [];

const wantsMore = ({ pg_provider }: PaymentRow) =>
  PLAIN.includes(pg_provider)
    ? ''
    : ` ${pgOf(pg_provider)} may not issue it through PortOne, or wants more data for issue_receipt.`;

/** Cash receipts (현금영수증), for transfers and virtual accounts. */
export const receiptFindings: readonly Detector[] = [
  // Many buyers want none.
  info('receipt_missing', ({ payment, receipt }) => {
    if (receipt !== null || payment.cash_receipt_issued || !isCashLike(payment)) return undefined;
    if (!payment.paid_at || remaining(payment) <= 0) return undefined;
    return {
      text: `No cash receipt (현금영수증) is known for this payment; one for ${remains(payment)} can be issued.${wantsMore(payment)} The PG may have issued one by itself to 010-000-1234 (자진발급), which PortOne does not show: if the tax office has one, it must not be issued again.`,
      steps: issue(payment),
    };
  }),

  warning('receipt_auto_issued', ({ payment, receipt }) =>
    receipt === null && payment.cash_receipt_issued && isCashLike(payment)
      ? 'The payment says that a cash receipt was issued, and PortOne did not issue it: the buyer asked for it in the payment window, or the PG issued it by itself to 010-000-1234 (자진발급). The buyer can claim such a receipt at Hometax (홈택스) with its approval number; the PG tells that number. Another one cannot be issued here.'
      : undefined,
  ),

  warning('receipt_revoked', ({ payment, receipt }) =>
    receipt?.cancelled_at && payment.paid_at && remaining(payment) > 0 && !payment.cash_receipt_issued
      ? {
          text: `The cash receipt was cancelled ${moment(receipt.cancelled_at)} and the payment still stands: ${remains(payment)} has no receipt now.${wantsMore(payment)}`,
          steps: issue(payment),
        }
      : undefined,
  ),

  problem('receipt_not_revoked_after_cancel', ({ payment, receipt }) => {
    const stands = receipt
      ? !receipt.cancelled_at
      : KEEPS_RECEIPT.includes(payment.pg_provider) && payment.cash_receipt_issued;
    if (!stands || !payment.paid_at || remaining(payment) > 0) return undefined;
    return {
      text: `The payment was refunded in full and its cash receipt still stands. ${pgOf(payment.pg_provider)} does not cancel it with the payment: it has to be cancelled by hand.`,
      steps: receipt ? revoke(payment, 'Cancels the receipt of money that went back.') : [],
    };
  }),

  problem('receipt_amount_differs', ({ payment, receipt }) => {
    if (!receipt || receipt.cancelled_at || remaining(payment) <= 0) return undefined;
    if (receipt.amount === null || receipt.amount === undefined || receipt.amount === remaining(payment))
      return undefined;
    return {
      text: `The cash receipt says ${money(receipt.amount, payment.currency)}, and ${remains(payment)} of the payment remains: cancel it and issue it again for what remains.`,
      steps: revoke(payment, 'The first of two steps: cancels the wrong receipt; then issue_receipt.'),
    };
  }),

  info('receipt_issued', ({ payment, receipt }) =>
    receipt && !receipt.cancelled_at && receipt.amount === remaining(payment)
      ? `A cash receipt for ${money(receipt.amount, payment.currency)} was issued ${moment(receipt.applied_at ?? 0)}; its link is receipt_url in the answer of get_receipt.`
      : undefined,
  ),
];
