import type { CallOptions, PortOneReader } from './client.ts';

/**
 * The same reader, for work that must end by a time (in milliseconds of the monotonic clock): whatever has not arrived
 * by then fails as unreachable.
 */
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
