import { model, number, text, texts } from './field.ts';

export const PaymentwallDelivery = model({
  error_code: number(),
  error: text(),
  notices: texts(),
});
