import { model, number, text } from './field.ts';

export const PaymentPrepare = model({
  merchant_uid: text(),
  amount: number(),
  currency: text(),
});
