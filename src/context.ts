import type { Audit } from './guard/audit.ts';
import type { Asking } from './guard/consent.ts';
import { Refused } from './guard/failure.ts';
import type { Policy } from './guard/policy.ts';
import type { PortOne } from './portone/client.ts';

/** What every call is handed. */
export interface Context {
  /** PortOne as configured; imported and started when first asked for. */
  portone(): Promise<PortOne>;
  /** How people are asked, and what they agreed to. */
  asking: Asking;
  /** What the operator allows, whatever a person agrees to. */
  policy: Policy;
  audit: Audit;
  /** Unix seconds. */
  now(): number;
  /** Milliseconds of a clock that nobody sets. */
  monotonic(): number;
  sleep(ms: number): Promise<void>;
  /** One line for the operator, on stderr; never a value of an argument or an answer. */
  log(line: string): void;
  pii: 'masked' | 'full';
  allowCardData: boolean;
  writes: Writes;
}

/** The writes in flight: a closed client must not cut one off. */
export interface Writes {
  /** Runs a write to its end. Throws Refused once `end` was called: nothing is begun that might be cut off. */
  run<T>(write: () => Promise<T>): Promise<T>;
  /** Lets no further write begin, and resolves when none is in flight. */
  end(): Promise<void>;
}

export function createWrites(): Writes {
  const inFlight = new Set<Promise<unknown>>();
  let ending = false;
  return {
    async run(write) {
      if (ending) throw new Refused('unreachable', 'The server is shutting down. Nothing was sent.');
      const running = write();
      inFlight.add(running);
      try {
        return await running;
      } finally {
        inFlight.delete(running);
      }
    },
    async end() {
      ending = true;
      await Promise.allSettled(inFlight);
    },
  };
}
