import { money } from '../../../base/money.ts';
import { quoted } from '../../../base/text.ts';
import { failureReason } from '../../failure-reasons.ts';
import { investigate, refund } from '../../next-steps.ts';
import { type Case, holdsMoney, type PaymentRow, remaining } from '../../payment.ts';
import { matcherOf } from '../../search/payment-filter.ts';
import { counted, moment, told } from '../../wording.ts';
import { amountDiffers } from './amounts.ts';
import { type Detector, info, problem, warning } from './finding.ts';

const KNOWN: readonly unknown[] = ['ready', 'paid', 'cancelled', 'failed'];
/** A window that was opened this long ago is not being filled in any more. */
const STILL_PAYING = 30 * 60;

const isAccount = ({ pay_method }: PaymentRow) => pay_method === 'vbank' || pay_method === 'cvs';
const others = ({ payment, attempts = [] }: Case) => attempts.filter((one) => one.imp_uid !== payment.imp_uid);
const paidOther = (about: Case) => others(about).find(holdsMoney);

/** How a payment stands in a sentence. */
const named = (one: PaymentRow) =>
  `${quoted(one.imp_uid ?? '', 40)} (order ${quoted(one.merchant_uid ?? '', 60)}, ${money(one.amount, one.currency)}, paid ${moment(one.paid_at ?? 0)})`;

/** The payments that look like one purchase, oldest first. */
function sameMoney({ payment, attempts = [], alike = [] }: Case): PaymentRow[] {
  if (!holdsMoney(payment)) return [];
  const ofOrder = attempts.filter((one) => one.imp_uid !== payment.imp_uid && holdsMoney(one));
  return [payment, ...ofOrder, ...alike].sort((a, b) => (a.paid_at ?? 0) - (b.paid_at ?? 0));
}

export function doublePayment(rows: readonly PaymentRow[]) {
  const [first, ...more] = rows;
  const last = more.at(-1);
  if (!first || !last) return undefined;
  return {
    text: `It looks as if the same purchase was paid ${rows.length} times (중복결제): ${rows.map(named).join('; ')}. Find out which order the shop delivers, keep that payment, and refund the other.`,
    steps: refund(
      last,
      '중복결제 취소',
      `Gives back the later payment, order ${quoted(last.merchant_uid ?? '', 60)}: only after making sure that the shop delivers the earlier one, ${quoted(first.merchant_uid ?? '', 60)}.`,
    ),
  };
}

export const orderFindings: readonly Detector[] = [
  problem('double_payment', (about) => doublePayment(sameMoney(about))),

  problem('payment_failed', ({ payment, attempts }) => {
    if (payment.status !== 'failed') return undefined;
    const { means, advice } = failureReason(payment.fail_reason);
    const failures = (attempts ?? []).filter((one) => one.status === 'failed').length;
    const often = failures > 1 ? ` The order has ${failures} failed attempts.` : '';
    return `This attempt failed and took no money. PortOne shows ${told(payment.fail_reason)}: ${means}. ${advice}${often}`;
  }),

  info('paid_by_another_attempt', (about) => {
    const paid = holdsMoney(about.payment) ? undefined : paidOther(about);
    return (
      paid && {
        text: `The order was paid by another attempt: ${named(paid)}. This one is done with.`,
        steps: investigate(paid, 'Looks at the attempt that was paid.'),
      }
    );
  }),

  warning('buyer_left', (about) => {
    const { payment, now } = about;
    if (payment.status !== 'ready' || isAccount(payment) || paidOther(about)) return undefined;
    if (now - (payment.started_at ?? 0) < STILL_PAYING) return undefined;
    return `The payment window was opened ${moment(payment.started_at ?? 0)} and never finished (결제창 이탈): no money was taken. If the buyer says otherwise, ask for the card company's approval message and look for another order number or payment.`;
  }),

  info('payment_under_way', ({ payment, now }) =>
    payment.status === 'ready' && !isAccount(payment) && now - (payment.started_at ?? 0) < STILL_PAYING
      ? `The payment window was opened ${moment(payment.started_at ?? 0)}: the buyer may still be paying. Look again in half an hour.`
      : undefined,
  ),

  info('paid_order_open', (about) => {
    const { payment, ticket } = about;
    if (payment.status !== 'paid' || payment.sandbox) return undefined;
    // Whose refund was refused has no open order, and what looks wrong must not be completed.
    if (ticket.error_message || amountDiffers(about) || sameMoney(about).length > 1) return undefined;
    return `PortOne has the money: paid ${moment(payment.paid_at ?? 0)}. If the shop still shows the order as unpaid, the notice (웹훅) did not get through. Complete the order in the shop and check the notice URL (a notice_url of the payment overrides the one in the console), that it answers 2xx within 30 seconds, and that the firewall lets 52.78.100.19, 52.78.48.223 and 52.78.5.241 in. Do not refund or charge again for that.`;
  }),

  warning('unknown_status', ({ payment }) =>
    KNOWN.includes(payment.status)
      ? undefined
      : `PortOne shows the status ${quoted(payment.status ?? '', 40)}, which is none of ready, paid, cancelled and failed: ask PortOne before anything is done.`,
  ),

  warning('ticket_differs', ({ payment, ticket }) => {
    if (ticket.imp_uid === undefined && ticket.merchant_uid === undefined) return undefined;
    const { buyer_tel, buyer_email, buyer_name, amount, imp_uid, merchant_uid } = ticket;
    const differences = [
      imp_uid !== undefined && imp_uid !== payment.imp_uid ? 'imp_uid, which was not found' : '',
      merchant_uid !== undefined && merchant_uid !== payment.merchant_uid ? 'order number' : '',
      matcherOf({ amount })(payment) ? '' : 'amount',
      matcherOf({ buyer_tel, buyer_email, buyer_name })(payment) ? '' : 'name, telephone or e-mail of the buyer',
    ].filter(Boolean);
    return differences.length > 0
      ? `What the ticket says does not fit this payment: ${differences.join(', ')}. Make sure that it is the one that is meant.`
      : undefined;
  }),

  info('many_attempts', (about) => {
    const count = about.attempts?.length ?? 0;
    return count > 2 ? `The order has ${counted(count, 'attempt')}; see the timeline.` : undefined;
  }),
];

export const remains = (payment: PaymentRow): string => money(remaining(payment), payment.currency);
