import { model, text } from './field.ts';

export const PaycoStatus = model({
  status: text(),
});
