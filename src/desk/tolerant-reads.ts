import pLimit from 'p-limit';
import type { PortOne } from '../portone/client.ts';
import { PortOneError } from '../portone/errors.ts';
import type { IsToolOffered } from './next-steps.ts';
import { quoteReason } from './wording.ts';

/** Where a case is looked up. */
export interface LookupContext {
  portone: PortOne;
  /** Unix seconds. */
  now: number;
  signal: AbortSignal;
  /** Whether a tool can be called here, and so be advised. */
  isOffered: IsToolOffered;
  progress?: (done: number, total: number, message: string) => void;
}

/** A few looks at once, each of which may fail without spoiling the others. */
export interface TolerantReads {
  /** What PortOne answers, null when it has no such thing, undefined when it could not be seen. */
  read<T>(label: string, request: () => Promise<{ response: T }>): Promise<T | null | undefined>;
  /** What could not be seen, and why. */
  unavailable: string[];
  /** The failures behind `unavailable`. */
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
          return (await request()).response;
        } catch (error) {
          if (signal.aborted || !(error instanceof PortOneError)) throw error;
          if (isAbsent(error)) return null;
          unavailable.push(`${label}: ${describeReadFailure(error)}`);
          failures.push(error);
          return undefined;
        }
      }),
  };
}

const describeReadFailure = ({ kind, httpStatus, code, upstreamMessage, message }: PortOneError): string =>
  // Without a code it was not PortOne that answered, which the message says.
  kind === 'rejected' && code !== undefined
    ? `PortOne answered HTTP ${httpStatus}, ${quoteReason(upstreamMessage)}.`
    : message;

/** 409 is how escrow logistics say that there are none, and old accounts answer 200 with code 1 for a billing key. */
const isAbsent = (error: PortOneError) =>
  error.kind === 'not_found' || error.httpStatus === 409 || (error.httpStatus === 200 && error.code === 1);
