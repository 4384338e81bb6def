import { left, money } from '../../base/money.ts';
import { quoted } from '../../base/text.ts';
import type { Case, PaymentRow } from '../payment.ts';
import { methodOf, moment, pgOf, told } from '../wording.ts';

/** Something that happened, or is due, in the life of an order. */
export interface Moment {
  /** Unix seconds. */
  at: number;
  imp_uid?: string;
  text: string;
}

/** More than these would fill an answer; the oldest are dropped. */
const MOST = 60;

/** Every attempt, deposit, refund, receipt, delivery and booking that is known, oldest first. */
export function timeline(about: Case): { moments: Moment[]; omitted: number } {
  const attempts = about.attempts ?? [about.payment];
  const moments = [...attempts.flatMap(ofAttempt), ...ofReceipt(about), ...ofEscrow(about), ...ofSubscription(about)]
    .filter((one) => one.at > 0)
    .sort((a, b) => a.at - b.at);
  const omitted = Math.max(0, moments.length - MOST);
  return { moments: moments.slice(omitted), omitted };
}

const TAKES_MONEY_LATER: readonly unknown[] = ['vbank', 'cvs'];

function ofAttempt(one: PaymentRow): Moment[] {
  const moments: Moment[] = [];
  const add = (at: number | null | undefined, text: string) =>
    moments.push({ at: at ?? 0, text, ...(one.imp_uid ? { imp_uid: one.imp_uid } : {}) });
  const sum = money(one.amount, one.currency);
  const by = `${methodOf(one.pay_method)} through ${pgOf(one.pg_provider)}`;
  const opened = one.channel === 'api' ? 'Charge sent' : 'Payment window opened';
  add(one.started_at, `${opened}: ${sum} by ${by}.`);
  if (TAKES_MONEY_LATER.includes(one.pay_method)) {
    const until = one.vbank_date ? `, to be paid until ${moment(one.vbank_date)}` : '';
    add(one.vbank_issued_at, `Account or barcode issued for ${sum}${until}.`);
    if (one.status === 'ready') add(one.vbank_date, 'Deadline for the deposit (입금 기한).');
  }
  for (const deposit of one.deposit_history ?? [])
    add(deposit.deposited_at, `Deposit of ${money(deposit.amount, one.currency)} came in (입금).`);
  add(one.failed_at, `Failed (결제 실패): ${told(one.fail_reason)}.`);
  add(one.paid_at, `Paid ${sum} (결제 완료).`);
  for (const refund of refundsOf(one)) add(refund.at, refund.text);
  return moments;
}

function refundsOf(one: PaymentRow): { at: number | null | undefined; text: string }[] {
  const history = one.cancel_history ?? [];
  if (history.length === 0 && one.cancel_amount)
    return [{ at: one.cancelled_at, text: refunded(one, one.cancel_amount, one.amount, one.cancel_reason) }];
  let rest = one.amount ?? 0;
  return history.map((part) => {
    const before = rest;
    rest = left(rest, part.amount ?? 0);
    return { at: part.cancelled_at, text: refunded(one, part.amount, before, part.reason) };
  });
}

function refunded(
  { currency }: PaymentRow,
  amount: number | null | undefined,
  before: number | null | undefined,
  reason: string | null | undefined,
): string {
  const rest = money(left(before ?? 0, amount ?? 0), currency);
  return `Refunded ${money(amount, currency)} (취소); ${rest} remains. Reason: ${told(reason)}.`;
}

function ofReceipt({ receipt, payment }: Case): Moment[] {
  if (!receipt) return [];
  const sum = money(receipt.amount, payment.currency);
  return [
    { at: receipt.applied_at ?? 0, text: `Cash receipt for ${sum} issued (현금영수증 발급).` },
    { at: receipt.cancelled_at ?? 0, text: 'Cash receipt cancelled (현금영수증 취소).' },
  ];
}

function ofEscrow({ escrow }: Case): Moment[] {
  if (!escrow) return [];
  const by = `${quoted(escrow.company ?? '', 40)}, waybill ${quoted(escrow.invoice ?? '', 40)}`;
  return [{ at: escrow.sent_at || escrow.applied_at || 0, text: `Delivery registered (배송등록): ${by}.` }];
}

function ofSubscription({ schedule, billing_key }: Case): Moment[] {
  const moments: Moment[] = [];
  if (schedule) {
    moments.push({
      at: schedule.schedule_at ?? 0,
      text: `Charge of ${money(schedule.amount, schedule.currency)} booked for this time (예약결제).`,
    });
    moments.push({ at: schedule.revoked_at ?? 0, text: 'Booking revoked (예약 취소).' });
  }
  if (billing_key) {
    moments.push({ at: billing_key.inserted ?? 0, text: 'Billing key stored (빌링키 발급).' });
    if (billing_key.updated !== billing_key.inserted)
      moments.push({ at: billing_key.updated ?? 0, text: 'Card of the billing key replaced (카드 변경).' });
  }
  return moments;
}
