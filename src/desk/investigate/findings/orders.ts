import { formatMoney } from '../../../base/money.ts';
import { quote } from '../../../base/text.ts';
import { findKeyIssueCharge } from '../../../endpoints/pg-facts/billing-keys.ts';
import { findOpenState } from '../../../endpoints/pg-facts/open-states.ts';
import { getRefundableAmount, isDiscounted } from '../../../endpoints/refundable.ts';
import { getFailureReason } from '../../failure-reasons.ts';
import { createStep, type NextStep, suggestInvestigation, suggestRefund } from '../../next-steps.ts';
import { hasRefundableBalance, isKeyIssue, type PaymentCase, type PaymentRow } from '../../payment.ts';
import { createMatcher } from '../../search/payment-filter.ts';
import { formatKstMinute, pluralize, quoteReason } from '../../wording.ts';
import { hasAmountMismatch } from './amounts.ts';
import { type Detector, defineInfo, defineProblem, defineWarning } from './finding.ts';
import { isFailedSubscriptionCharge } from './subscriptions.ts';

const KNOWN_STATUSES: readonly unknown[] = ['ready', 'paid', 'cancelled', 'failed'];
/** After this long, a buyer who opened the payment window is no longer filling it in. */
const PAYING_SECONDS = 30 * 60;

const RESEND_WEBHOOK =
  'A missed webhook can be sent again in the PortOne console (결제 내역 > the payment > 웹훅 재전송), to the URL that the payment had; PortOne retries by itself only for shops that asked for it (tech.support@portone.io), and live and test have URLs of their own.';

function describeKeyCharge({ pg_provider }: PaymentRow): string {
  const charge = findKeyIssueCharge(pg_provider)?.charge.en;
  return charge ? ` What the buyer sees may differ: ${charge}.` : '';
}

const isPaidLater = ({ pay_method }: PaymentRow) => pay_method === 'vbank' || pay_method === 'cvs';
const getOtherAttempts = ({ payment, attempts = [] }: PaymentCase) =>
  attempts.filter((one) => one.imp_uid !== payment.imp_uid);
const findPaidAttempt = (paymentCase: PaymentCase) => getOtherAttempts(paymentCase).find(hasRefundableBalance);

const WAIT_FOR_APPROVAL =
  'Wait for the webhook, and read the payment again before the order is charged again or the goods are sold to somebody else.';

const suggestExtension = ({ imp_uid, sandbox }: PaymentRow, { hasExtension }: { hasExtension?: true }): NextStep[] =>
  imp_uid && hasExtension
    ? [
        createStep(
          'get_payment',
          { imp_uid, extension: true, ...(sandbox ? { include_sandbox: true } : {}) },
          "Shows the PG's own state (PaymentStatus: Pending, Completed or Denied).",
        ),
      ]
    : [];

/** A payment as part of a sentence. */
const formatPaymentLine = (payment: PaymentRow) =>
  `${quote(payment.imp_uid ?? '', 40)} (order ${quote(payment.merchant_uid ?? '', 60)}, ${formatMoney(payment.amount, payment.currency)}, paid ${formatKstMinute(payment.paid_at ?? 0)})`;

/** The payments that look like one purchase, oldest first. */
function findSamePurchase({ payment, attempts = [], similarPayments = [] }: PaymentCase): PaymentRow[] {
  if (!hasRefundableBalance(payment)) return [];
  const otherPaidAttempts = attempts.filter((one) => one.imp_uid !== payment.imp_uid && hasRefundableBalance(one));
  return [payment, ...otherPaidAttempts, ...similarPayments].sort((a, b) => (a.paid_at ?? 0) - (b.paid_at ?? 0));
}

export function describeDuplicatePayment(rows: readonly PaymentRow[]) {
  const [first, ...more] = rows;
  const last = more.at(-1);
  if (!first || !last) return undefined;
  return {
    text: `The same purchase seems to have been paid ${rows.length} times (중복결제): ${rows.map(formatPaymentLine).join('; ')}. Find out which order the shop delivers, keep that payment, and refund the other.`,
    steps: suggestRefund(
      last,
      '중복결제 취소',
      `Refunds the later payment, order ${quote(last.merchant_uid ?? '', 60)}: only after making sure that the shop delivers the earlier one, ${quote(first.merchant_uid ?? '', 60)}.`,
    ),
  };
}

export const orderFindings: readonly Detector[] = [
  defineProblem('double_payment', (paymentCase) => describeDuplicatePayment(findSamePurchase(paymentCase))),

  defineProblem('payment_failed', (paymentCase) => {
    const { payment, attempts } = paymentCase;
    if (payment.status !== 'failed' || isFailedSubscriptionCharge(paymentCase)) return undefined;
    const { meaning, advice, retryWhen } = getFailureReason(payment.fail_reason);
    const failures = (attempts ?? []).filter((one) => one.status === 'failed').length;
    const failureNote = failures > 1 ? ` The order has ${failures} failed attempts.` : '';
    const open = findOpenState(payment);
    if (open)
      return {
        text: `PortOne shows this attempt as failed (${quoteReason(payment.fail_reason)}), but it may still be approved: ${open.reason.en}. ${WAIT_FOR_APPROVAL}${failureNote}`,
        steps: suggestExtension(payment, open),
      };
    const outcome =
      retryWhen === 'look_first' ? 'PortOne shows this attempt as failed' : 'This attempt failed and took no money';
    return `${outcome}. PortOne shows ${quoteReason(payment.fail_reason)}: ${meaning}. ${advice}${failureNote}`;
  }),

  defineInfo('paid_by_another_attempt', (paymentCase) => {
    const paid = hasRefundableBalance(paymentCase.payment) ? undefined : findPaidAttempt(paymentCase);
    return (
      paid && {
        text: `The order was paid by another attempt: ${formatPaymentLine(paid)}. Nothing more happens to this one.`,
        steps: suggestInvestigation(paid, 'Shows the attempt that was paid.'),
      }
    );
  }),

  defineWarning('buyer_left', (paymentCase) => {
    const { payment, now } = paymentCase;
    if (payment.status !== 'ready' || isPaidLater(payment) || findPaidAttempt(paymentCase)) return undefined;
    if (now - (payment.started_at ?? 0) < PAYING_SECONDS) return undefined;
    const open = findOpenState(payment);
    if (open)
      return {
        text: `The payment window was opened ${formatKstMinute(payment.started_at ?? 0)} and PortOne shows no result, but the payment may still be approved: ${open.reason.en}. ${WAIT_FOR_APPROVAL}`,
        steps: suggestExtension(payment, open),
      };
    return `The payment window was opened ${formatKstMinute(payment.started_at ?? 0)} and the payment was never completed (결제창 이탈): no money was taken. If the buyer says otherwise, ask for the card company's approval message and look for another order number or payment.`;
  }),

  defineInfo('card_registered', ({ payment }) =>
    payment.status === 'paid' && isKeyIssue(payment)
      ? `A card was registered (빌링키 발급) and nothing was charged: the amount is 0. There is nothing to deliver or to refund.${describeKeyCharge(payment)}`
      : undefined,
  ),

  defineInfo('payment_under_way', ({ payment, now }) =>
    payment.status === 'ready' && !isPaidLater(payment) && now - (payment.started_at ?? 0) < PAYING_SECONDS
      ? `The payment window was opened ${formatKstMinute(payment.started_at ?? 0)}: the buyer may still be paying. Look again in half an hour.`
      : undefined,
  ),

  defineInfo('paid_order_open', (paymentCase) => {
    const { payment, ticket } = paymentCase;
    if (payment.status !== 'paid' || payment.sandbox || isKeyIssue(payment)) return undefined;
    // A ticket about a refused refund is not about an open order, and an order that looks wrong must not be completed.
    if (ticket.error_message || hasAmountMismatch(paymentCase) || findSamePurchase(paymentCase).length > 1)
      return undefined;
    // Only the amount of the shop's order says that the ticket is about what the shop shows.
    if (ticket.expected_amount === undefined)
      return 'The payment is complete. If the shop shows the order as unpaid, its webhook (웹훅) was missed: complete the order there, and neither charge nor refund it.';
    return `The payment is complete: paid ${formatKstMinute(payment.paid_at ?? 0)}. If the shop still shows the order as unpaid, the webhook (웹훅) did not arrive. Complete the order in the shop and check the webhook URL (a notice_url of the payment overrides the one in the console), that it answers 2xx within 30 seconds, and that the firewall accepts 52.78.100.19, 52.78.48.223 and 52.78.5.241. ${RESEND_WEBHOOK} Do not refund or charge again because of it.`;
  }),

  defineWarning('unknown_status', ({ payment }) =>
    KNOWN_STATUSES.includes(payment.status)
      ? undefined
      : `PortOne shows the status ${quote(payment.status ?? '', 40)}, which is none of ready, paid, cancelled and failed: ask PortOne before doing anything.`,
  ),

  defineWarning('ticket_differs', ({ payment, ticket, ...paymentCase }) => {
    const pii = paymentCase.pii ?? 'masked';
    if (ticket.imp_uid === undefined && ticket.merchant_uid === undefined) return undefined;
    const { buyer_tel, buyer_email, buyer_name, amount, imp_uid, merchant_uid } = ticket;
    const differences = [
      imp_uid !== undefined && imp_uid !== payment.imp_uid ? 'imp_uid, which was not found' : '',
      merchant_uid !== undefined && merchant_uid !== payment.merchant_uid ? 'order number' : '',
      createMatcher({ amount }, pii)(payment) ? '' : 'amount',
      createMatcher({ buyer_tel, buyer_email, buyer_name }, pii)(payment)
        ? ''
        : 'name, telephone or e-mail of the buyer',
    ].filter(Boolean);
    return differences.length > 0
      ? `The ticket does not match this payment: ${differences.join(', ')}. Make sure that this is the right payment.`
      : undefined;
  }),

  defineInfo('many_attempts', (paymentCase) => {
    const count = paymentCase.attempts?.length ?? 0;
    return count > 2 ? `The order has ${pluralize(count, 'attempt')}; see the timeline.` : undefined;
  }),
];

/** What remains with the shop. */
export const formatRefundable = (payment: PaymentRow): string =>
  isDiscounted(payment)
    ? `money of a payment that a promotion discounted by ${formatMoney(payment.promotion?.discount, payment.currency)}`
    : formatMoney(getRefundableAmount(payment), payment.currency);
