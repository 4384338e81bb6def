import pLimit from 'p-limit';
import type { PortOne } from '../portone/client.ts';
import { PortOneError } from '../portone/errors.ts';
import type { Offers } from './next-steps.ts';
import { told } from './wording.ts';

/** Where a case is looked up. */
export interface Desk {
  portone: PortOne;
  /** Unix seconds. */
  now: number;
  signal: AbortSignal;
  /** Whether a tool can be called here, and so be advised. */
  offers: Offers;
  progress?: (done: number, total: number, message: string) => void;
}

/** A few looks at once, each of which may fail without spoiling the others. */
export interface Reads {
  /** What PortOne answers, null when it has no such thing, undefined when it could not be seen. */
  look<T>(what: string, reading: () => Promise<{ response: T }>): Promise<T | null | undefined>;
  /** What could not be seen, and why. */
  notSeen: string[];
  /** The failures behind `notSeen`. */
  failures: PortOneError[];
}

const AT_ONCE = 5;

export function createReads(signal: AbortSignal): Reads {
  const limit = pLimit(AT_ONCE);
  const notSeen: string[] = [];
  const failures: PortOneError[] = [];
  return {
    notSeen,
    failures,
    look: (what, reading) =>
      limit(async () => {
        try {
          return (await reading()).response;
        } catch (error) {
          if (signal.aborted || !(error instanceof PortOneError)) throw error;
          if (saysNone(error)) return null;
          notSeen.push(`${what}: ${whyOf(error)}`);
          failures.push(error);
          return undefined;
        }
      }),
  };
}

const whyOf = ({ kind, httpStatus, code, upstreamMessage, message }: PortOneError): string =>
  // Without a code it was not PortOne that answered, which the message says.
  kind === 'rejected' && code !== undefined
    ? `PortOne answered HTTP ${httpStatus}, ${told(upstreamMessage)}.`
    : message;

/** 409 is how escrow logistics say that there are none, and old accounts answer 200 with code 1 for a billing key. */
const saysNone = (error: PortOneError) =>
  error.kind === 'not_found' || error.httpStatus === 409 || (error.httpStatus === 200 && error.code === 1);
