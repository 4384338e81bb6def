import pLimit from 'p-limit';
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
  failures: PortOneError[];
}

const MAX_CONCURRENT_READS = 5;

export function createTolerantReads(signal: AbortSignal): TolerantReads {
  const limit = pLimit(MAX_CONCURRENT_READS);
  const unavailable: string[] = [];
  const failures: PortOneError[] = [];
  return {
    unavailable,
    failures,
    read: (label, request) =>
      limit(async () => {
        try {
          return await readOrNull(request());
        } catch (error) {
          if (signal.aborted || !(error instanceof PortOneError)) throw error;
          unavailable.push(`${label}: ${describeReadFailure(error)}`);
          failures.push(error);
          return undefined;
        }
      }),
  };
}

const describeReadFailure = ({ kind, httpStatus, code, upstreamMessage, message }: PortOneError): string =>
  // Without a code the response is not PortOne's, and the message says so.
  kind === 'rejected' && code !== undefined
    ? `PortOne answered HTTP ${httpStatus}, ${quoteReason(upstreamMessage)}.`
    : message;
