import { model, text } from './field.ts';

export const StandardCode = model({
  code: text(),
  name: text(),
});
