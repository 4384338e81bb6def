import { machineText, model, text, time } from './field.ts';

export const EscrowLogistics = model({
  company: text(),
  invoice: machineText(),
  sent_at: time(),
  applied_at: time(),
});
