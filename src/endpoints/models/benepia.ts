import { model, number } from './field.ts';

export const BenepiaPoint = model({
  point: number(),
});
