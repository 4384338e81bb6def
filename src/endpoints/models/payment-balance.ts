import { list, model, number, time } from './field.ts';

export const BalancePart = model({
  tax_free: number(),
  supply: number(),
  vat: number(),
  service: number(),
});

export const PaymentBalanceHistories = model({
  cash_receipt: BalancePart.nullish(),
  primary: BalancePart.nullish(),
  secondary: BalancePart.nullish(),
  discount: BalancePart.nullish(),
  created: time(),
});

export const PaymentBalance = model({
  amount: number(),
  cash_receipt: BalancePart.nullish(),
  primary: BalancePart.nullish(),
  secondary: BalancePart.nullish(),
  discount: BalancePart.nullish(),
  histories: list(PaymentBalanceHistories),
});
