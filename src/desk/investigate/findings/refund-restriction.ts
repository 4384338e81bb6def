import { DAY_SECONDS, hasPassedMonths, isEarlierMonth } from '../../../base/korean-time.ts';
import { giftCardMethods } from '../../../endpoints/payment-methods.ts';
import { getPgFacts } from '../../../endpoints/pg-providers/index.ts';
import type { PaymentRow } from '../../payment.ts';
import { pgName } from '../../wording.ts';

const CARD_DAYS = 365;

/** Says what the PG or the payment method rules out for a refund; undefined if nothing is known. */
export const describeRefundRestriction = (payment: PaymentRow, now: number): string | undefined =>
  describePassedDeadline(payment, now) ??
  describePhoneBill(payment, now) ??
  describePartialRefunds(payment) ??
  describeCardDeadline(payment, now);

/** Whether the PG refunds this mobile phone payment of an earlier month, which it does to a bank account only. */
export const isRefundableEarlierPhoneBill = (payment: PaymentRow, now: number): boolean =>
  isEarlierPhoneBill(payment, now) && getRefundFacts(payment).earlierPhoneBill === true;

const getRefundFacts = ({ pg_provider }: PaymentRow) => getPgFacts(pg_provider).refunds ?? {};
const getAge = ({ paid_at }: PaymentRow, now: number) => now - (paid_at ?? 0);
const isEarlierPhoneBill = ({ pay_method, paid_at }: PaymentRow, now: number) =>
  pay_method === 'phone' && isEarlierMonth(paid_at ?? 0, now);

function describePassedDeadline(payment: PaymentRow, now: number): string | undefined {
  const { days, months } = getRefundFacts(payment);
  const isOver =
    (days !== undefined && getAge(payment, now) > days * DAY_SECONDS) ||
    (months !== undefined && hasPassedMonths(payment.paid_at ?? 0, months, now));
  if (!isOver) return undefined;
  const period = days === undefined ? `${months} months` : `${days} days`;
  return `${pgName(payment.pg_provider)} refunds within ${period} of the payment, and that period is over (취소 기한 경과): now the shop has to pay the buyer back by other means.`;
}

function describePhoneBill(payment: PaymentRow, now: number): string | undefined {
  if (payment.pay_method !== 'phone') return undefined;
  const { partialPhoneBill, earlierPhoneBill } = getRefundFacts(payment);
  if (!earlierPhoneBill && isEarlierPhoneBill(payment, now))
    return 'A phone bill can be cancelled only within the month of the payment (휴대폰 당월 취소): now the shop has to pay the buyer back by other means.';
  if (earlierPhoneBill)
    return partialPhoneBill ? undefined : 'A phone bill can be cancelled in full only (휴대폰 전액 취소만 가능).';
  return partialPhoneBill
    ? 'A phone bill can be cancelled until the end of this month only (휴대폰 당월 취소).'
    : 'A phone bill can be cancelled until the end of this month only, and in full (휴대폰 결제는 당월 전액 취소만 가능).';
}

function describePartialRefunds(payment: PaymentRow): string | undefined {
  if (giftCardMethods.includes(payment.pay_method ?? ''))
    return 'A gift card can be refunded in full only (상품권은 전액 취소만 가능).';
  const { maxPartials } = getRefundFacts(payment);
  return maxPartials && (payment.cancel_history?.length ?? 0) >= maxPartials
    ? `${pgName(payment.pg_provider)} refunds a payment in part at most ${maxPartials} times, and this payment has had them: only all that remains can be refunded.`
    : undefined;
}

function describeCardDeadline(payment: PaymentRow, now: number): string | undefined {
  const { cardDays } = getRefundFacts(payment);
  // A PG with several methods does not always show which one the buyer chose.
  if (cardDays !== undefined && getAge(payment, now) > cardDays * DAY_SECONDS)
    return `${pgName(payment.pg_provider)} refunds card payments within ${cardDays} days: it refuses a refund now if the buyer paid by card (카드 취소 기한).`;
  return payment.pay_method === 'card' && getAge(payment, now) > CARD_DAYS * DAY_SECONDS
    ? 'The payment is more than a year old: the card company may refuse a refund (카드 취소 기한 약 1년).'
    : undefined;
}
