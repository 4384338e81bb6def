import pLimit from 'p-limit';
import { Refused } from '../base/refusal.ts';
import type { PortOneReader } from '../portone/client.ts';
import { PortOneError, readOrNull } from '../portone/errors.ts';
import type { IsToolOffered } from './next-steps.ts';
import { quoteReason } from './wording.ts';

/** What an investigation reads from. */
export interface LookupContext {
  portone: PortOneReader;
  /** Unix seconds. */
  now: number;
  signal: AbortSignal;
  /** Whether conditions match only what masked results show. */
  pii: 'masked' | 'full';
  /** Whether a tool is offered and may be suggested. */
  isOffered: IsToolOffered;
  progress?: (done: number, total: number, message: string) => void;
}

/** Concurrent reads that may each fail without failing the others. */
export interface TolerantReads {
  /** Returns PortOne's response, null if PortOne has no such record, undefined if it could not be read. */
  read<T>(label: string, request: () => Promise<{ response: T }>): Promise<T | null | undefined>;
  /** Labels of the failed reads, each with its reason. */
  unavailable: string[];
  /** The errors behind `unavailable`. */
  failures: (PortOneError | Refused)[];
}

const MAX_CONCURRENT_READS = 5;

export function createTolerantReads(signal: AbortSignal): TolerantReads {
  const limit = pLimit(MAX_CONCURRENT_READS);
  const unavailable: string[] = [];
  const failures: (PortOneError | Refused)[] = [];
  return {
    unavailable,
    failures,
    read: (label, request) =>
      limit(async () => {
        try {
          return await readOrNull(request());
        } catch (error) {
          // The operator may have excluded a read.
          if (signal.aborted || !(error instanceof PortOneError || error instanceof Refused)) throw error;
          unavailable.push(`${label}: ${describeReadFailure(error)}`);
          failures.push(error);
          return undefined;
        }
      }),
  };
}

function describeReadFailure(error: PortOneError | Refused): string {
  // Without a code the response is not PortOne's, and the message says so.
  if (!(error instanceof PortOneError) || error.kind !== 'rejected' || error.code === undefined) return error.message;
  return `PortOne answered HTTP ${error.httpStatus}, ${quoteReason(error.upstreamMessage)}.`;
}
