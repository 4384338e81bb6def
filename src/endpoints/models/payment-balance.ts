import { list, model, number, time } from './field.ts';

/** What is left after refunds, split for the tax office. */
const BalancePart = model({
  tax_free: number(),
  supply: number(),
  vat: number(),
  service: number(),
});

const PaymentBalanceHistories = model({
  cash_receipt: BalancePart.nullish(),
  primary: BalancePart.nullish(),
  secondary: BalancePart.nullish(),
  discount: BalancePart.nullish(),
  created: time(),
});

/** `primary` is the card, transfer or phone; `secondary` points; `discount` what PG or card company took off. */
export const PaymentBalance = model({
  amount: number(),
  cash_receipt: BalancePart.nullish(),
  primary: BalancePart.nullish(),
  secondary: BalancePart.nullish(),
  discount: BalancePart.nullish(),
  histories: list(PaymentBalanceHistories),
});
