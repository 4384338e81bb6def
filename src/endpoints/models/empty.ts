import { model } from './field.ts';

/** A response that is empty or not documented. */
export const Empty = model({}).nullish();
