import { model } from './field.ts';

/** An answer whose `response` is empty or not documented. */
export const Empty = model({}).nullish();
