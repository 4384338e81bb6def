import { model, number, text, time } from './field.ts';

/** Whom it was issued to (`identifier`) is never in the answer. */
export const Receipt = model({
  imp_uid: text(),
  receipt_tid: text(),
  // The number given by the tax office.
  apply_num: text(),
  type: text(),
  amount: number(),
  vat: number(),
  receipt_url: text(),
  applied_at: time(),
  cancelled_at: time(),
});

/** A receipt for a sale outside PortOne, which has no payment of its own. */
export const ExternalReceipt = model({
  merchant_uid: text(),
  receipt_tid: text(),
  apply_num: text(),
  type: text(),
  amount: number(),
  vat: number(),
  receipt_url: text(),
  applied_at: time(),
  cancelled_at: time(),
});
