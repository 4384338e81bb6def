import { type CurrencyAmount, subtract, toCurrency } from '../base/money.ts';

interface RefundablePayment {
  amount?: number | null | undefined;
  cancel_amount?: number | null | undefined;
  currency?: string | null | undefined;
}

/**
 * Returns the refundable amount of a payment and its currency; undefined if PortOne does not show the paid amount.
 *
 * This is the balance that PortOne itself keeps and checks a refund against. With a promotion it counts the amounts
 * before the discount, which a payment does not show as it is now, so the buyer gets back less: the rules of
 * `cancel_payment` warn of that.
 */
export const getRefundable = ({ amount, cancel_amount, currency }: RefundablePayment): CurrencyAmount | undefined =>
  typeof amount === 'number'
    ? { amount: subtract(amount, cancel_amount ?? 0), currency: toCurrency(currency) }
    : undefined;

/** Returns only the refundable amount, which is 0 if PortOne does not show the paid amount. */
export const getRefundableAmount = (payment: RefundablePayment): number => getRefundable(payment)?.amount ?? 0;
