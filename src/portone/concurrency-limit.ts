import pLimit from 'p-limit';
import type { PortOne } from './client.ts';
import { PortOneBusy } from './errors.ts';

export interface Concurrency {
  /** Calls at a time. */
  maxActive: number;
  /** Calls that may wait for one of those to end. */
  maxQueued: number;
}

/** PortOne, asked only so much at a time: what one merchant's callers ask for together must not look like an attack. */
export function withConcurrencyLimit(portone: PortOne, { maxActive, maxQueued }: Concurrency): PortOne {
  const limit = pLimit(maxActive);
  return {
    ...portone,
    async call(row, args, options) {
      if (limit.pendingCount >= maxQueued) throw new PortOneBusy();
      // A call that was given up while it waited is not sent.
      return limit(() => portone.call(row, args, options));
    },
  };
}
