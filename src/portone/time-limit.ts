import type { CallOptions, PortOneReader } from './client.ts';

/**
 * The same reader, for work that may take this many milliseconds from now: whatever has not arrived by then fails as
 * unreachable. The time is taken on the clock of the client, which is that of the process.
 */
export function withTimeLimit(reader: PortOneReader, milliseconds: number): PortOneReader {
  const deadline = performance.now() + milliseconds;
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
