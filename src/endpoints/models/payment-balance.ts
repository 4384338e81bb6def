import { list, model, number, time } from './field.ts';

/** Remaining amounts after refunds, split for tax. */
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

/** `primary`: card, transfer or phone; `secondary`: points; `discount`: discount of the PG or card company. */
export const PaymentBalance = model({
  amount: number(),
  cash_receipt: BalancePart.nullish(),
  primary: BalancePart.nullish(),
  secondary: BalancePart.nullish(),
  discount: BalancePart.nullish(),
  histories: list(PaymentBalanceHistories),
});
