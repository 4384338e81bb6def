import pLimit from 'p-limit';
import type { PortOneConnection } from './client.ts';
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
export function withConcurrencyLimit(
  { reader, writer, close }: PortOneConnection,
  { maxActive, maxQueued }: Concurrency,
): PortOneConnection {
  const limit = pLimit(maxActive);
  async function runLimited<T>(call: () => Promise<T>): Promise<T> {
    if (limit.pendingCount >= maxQueued) throw new PortOneBusy();
    // A call that was given up while it waited is not sent.
    return limit(call);
  }
  return {
    reader: { ...reader, call: (row, args, options) => runLimited(() => reader.call(row, args, options)) },
    writer: { send: (permit, options) => runLimited(() => writer.send(permit, options)) },
    close,
  };
}
