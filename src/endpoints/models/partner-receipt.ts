import { machineText, model } from './field.ts';

export const PartnerReceipt = model({
  receipt_url: machineText(),
});
