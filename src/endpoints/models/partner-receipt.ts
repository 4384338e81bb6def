import { model, text } from './field.ts';

export const PartnerReceipt = model({
  receipt_url: text(),
});
