import pLimit from 'p-limit';
import type { PortOneConnection } from './client.ts';
import { PortOneBusy } from './errors.ts';

export interface Concurrency {
  /** Maximum number of concurrent calls. */
  maxActive: number;
  /** Maximum number of calls waiting for a free slot. */
  maxQueued: number;
  /** Milliseconds that a call may wait for a free slot; ten seconds by default. */
  queueTime?: number;
}

/** Milliseconds. With the time of a read, less than the 60 s after which clients give up. */
const MAX_QUEUE_TIME = 10_000;

/**
 * Limits concurrent calls, so that one merchant's callers together do not overload PortOne. Throws PortOneBusy if the
 * queue is full, or a call has waited in it for ten seconds.
 */
export function withConcurrencyLimit(
  { reader, writer, close }: PortOneConnection,
  { maxActive, maxQueued, queueTime = MAX_QUEUE_TIME }: Concurrency,
): PortOneConnection {
  const limit = pLimit(maxActive);
  async function runLimited<T>(call: () => Promise<T>): Promise<T> {
    if (limit.pendingCount >= maxQueued) throw new PortOneBusy();
    let isGivenUp = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const waitedTooLong = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        isGivenUp = true;
        reject(new PortOneBusy());
      }, queueTime);
    });
    const result = limit(async () => {
      clearTimeout(timer);
      if (isGivenUp) throw new PortOneBusy();
      return call();
    });
    return Promise.race([result, waitedTooLong]);
  }
  return {
    reader: { ...reader, call: (row, args, options) => runLimited(() => reader.call(row, args, options)) },
    writer: { send: (permit, options) => runLimited(() => writer.send(permit, options)) },
    close,
  };
}
