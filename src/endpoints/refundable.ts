import { type CurrencyAmount, subtract, toCurrency } from '../base/money.ts';

interface RefundablePayment {
  amount?: number | null | undefined;
  cancel_amount?: number | null | undefined;
  currency?: string | null | undefined;
}

/** What can still be refunded of a payment, and in which currency. Undefined when PortOne does not show what was paid. */
export const getRefundable = ({ amount, cancel_amount, currency }: RefundablePayment): CurrencyAmount | undefined =>
  typeof amount === 'number'
    ? { amount: subtract(amount, cancel_amount ?? 0), currency: toCurrency(currency) }
    : undefined;

/** The same as a bare number, which is 0 when PortOne does not show what was paid. */
export const getRefundableAmount = (payment: RefundablePayment): number => getRefundable(payment)?.amount ?? 0;
