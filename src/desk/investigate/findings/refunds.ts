import { formatMoney } from '../../../base/money.ts';
import { getRefundArrival } from '../../../endpoints/pg-facts/refund-timing.ts';
import { getRefundableAmount } from '../../../endpoints/refundable.ts';
import { classifyPgMessage, type PgReason } from '../../classify-pg-message.ts';
import { suggestRefund } from '../../next-steps.ts';
import { hasRefundableBalance, type PaymentRow } from '../../payment.ts';
import { formatKstMinute, pgName, quoteReason } from '../../wording.ts';
import { type Detector, defineInfo, defineProblem, defineWarning } from './finding.ts';
import { formatRefundable } from './orders.ts';
import { describeRefundRestriction } from './refund-restriction.ts';

/** The reason that the PortOne console records for a refund made there. */
const CONSOLE_CANCEL_REASON = '관리자페이지취소';

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
    const reason = classifyPgMessage(errorMessage);
    if (reason === 'shop_balance' || reason === 'cancelled_at_pg') return undefined;
    return `The refund was refused: ${quoteReason(errorMessage)}. ${refusalExplanations[reason] ?? UNKNOWN_REFUSAL} ${formatRefundable(payment)} is still with the shop.`;
  }),

  defineInfo('fully_refunded', ({ payment }) =>
    payment.paid_at && payment.status === 'cancelled' && getRefundableAmount(payment) <= 0
      ? `The payment was refunded in full (전액 취소), ${formatMoney(payment.cancel_amount, payment.currency)}, last on ${formatKstMinute(payment.cancelled_at ?? 0)}; reason: ${quoteReason(payment.cancel_reason)}. ${describeArrival(payment)}`
      : undefined,
  ),

  defineInfo('partly_refunded', ({ payment }) =>
    payment.status === 'cancelled' && hasRefundableBalance(payment)
      ? {
          text: `The payment was refunded in part (부분 취소): ${formatMoney(payment.cancel_amount, payment.currency)} of ${formatMoney(payment.amount, payment.currency)}; ${formatRefundable(payment)} remains with the shop. PortOne shows the status "cancelled" for this too.`,
          steps: suggestRefund(payment, '나머지 금액 취소', 'If the rest should be refunded too.'),
        }
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

const UNKNOWN_REFUSAL = "This is the PG's own message: if it does not explain the refusal, ask the PG.";

const refusalExplanations: Readonly<Partial<Record<PgReason, string>>> = {
  already_refunded: 'The order has already been refunded: compare the payment with the timeline below.',
  exceeds_balance: 'The requested amount exceeds the refundable balance.',
  balance_changed:
    'The balance differs from the expected one, so another refund may have been made in the meantime: look at the timeline.',
  not_refundable: 'The PG does not accept a refund in the current state of the payment; ask the PG.',
  refund_deadline: 'The period in which the PG refunds is over: the shop has to pay the buyer back by other means.',
  no_partial_refund: 'This card, method or contract does not allow partial refunds: refund the full remaining amount.',
  refund_in_progress: 'Another refund of this payment is still in progress: read the payment again before you retry.',
  wrong_refund_account: 'The refund account is wrong: ask the buyer for bank, number and holder again.',
  no_deposit: 'The PG has no record of a deposit; a virtual account of a test channel never receives one.',
  maintenance: 'The PG or bank was not available: read the payment again before you retry.',
  pg_unsupported: 'PortOne does not offer this for the PG.',
};
