import { formatMoney } from '../../../base/money.ts';
import { getRefundableAmount } from '../../../endpoints/refundable.ts';
import { classifyPgMessage, type PgReason } from '../../classify-pg-message.ts';
import { suggestRefund } from '../../next-steps.ts';
import { hasRefundableBalance } from '../../payment.ts';
import { formatKstMinute, pgName, quoteReason } from '../../wording.ts';
import { type Detector, defineInfo, defineProblem, defineWarning } from './finding.ts';
import { formatRefundable } from './orders.ts';
import { describeRefundRestriction } from './refund-restriction.ts';

/** What the console writes as the reason of a refund that was made there. */
const CONSOLE_CANCEL_REASON = '관리자페이지취소';

export const refundFindings: readonly Detector[] = [
  defineProblem('refund_failed_pg_balance', ({ payment, ticket: { error_message: errorMessage } }) =>
    classifyPgMessage(errorMessage) === 'shop_balance' && hasRefundableBalance(payment)
      ? `The refund was refused (${quoteReason(errorMessage)}) because ${pgName(payment.pg_provider)} owes the shop less than the refund (PG 정산 잔액 부족); ${formatRefundable(payment)} is still with the shop. Deposit the amount at the PG or wait until more sales are settled, then refund again; for an urgent refund ask the PG to force it, or ask cs@portone.io. Repeating the call before that does not help.`
      : undefined,
  ),

  defineProblem('cancelled_at_pg_only', ({ payment, ticket: { error_message: errorMessage } }) =>
    classifyPgMessage(errorMessage) === 'cancelled_at_pg' && hasRefundableBalance(payment)
      ? `The PG says that it has already refunded this money (${quoteReason(errorMessage)}), while PortOne shows ${formatRefundable(payment)} as not refunded (기 취소 거래): it was cancelled in the PG's own console${payment.sandbox ? ', or by the PG itself because the channel is a test one' : ''}. If the PG confirms it, nothing is owed to the buyer; ask PortOne (cs@portone.io) to correct the row, and refund through PortOne from now on.`
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
      ? `The payment was refunded in full (전액 취소), ${formatMoney(payment.cancel_amount, payment.currency)}, last on ${formatKstMinute(payment.cancelled_at ?? 0)}; reason: ${quoteReason(payment.cancel_reason)}. If the buyer does not see it yet: a card company takes some business days to show it, and a debit card or account a few more.`
      : undefined,
  ),

  defineInfo('partly_refunded', ({ payment }) =>
    payment.status === 'cancelled' && hasRefundableBalance(payment)
      ? {
          text: `The payment was refunded in part (부분 취소): ${formatMoney(payment.cancel_amount, payment.currency)} of ${formatMoney(payment.amount, payment.currency)}; ${formatRefundable(payment)} remains with the shop. PortOne shows the status "cancelled" for this too.`,
          steps: suggestRefund(payment, '나머지 금액 취소', 'If the rest is to be refunded too.'),
        }
      : undefined,
  ),

  defineInfo('payment_cancelled_in_console', ({ payment }) =>
    [payment.cancel_reason, ...(payment.cancel_history ?? []).map((one) => one.reason)].includes(CONSOLE_CANCEL_REASON)
      ? 'A refund was made by a person in the PortOne console (관리자페이지취소), not by the shop: the shop knows of it only through the webhook.'
      : undefined,
  ),

  defineWarning('refund_restricted', ({ payment, now }) =>
    hasRefundableBalance(payment) ? describeRefundRestriction(payment, now) : undefined,
  ),
];

const UNKNOWN_REFUSAL = 'These are the words of the PG, passed on unchanged: ask the PG if they do not explain it.';

const refusalExplanations: Readonly<Partial<Record<PgReason, string>>> = {
  already_refunded: 'The order was refunded before: compare the payment with the timeline below.',
  exceeds_balance: 'More was requested than remains.',
  balance_changed:
    'The balance was not the expected one, so somebody may have refunded in the meantime: look at the timeline.',
  not_refundable: 'The PG does not accept this refund in its present state; ask the PG.',
  refund_deadline: 'The period in which the PG refunds is over: the shop has to pay the buyer back by other means.',
  no_partial_refund: 'This card, method or contract cannot be refunded in part: refund all that remains.',
  refund_in_progress: 'Another refund of this payment is still in progress: read the payment again before another try.',
  wrong_refund_account: 'The refund account is wrong: ask the buyer for bank, number and holder again.',
  no_deposit: 'The PG knows of no deposit: a virtual account of a test channel has none.',
  maintenance: 'The PG or bank was not available: read the payment again before another try.',
  pg_unsupported: 'PortOne does not offer this for the PG.',
};
