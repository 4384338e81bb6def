import { formatMoney } from '../../../base/money.ts';
import { getRefundArrival } from '../../../endpoints/pg-facts/refund-timing.ts';
import { getRefundableAmount } from '../../../endpoints/refundable.ts';
import { classifyPgMessage } from '../../classify-pg-message.ts';
import { hasRefundableBalance, type PaymentRow } from '../../payment.ts';
import { getRefundRefusal } from '../../refund-refusals.ts';
import { formatKstMinute, pgName, quoteReason } from '../../wording.ts';
import { type Detector, defineInfo, defineProblem, defineWarning } from './finding.ts';
import { formatRefundable } from './orders.ts';
import { describeRefundRestriction } from './refund-restriction.ts';

/** The reason that the PortOne console records for a refund made there. */
const CONSOLE_CANCEL_REASON = '관리자페이지취소';

/** The newest reason that PortOne shows: the payment can lack one that its history has. */
const findRefundReason = ({ cancel_reason, cancel_history }: PaymentRow) =>
  cancel_reason || cancel_history?.findLast(({ reason }) => reason)?.reason;

function describeArrival(payment: PaymentRow): string {
  const arrival = getRefundArrival(payment)?.arrives.en;
  return arrival === undefined
    ? 'If the buyer does not see it yet, ask the PG when the money arrives.'
    : `The money arrives ${arrival}; if the buyer does not see it after that, ask the PG.`;
}

export const refundFindings: readonly Detector[] = [
  defineProblem('refund_failed_pg_balance', ({ payment, ticket: { error_message: errorMessage } }) =>
    classifyPgMessage(errorMessage) === 'shop_balance' && hasRefundableBalance(payment)
      ? `The refund was refused (${quoteReason(errorMessage)}) because the shop's balance at ${pgName(payment.pg_provider)} does not cover it (PG 정산 잔액 부족); ${formatRefundable(payment)} is still with the shop. Deposit the amount at the PG or wait for more sales to be settled, then refund again; if it is urgent, ask the PG to force the refund, or ask cs@portone.io. Repeating the call before that does not help.`
      : undefined,
  ),

  defineProblem('cancelled_at_pg_only', ({ payment, ticket: { error_message: errorMessage } }) =>
    classifyPgMessage(errorMessage) === 'cancelled_at_pg' && hasRefundableBalance(payment)
      ? `The PG says that it has already refunded this money (${quoteReason(errorMessage)}), while PortOne shows ${formatRefundable(payment)} as not refunded (기 취소 거래): it was cancelled in the PG's own console${payment.sandbox ? ', or automatically by the PG because the channel is a test channel' : ''}. If the PG confirms this, the shop owes the buyer nothing; PG 거래대사 in the PortOne console shows what was cancelled at the PG, up to three months back; ask PortOne (cs@portone.io) to correct its record, and refund through PortOne from now on.`
      : undefined,
  ),

  defineProblem('refund_refused', ({ payment, ticket: { error_message: errorMessage } }) => {
    if (!errorMessage || !hasRefundableBalance(payment)) return undefined;
    const { code, advice } = getRefundRefusal(errorMessage);
    if (code === 'shop_balance' || code === 'cancelled_at_pg') return undefined;
    return `The refund was refused: ${quoteReason(errorMessage)}. ${advice} PortOne shows ${formatRefundable(payment)} as still with the shop.`;
  }),

  defineInfo('fully_refunded', ({ payment }) =>
    payment.paid_at && payment.status === 'cancelled' && payment.cancel_amount && getRefundableAmount(payment) <= 0
      ? `The payment was refunded in full (전액 취소), ${formatMoney(payment.cancel_amount, payment.currency)}, last on ${formatKstMinute(payment.cancelled_at ?? 0)}; reason: ${quoteReason(findRefundReason(payment))}. ${describeArrival(payment)}`
      : undefined,
  ),

  // Without a step: whether and how much more goes back is for the shop to decide.
  defineInfo('partly_refunded', ({ payment }) =>
    payment.status === 'cancelled' && hasRefundableBalance(payment)
      ? `The payment was refunded in part (부분 취소): ${formatMoney(payment.cancel_amount, payment.currency)} of ${formatMoney(payment.amount, payment.currency)}; ${formatRefundable(payment)} remains with the shop. PortOne shows the status "cancelled" for this too. A person has to say whether more is refunded, and how much.`
      : undefined,
  ),

  defineInfo('payment_cancelled_in_console', ({ payment }) =>
    [payment.cancel_reason, ...(payment.cancel_history ?? []).map((one) => one.reason)].includes(CONSOLE_CANCEL_REASON)
      ? "A refund was made manually in the PortOne console (관리자페이지취소), not by the shop's system, which learns of it only through the webhook."
      : undefined,
  ),

  defineWarning('refund_restricted', ({ payment, now }) =>
    hasRefundableBalance(payment) ? describeRefundRestriction(payment, now) : undefined,
  ),
];
