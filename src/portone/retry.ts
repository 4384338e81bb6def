import { TransportError } from './http-client.ts';
import type { HttpResponse } from './response.ts';

const MAX_ATTEMPTS = 3;
const INITIAL_DELAY_MS = 500;
const MAX_DELAY_MS = 20_000;
const RETRYABLE_STATUSES = [429, 502, 503, 504];

export interface RetryTiming {
  sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Returns a number from 0 (inclusive) to 1 (exclusive). */
  random: () => number;
  /** Monotonic, in milliseconds. */
  now: () => number;
}

interface RetryLimits {
  /** No attempt begins after this time (monotonic milliseconds). */
  deadline: number;
  signal?: AbortSignal | undefined;
}

/**
 * Retries a read after a broken connection or a gateway error: at most three attempts, with full jitter. Gives up early
 * if the next attempt would begin after the deadline.
 *
 * undici's own RetryAgent does not fit: after a truncated body it requests the rest by `Range`, which could join two
 * states of a list; it has no jitter; and its clock cannot be injected.
 */
export async function withRetry(
  attempt: () => Promise<HttpResponse>,
  timing: RetryTiming,
  { deadline, signal }: RetryLimits,
): Promise<HttpResponse> {
  for (let attemptNumber = 1; ; attemptNumber++) {
    const canRetryAfter = (ms: number) => attemptNumber < MAX_ATTEMPTS && timing.now() + ms < deadline;
    let delay = timing.random() * Math.min(MAX_DELAY_MS, INITIAL_DELAY_MS * 2 ** attemptNumber);
    try {
      const response = await attempt();
      delay = parseRetryAfter(response) ?? delay;
      if (!RETRYABLE_STATUSES.includes(response.status) || !canRetryAfter(delay)) return response;
    } catch (error) {
      if (!(error instanceof TransportError) || !error.transient || !canRetryAfter(delay)) throw error;
    }
    await timing.sleep(delay, signal);
    signal?.throwIfAborted();
  }
}

/**
 * Milliseconds requested by `Retry-After`. A date is compared with the response's own `Date` header, since the local
 * clock may be wrong.
 */
function parseRetryAfter({ retryAfter, date }: HttpResponse): number | undefined {
  if (retryAfter === undefined) return undefined;
  const ms = /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - Date.parse(date ?? '');
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), MAX_DELAY_MS) : undefined;
}
