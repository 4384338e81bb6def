import { model, number, text } from './field.ts';

/** The document also demands `total`, `previous` and `next`, a slip: there is no list. */
export const PaymentPrepare = model({
  merchant_uid: text(),
  amount: number(),
  currency: text(),
});
