import { model, number, text, time } from './field.ts';

/** The response never contains the recipient (`identifier`). */
export const Receipt = model({
  imp_uid: text(),
  receipt_tid: text(),
  // Approval number of the tax office.
  apply_num: text(),
  type: text(),
  amount: number(),
  vat: number(),
  receipt_url: text(),
  applied_at: time(),
  cancelled_at: time(),
});

/** A receipt for a sale outside PortOne, without a payment. */
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
