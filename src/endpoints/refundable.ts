import { addAmounts, type CurrencyAmount, isSameAmount, subtract, toCurrency } from '../base/money.ts';

export interface RefundablePayment {
  amount?: number | null | undefined;
  cancel_amount?: number | null | undefined;
  currency?: string | null | undefined;
  promotion?: { id?: string | null | undefined; discount?: number | null | undefined } | null | undefined;
}

/**
 * Whether a promotion of PortOne discounted the payment. PortOne then counts refunds before the discount, and does not
 * say whether the amounts that it shows are before or after it.
 */
export function isDiscounted({ promotion }: RefundablePayment): boolean {
  return typeof promotion?.discount === 'number' ? promotion.discount > 0 : Boolean(promotion?.id);
}

interface Refundable extends CurrencyAmount {
  /** The balance that PortOne keeps and checks a refund against; absent if the payment is discounted. */
  balance?: number;
  /** The largest amount that PortOne could accept; of a discounted payment it is before the discount. */
  maxRequest: number;
  /** `amount` is only the largest amount that can go back to the buyer. */
  isDiscounted: boolean;
}

/**
 * Returns what can go back to the buyer, in the currency of the payment: `amount` is exact, or of a discounted payment
 * the most in either reading. Undefined if PortOne does not show the amount of the payment.
 */
export function getRefundable(payment: RefundablePayment): Refundable | undefined {
  const { amount, cancel_amount, currency, promotion } = payment;
  if (typeof amount !== 'number') return undefined;
  const balance = subtract(amount, cancel_amount ?? 0);
  if (!isDiscounted(payment))
    return { amount: balance, balance, maxRequest: balance, currency: toCurrency(currency), isDiscounted: false };
  const discount = promotion?.discount;
  const maxRequest = typeof discount === 'number' ? addAmounts(balance, discount) : Infinity;
  return { amount: Math.min(amount, maxRequest), maxRequest, currency: toCurrency(currency), isDiscounted: true };
}

/**
 * Returns what certainly remains of the payment, 0 if PortOne does not show its amount. With a promotion, more can
 * remain.
 */
export function getRefundableAmount({ amount, cancel_amount }: RefundablePayment): number {
  return typeof amount === 'number' ? subtract(amount, cancel_amount ?? 0) : 0;
}

/**
 * Whether PortOne can have counted `refunded` for a request of `requested`. Of a discounted payment it counts less than
 * was requested, by how much depends on the promotion.
 */
export function isExpectedRefund(payment: RefundablePayment, requested: number, refunded: number): boolean {
  if (!isDiscounted(payment)) return isSameAmount(refunded, requested);
  return refunded > 0 && refunded <= requested;
}

/** The amount that a call asks to refund, without `amount` all that remains. */
export const getRequestedRefund = (payment: RefundablePayment, amount: number | undefined): number =>
  amount ?? getRefundable(payment)?.maxRequest ?? 0;

/** What a refund of a discounted payment gives back, if PortOne's amount is read in one of two ways. */
interface DiscountedRefund {
  /** Before the discount. */
  order: number;
  /** After the discount. */
  paid: number;
  /** What goes back if the rest no longer qualifies for the promotion. Below 0, PortOne refuses the refund. */
  withoutPromotion: number;
  /** What goes back if the promotion stays, and takes off a percentage. */
  withPercentage: number;
  /** What goes back if the promotion stays, and takes off an amount: PortOne then computes its rate from what was paid. */
  withAmount: number;
  /** What goes back if the rest still qualifies for the whole amount that the promotion takes off. */
  withWholeDiscount: number;
}

/**
 * Estimates the first refund of a discounted payment for both readings of its amount: as what was paid, and as the
 * amount before the discount. A reading is undefined if less was ordered than is requested. After a first refund nothing
 * can be computed: PortOne does not say in which money it has counted that.
 */
export function estimateDiscountedRefund(
  payment: RefundablePayment,
  requested: number | undefined,
): { ifPaid: DiscountedRefund | undefined; ifOrdered: DiscountedRefund | undefined } | undefined {
  const { amount, cancel_amount, promotion } = payment;
  const discount = promotion?.discount;
  if (typeof amount !== 'number' || typeof discount !== 'number' || discount <= 0 || cancel_amount) return undefined;
  return {
    ifPaid: estimate(addAmounts(amount, discount), amount, requested),
    ifOrdered: estimate(amount, subtract(amount, discount), requested),
  };
}

function estimate(order: number, paid: number, requested = order): DiscountedRefund | undefined {
  if (requested > order || paid <= 0) return undefined;
  const rest = subtract(order, requested);
  return {
    order,
    paid,
    withoutPromotion: subtract(paid, rest),
    withPercentage: subtract(paid, Math.round((paid * rest) / order)),
    withAmount: subtract(paid, Math.round(rest * (1 - (order - paid) / paid))),
    withWholeDiscount: Math.min(requested, paid),
  };
}
