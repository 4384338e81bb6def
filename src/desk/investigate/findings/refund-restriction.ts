import { DAY_SECONDS, hasPassedMonths, isEarlierMonth } from '../../../base/korean-time.ts';
import {
  cardRefundDeadlines,
  earlierPhoneBillRefunds,
  maxPartialRefunds,
  partialRefundApplications,
  probablyWholeGiftCardRefunds,
  refundDeadlines,
  wholeGiftCardRefunds,
  wholePhoneBillRefunds,
} from '../../../endpoints/pg-facts/refund-limits.ts';
import { findFact } from '../../../endpoints/pg-facts/scope.ts';
import { isKnownPg } from '../../../endpoints/pg-providers/index.ts';
import type { PaymentRow } from '../../payment.ts';
import { pgName } from '../../wording.ts';

/** Says what the PG or the payment method rules out for a refund; undefined if nothing is known. */
export const describeRefundRestriction = (payment: PaymentRow, now: number): string | undefined =>
  describePassedDeadline(payment, now) ??
  describePhoneBill(payment, now) ??
  describePartialRefunds(payment) ??
  describeCardDeadline(payment, now);

/** Whether the PG refunds this mobile phone payment of an earlier month, which it does to a bank account only. */
export const isRefundableEarlierPhoneBill = (payment: PaymentRow, now: number): boolean =>
  isEarlierPhoneBill(payment, now) && isOneOf(earlierPhoneBillRefunds.pgs, payment);

const isOneOf = (pgs: readonly string[], { pg_provider }: PaymentRow) => pgs.includes(pg_provider ?? '');
const getAge = ({ paid_at }: PaymentRow, now: number) => now - (paid_at ?? 0);
const isEarlierPhoneBill = ({ pay_method, paid_at }: PaymentRow, now: number) =>
  pay_method === 'phone' && isEarlierMonth(paid_at ?? 0, now);

function describePassedDeadline(payment: PaymentRow, now: number): string | undefined {
  const { days, months } = findFact(refundDeadlines, payment) ?? {};
  const isOver =
    (days !== undefined && getAge(payment, now) > days * DAY_SECONDS) ||
    (months !== undefined && hasPassedMonths(payment.paid_at ?? 0, months, now));
  if (!isOver) return undefined;
  const period = days === undefined ? `${months} months` : `${days} days`;
  return `${pgName(payment.pg_provider)} refunds within ${period} of the payment, and that period is over (취소 기한 경과): now the shop has to pay the buyer back by other means.`;
}

function describePhoneBill(payment: PaymentRow, now: number): string | undefined {
  if (payment.pay_method !== 'phone') return undefined;
  const refundsParts = isOneOf(wholePhoneBillRefunds.exceptPgs, payment) || !isKnownPg(payment.pg_provider ?? '');
  const refundsEarlierBills = isOneOf(earlierPhoneBillRefunds.pgs, payment);
  if (!refundsEarlierBills && isEarlierPhoneBill(payment, now))
    return 'Many PGs cancel a phone bill only within the month of the payment (휴대폰 당월 취소). A shop with a contract for later months (익월 환불) refunds it to a bank account of the buyer; else the shop pays the buyer back by other means.';
  if (refundsEarlierBills) return describePartialRefunds(payment);
  return refundsParts
    ? 'Cancel a phone bill before the end of this month: many PGs do not refund it later (휴대폰 당월 취소).'
    : 'Cancel a phone bill before the end of this month, and in full: many PGs do not refund it later (휴대폰 결제는 당월 전액 취소).';
}

function describePartialRefunds(payment: PaymentRow): string | undefined {
  if (findFact(wholeGiftCardRefunds, payment))
    return `${pgName(payment.pg_provider)} refunds this gift card in full only (상품권은 전액 취소만 가능).`;
  if (probablyWholeGiftCardRefunds.methods.includes(payment.pay_method ?? ''))
    return 'A gift card is usually refunded in full only (상품권은 보통 전액 취소만 가능): the PG may refuse a part.';
  const limit = findFact(maxPartialRefunds, payment);
  if (limit && (payment.cancel_history?.length ?? 0) >= limit.count)
    return `${pgName(payment.pg_provider)} refunds a payment in part at most ${limit.count} times, and this payment has had them: only all that remains can be refunded.`;
  return findFact(partialRefundApplications, payment)
    ? `${pgName(payment.pg_provider)} refunds in part only if the shop has applied for it (부분취소 신청); a refund in full is always possible.`
    : undefined;
}

function describeCardDeadline(payment: PaymentRow, now: number): string | undefined {
  const deadline = findFact(cardRefundDeadlines, payment);
  if (!deadline || getAge(payment, now) <= deadline.days * DAY_SECONDS) return undefined;
  // A PG with several methods does not always show which one the buyer chose.
  return deadline.scope.pgs
    ? `${pgName(payment.pg_provider)} refunds card payments within ${deadline.days} days: it refuses a refund now if the buyer paid by card (카드 취소 기한).`
    : 'The payment is more than a year old: the card company may refuse a refund (카드 취소 기한 약 1년).';
}
