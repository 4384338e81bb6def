import pLimit, { type LimitFunction } from 'p-limit';
import type { CallOptions, PortOneConnection } from './client.ts';
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

/** How much of the active and waiting calls one caller may take up: the others always find some free. */
const CALLER_SHARE = 0.75;

/**
 * Limits concurrent calls, so that one merchant's callers together do not overload PortOne, and none keeps out the
 * others. Throws PortOneBusy if the queue is full, or a call has waited in it for ten seconds.
 */
export function withConcurrencyLimit(
  { reader, writer, close }: PortOneConnection,
  { maxActive, maxQueued, queueTime = MAX_QUEUE_TIME }: Concurrency,
): PortOneConnection {
  const limit = pLimit(maxActive);
  const share = (of: number) => Math.max(1, Math.floor(of * CALLER_SHARE));
  const callerLimits = new Map<string, LimitFunction>();

  /** Waits for the caller's own share first, where it is in nobody else's way. */
  async function runWithinShare<T>(caller: string | undefined, call: () => Promise<T>): Promise<T> {
    if (limit.pendingCount >= maxQueued) throw new PortOneBusy();
    if (caller === undefined) return limit(call);
    const callerLimit = callerLimits.get(caller) ?? pLimit(share(maxActive));
    callerLimits.set(caller, callerLimit);
    if (callerLimit.pendingCount >= share(maxQueued)) throw new PortOneBusy();
    try {
      return await callerLimit(() => limit(call));
    } finally {
      if (callerLimit.activeCount + callerLimit.pendingCount === 0) callerLimits.delete(caller);
    }
  }

  async function runLimited<T>(options: CallOptions = {}, call: () => Promise<T>): Promise<T> {
    const { caller, deadline = Number.POSITIVE_INFINITY } = options;
    let isGivenUp = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const waitedTooLong = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => {
          isGivenUp = true;
          reject(new PortOneBusy());
        },
        Math.min(queueTime, Math.max(0, deadline - performance.now())),
      );
    });
    const result = runWithinShare(caller, async () => {
      clearTimeout(timer);
      if (isGivenUp) throw new PortOneBusy();
      return call();
    });
    return Promise.race([result, waitedTooLong]);
  }
  return {
    reader: { ...reader, call: (row, args, options) => runLimited(options, () => reader.call(row, args, options)) },
    writer: { send: (permit, options) => runLimited(options, () => writer.send(permit, options)) },
    close,
  };
}
