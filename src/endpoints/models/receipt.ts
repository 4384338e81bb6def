import { model, number, text, time } from './field.ts';

export const Receipt = model({
  imp_uid: text(),
  receipt_tid: text(),
  apply_num: text(),
  type: text(),
  amount: number(),
  vat: number(),
  receipt_url: text(),
  applied_at: time(),
  cancelled_at: time(),
});

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
