import { model, number, text, textList } from './field.ts';

export const PaymentwallDelivery = model({
  error_code: number(),
  error: text(),
  notices: textList(),
});
