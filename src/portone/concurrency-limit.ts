import pLimit from 'p-limit';
import type { PortOne } from './client.ts';
import { PortOneBusy } from './errors.ts';

export interface Concurrency {
  /** Maximum number of concurrent calls. */
  maxActive: number;
  /** Maximum number of calls waiting for a free slot. */
  maxQueued: number;
}

/**
 * Limits concurrent calls, so that one merchant's callers together do not overload PortOne. Throws PortOneBusy if the
 * queue is full.
 */
export function withConcurrencyLimit(portone: PortOne, { maxActive, maxQueued }: Concurrency): PortOne {
  const limit = pLimit(maxActive);
  return {
    ...portone,
    async call(row, args, options) {
      if (limit.pendingCount >= maxQueued) throw new PortOneBusy();
      // A call that was aborted while it waited is not sent.
      return limit(() => portone.call(row, args, options));
    },
  };
}
