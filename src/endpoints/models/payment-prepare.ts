import { handle, model, number, text } from './field.ts';

/** The document mistakenly requires `total`, `previous` and `next` too, although this is not a list. */
export const PaymentPrepare = model({
  merchant_uid: handle(),
  amount: number(),
  currency: text(),
});
