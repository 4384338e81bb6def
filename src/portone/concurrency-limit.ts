import pLimit from 'p-limit';
import type { PortOneConnection } from './client.ts';
import { PortOneBusy } from './errors.ts';

export interface Concurrency {
  /** Calls at a time. */
  maxActive: number;
  /** Calls that may wait for one of those to end. */
  maxQueued: number;
}

/** PortOne, asked only so much at a time: what one merchant's callers ask for together must not look like an attack. */
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
