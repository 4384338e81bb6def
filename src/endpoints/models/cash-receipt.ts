import { handle, machineText, model, number, text, time } from './field.ts';

/** The response never contains the recipient (`identifier`). */
export const Receipt = model({
  imp_uid: handle(),
  receipt_tid: machineText(),
  // Approval number of the tax office.
  apply_num: machineText(),
  type: text(),
  amount: number(),
  vat: number(),
  receipt_url: machineText(),
  applied_at: time(),
  cancelled_at: time(),
});

/** A receipt for a sale outside PortOne, without a payment. */
export const ExternalReceipt = model({
  merchant_uid: handle(),
  receipt_tid: machineText(),
  apply_num: machineText(),
  type: text(),
  amount: number(),
  vat: number(),
  receipt_url: machineText(),
  applied_at: time(),
  cancelled_at: time(),
});
