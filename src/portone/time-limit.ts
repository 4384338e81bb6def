import type { CallOptions, PortOneReader } from './client.ts';

/**
 * The same reader, for work that may take this many milliseconds from now: whatever has not arrived by then fails as
 * unreachable. The time is taken on the clock of the client, which is that of the process.
 */
export const withTimeLimit = (reader: PortOneReader, milliseconds: number): PortOneReader =>
  withDeadline(reader, performance.now() + milliseconds);

/** The same reader, until a time in milliseconds of the monotonic clock. */
export function withDeadline(reader: PortOneReader, deadline: number): PortOneReader {
  const limit = (options: CallOptions = {}): CallOptions => ({
    ...options,
    deadline: Math.min(deadline, options.deadline ?? Number.POSITIVE_INFINITY),
  });
  return {
    ...reader,
    call: (row, args, options) => reader.call(row, args, limit(options)),
    getTokenExpiry: (options) => reader.getTokenExpiry(limit(options)),
  };
}
