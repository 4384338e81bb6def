import { model, text, time } from './field.ts';

export const EscrowLogistics = model({
  company: text(),
  invoice: text(),
  sent_at: time(),
  applied_at: time(),
});
