import { model, number, text, textList } from './field.ts';

export const PaymentwallDelivery = model({
  // Not documented; PortOne's answer carries it.
  success: number(),
  error_code: number(),
  error: text(),
  notices: textList(),
});
