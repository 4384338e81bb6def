import { DAY_SECONDS } from '../../../base/korean-time.ts';
import { formatMoney } from '../../../base/money.ts';
import { getRefundableAmount } from '../../../endpoints/refundable.ts';
import { suggestRefund } from '../../next-steps.ts';
import { hasRefundableBalance } from '../../payment.ts';
import { formatKstMinute, pgName, quoteReason } from '../../wording.ts';
import { classifyRefusal } from '../refund-errors.ts';
import { type Detector, defineInfo, defineProblem, defineWarning } from './finding.ts';
import { formatRefundable } from './orders.ts';

/** What the console writes as the reason of a refund that was made there. */
const CONSOLE_CANCEL_REASON = '관리자페이지취소';
const MAX_KSNET_PARTIALS = 9;
const YEAR = 365 * DAY_SECONDS;
const GIFT_CARD_METHODS: readonly unknown[] = ['cultureland', 'culturegift', 'smartculture', 'booknlife'];

const formatMonth = (seconds: number) => formatKstMinute(seconds).slice(0, 7);

export const refundFindings: readonly Detector[] = [
  defineProblem('refund_failed_pg_balance', ({ payment, ticket: { error_message: errorMessage } }) =>
    classifyRefusal(errorMessage) === 'balance' && hasRefundableBalance(payment)
      ? `The refund was refused (${quoteReason(errorMessage)}) because ${pgName(payment.pg_provider)} owes the shop less than the refund (PG 정산 잔액 부족); ${formatRefundable(payment)} is still with the shop. Pay the amount in at the PG or wait for more sales to be settled, then refund again; for an urgent one ask the PG for a forced refund, or cs@portone.io. Repeating the call before that does not help.`
      : undefined,
  ),

  defineProblem('cancelled_at_pg_only', ({ payment, ticket: { error_message: errorMessage } }) =>
    classifyRefusal(errorMessage) === 'cancelled_at_pg' && hasRefundableBalance(payment)
      ? `The PG says that it has given this money back already (${quoteReason(errorMessage)}), while PortOne shows ${formatRefundable(payment)} as still there (기 취소 거래): it was cancelled in the PG's own console${payment.sandbox ? ', or by the PG itself because the channel is a test one' : ''}. The buyer is not owed anything if the PG confirms it; ask PortOne (cs@portone.io) to correct the row, and refund through PortOne from now on.`
      : undefined,
  ),

  defineProblem('refund_refused', ({ payment, ticket: { error_message: errorMessage } }) => {
    if (!errorMessage || !hasRefundableBalance(payment)) return undefined;
    const kind = classifyRefusal(errorMessage);
    if (kind === 'balance' || kind === 'cancelled_at_pg') return undefined;
    return `The refund was refused: ${quoteReason(errorMessage)}. ${refusalExplanations[kind]} ${formatRefundable(payment)} is still with the shop.`;
  }),

  defineInfo('fully_refunded', ({ payment }) =>
    payment.paid_at && payment.status === 'cancelled' && getRefundableAmount(payment) <= 0
      ? `All of it was refunded (전액 취소), ${formatMoney(payment.cancel_amount, payment.currency)}, last on ${formatKstMinute(payment.cancelled_at ?? 0)}; reason: ${quoteReason(payment.cancel_reason)}. When the buyer does not see it yet: a card company takes some business days to show it, and a debit card or account some more.`
      : undefined,
  ),

  defineInfo('partly_refunded', ({ payment }) =>
    payment.status === 'cancelled' && hasRefundableBalance(payment)
      ? {
          text: `A part was refunded (부분 취소): ${formatMoney(payment.cancel_amount, payment.currency)} of ${formatMoney(payment.amount, payment.currency)}; ${formatRefundable(payment)} remains with the shop. PortOne calls it "cancelled" all the same.`,
          steps: suggestRefund(payment, '나머지 금액 취소', 'If the rest is to go back too.'),
        }
      : undefined,
  ),

  defineInfo('payment_cancelled_in_console', ({ payment }) =>
    [payment.cancel_reason, ...(payment.cancel_history ?? []).map((one) => one.reason)].includes(CONSOLE_CANCEL_REASON)
      ? 'A refund was made by a person in the PortOne console (관리자페이지취소), not by the shop: the shop knows of it only if it takes the notice.'
      : undefined,
  ),

  defineWarning('refund_restricted', ({ payment, now }) => {
    if (!hasRefundableBalance(payment)) return undefined;
    const paidAt = payment.paid_at ?? 0;
    const partials = payment.cancel_history?.length ?? 0;
    if (payment.pay_method === 'phone' && formatMonth(paidAt) !== formatMonth(now))
      return 'A phone bill can be cancelled only within the month of the payment (휴대폰 당월 취소): now the shop has to pay the buyer back by itself.';
    if (payment.pay_method === 'phone')
      return 'A phone bill can be cancelled until the end of this month only, and in full (휴대폰 결제는 당월 전액 취소만 가능), except with KCP and Inicis.';
    if (GIFT_CARD_METHODS.includes(payment.pay_method))
      return 'A gift card can be refunded in full only (상품권은 전액 취소만 가능).';
    if (payment.pg_provider === 'ksnet' && partials >= MAX_KSNET_PARTIALS)
      return `KSNET takes ${MAX_KSNET_PARTIALS} partial refunds at most, and this payment has had them: only the whole remainder can go back.`;
    if (payment.pay_method === 'card' && now - paidAt > YEAR)
      return 'The payment is more than a year old: the card company may refuse a refund (카드 취소 기한 약 1년).';
    return undefined;
  }),
];

const refusalExplanations = {
  done: 'PortOne says that the order was refunded before: look at the payment with the timeline below.',
  too_much: 'More was asked for than remains.',
  changed: 'The balance was another than expected, so somebody may have refunded meanwhile: look at the timeline.',
  not_possible: 'The PG does not take this refund in its present state, for instance after its deadline; ask the PG.',
  no_deposit: 'The PG knows of no deposit: a virtual account of a test channel has none.',
  other: 'These are the words of the PG, passed on as they are: ask the PG if they do not explain it.',
} as const;
