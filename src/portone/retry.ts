import { ExchangeFailed } from './http-client.ts';
import type { Answer } from './response.ts';

const TRIES = 3;
const FIRST_WAIT = 500;
const LONGEST_WAIT = 20_000;
const WORTH_ANOTHER_TRY = [429, 502, 503, 504];

export interface Pace {
  sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** From 0 up to 1. */
  random: () => number;
}

/**
 * Repeats a read that met a broken connection or a busy gateway, three tries in all, with full jitter between them.
 *
 * undici's own RetryAgent does not do: after a body that broke off it asks for the rest by `Range`, which could glue two
 * states of a list together, it has no jitter, and its clock cannot be injected.
 */
export async function retried(attempt: () => Promise<Answer>, pace: Pace, signal?: AbortSignal): Promise<Answer> {
  for (let tried = 1; ; tried++) {
    let wait = pace.random() * Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** tried);
    try {
      const answer = await attempt();
      if (tried === TRIES || !WORTH_ANOTHER_TRY.includes(answer.status)) return answer;
      wait = waitAskedFor(answer) ?? wait;
    } catch (error) {
      if (tried === TRIES || !(error instanceof ExchangeFailed) || !error.transient) throw error;
    }
    await pace.sleep(wait, signal);
    signal?.throwIfAborted();
  }
}

/** Milliseconds asked for by `Retry-After`. A date is measured by the answer's own clock, the local one may be wrong. */
function waitAskedFor({ retryAfter, date }: Answer): number | undefined {
  if (retryAfter === undefined) return undefined;
  const ms = /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - Date.parse(date ?? '');
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), LONGEST_WAIT) : undefined;
}
