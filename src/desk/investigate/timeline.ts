import { formatMoney, subtract } from '../../base/money.ts';
import { quote } from '../../base/text.ts';
import { isKeyIssue, type PaymentCase, type PaymentRow } from '../payment.ts';
import { formatKstMinute, methodName, pgName, quoteReason } from '../wording.ts';

/** An event of an order, past or due. */
export interface TimelineEvent {
  /** Unix seconds. */
  at: number;
  /** The attempt, where the order has several. */
  imp_uid?: string;
  text: string;
}

/** More events would crowd the result; the oldest are dropped. */
const MAX_EVENTS = 60;

/** Builds the timeline of all known attempts, deposits, refunds, receipts, deliveries and schedules, oldest first. */
export function buildTimeline(paymentCase: PaymentCase): { events: TimelineEvent[]; omitted: number } {
  const attempts = paymentCase.attempts ?? [paymentCase.payment];
  const isOnly = attempts.length === 1;
  const events = [
    ...attempts.flatMap((attempt) => getAttemptEvents(attempt, isOnly)),
    ...getReceiptEvents(paymentCase),
    ...getEscrowEvents(paymentCase),
    ...getSubscriptionEvents(paymentCase),
  ]
    .filter((event) => event.at > 0)
    .sort((a, b) => a.at - b.at);
  const omitted = Math.max(0, events.length - MAX_EVENTS);
  const kept = events.slice(omitted);
  return { events: isOnly ? kept.map(({ at, text }) => ({ at, text })) : kept, omitted };
}

const hasProgressed = ({ paid_at, failed_at, vbank_issued_at }: PaymentRow) =>
  Boolean(paid_at || failed_at || vbank_issued_at);

const PAID_LATER_METHODS: readonly unknown[] = ['vbank', 'cvs'];

/** Amount, method, PG, deadline and time of payment of the only attempt stand in the payment itself. */
function getAttemptEvents(attempt: PaymentRow, isOnly: boolean): TimelineEvent[] {
  const events: TimelineEvent[] = [];
  const add = (at: number | null | undefined, text: string) =>
    events.push({ at: at ?? 0, text, ...(attempt.imp_uid ? { imp_uid: attempt.imp_uid } : {}) });
  const sum = formatMoney(attempt.amount, attempt.currency);
  const by = `${methodName(attempt.pay_method)} through ${pgName(attempt.pg_provider)}`;
  const opened = attempt.channel === 'api' ? 'Charge sent' : 'Payment window opened';
  if (!isOnly) add(attempt.started_at, `${opened}: ${sum} by ${by}.`);
  else if (!hasProgressed(attempt)) add(attempt.started_at, `${opened}.`);
  if (PAID_LATER_METHODS.includes(attempt.pay_method)) {
    const until = attempt.vbank_date
      ? ` for ${sum}, payable until ${formatKstMinute(attempt.vbank_date)}`
      : ` for ${sum}`;
    add(attempt.vbank_issued_at, `Account or barcode issued${isOnly ? '' : until}.`);
    if (!isOnly && attempt.status === 'ready') add(attempt.vbank_date, 'Deadline for the deposit (입금 기한).');
  }
  for (const deposit of attempt.deposit_history ?? [])
    add(deposit.deposited_at, `Deposit of ${formatMoney(deposit.amount, attempt.currency)} received (입금).`);
  add(attempt.failed_at, `Failed (결제 실패): ${quoteReason(attempt.fail_reason)}.`);
  if (isKeyIssue(attempt)) add(attempt.paid_at, 'Card registered (빌링키 발급), nothing charged.');
  else if (!isOnly) add(attempt.paid_at, `Paid ${sum} (결제 완료).`);
  for (const refund of getRefundEvents(attempt)) add(refund.at, refund.text);
  return events;
}

function getRefundEvents(payment: PaymentRow): { at: number | null | undefined; text: string }[] {
  const history = payment.cancel_history ?? [];
  if (history.length === 0 && payment.cancel_amount)
    return [
      {
        at: payment.cancelled_at,
        text: formatRefundEvent(payment, payment.cancel_amount, payment.amount, payment.cancel_reason),
      },
    ];
  let rest = payment.amount ?? 0;
  return history.map((part) => {
    const before = rest;
    rest = subtract(rest, part.amount ?? 0);
    return { at: part.cancelled_at, text: formatRefundEvent(payment, part.amount, before, part.reason) };
  });
}

function formatRefundEvent(
  { currency }: PaymentRow,
  amount: number | null | undefined,
  before: number | null | undefined,
  reason: string | null | undefined,
): string {
  const rest = formatMoney(subtract(before ?? 0, amount ?? 0), currency);
  return `Refunded ${formatMoney(amount, currency)} (취소); ${rest} remains. Reason: ${quoteReason(reason)}.`;
}

function getReceiptEvents({ receipt, payment }: PaymentCase): TimelineEvent[] {
  if (!receipt) return [];
  const sum = formatMoney(receipt.amount, payment.currency);
  return [
    { at: receipt.applied_at ?? 0, text: `Cash receipt for ${sum} issued (현금영수증 발급).` },
    { at: receipt.cancelled_at ?? 0, text: 'Cash receipt cancelled (현금영수증 취소).' },
  ];
}

function getEscrowEvents({ escrow }: PaymentCase): TimelineEvent[] {
  if (!escrow) return [];
  const by = `${quote(escrow.company ?? '', 40)}, waybill ${quote(escrow.invoice ?? '', 40)}`;
  return [{ at: escrow.sent_at || escrow.applied_at || 0, text: `Delivery registered (배송등록): ${by}.` }];
}

function getSubscriptionEvents({ schedule, billing_key }: PaymentCase): TimelineEvent[] {
  const events: TimelineEvent[] = [];
  if (schedule) {
    events.push({
      at: schedule.schedule_at ?? 0,
      text: `Charge of ${formatMoney(schedule.amount, schedule.currency)} scheduled for this time (예약결제).`,
    });
    events.push({ at: schedule.revoked_at ?? 0, text: 'Schedule revoked (예약 취소).' });
  }
  if (billing_key) {
    events.push({ at: billing_key.inserted ?? 0, text: 'Billing key stored (빌링키 발급).' });
    if (billing_key.updated !== billing_key.inserted)
      events.push({ at: billing_key.updated ?? 0, text: 'Card of the billing key replaced (카드 변경).' });
  }
  return events;
}
