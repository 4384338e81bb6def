import pLimit from 'p-limit';
import type { PortOne } from './client.ts';
import { PortOneBusy } from './errors.ts';

export interface Concurrency {
  /** Calls at a time. */
  most: number;
  /** Calls that may wait for one of those to end. */
  waiting: number;
}

/** PortOne, asked only so much at a time: what one merchant's callers ask for together must not look like an attack. */
export function bounded(portone: PortOne, { most, waiting }: Concurrency): PortOne {
  const limit = pLimit(most);
  return {
    ...portone,
    async call(row, args, options) {
      if (limit.pendingCount >= waiting) throw new PortOneBusy();
      // A call that was given up while it waited is not sent.
      return limit(() => portone.call(row, args, options));
    },
  };
}
