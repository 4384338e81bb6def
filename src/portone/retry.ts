import { TransportError } from './http-client.ts';
import type { HttpResponse } from './response.ts';

const MAX_ATTEMPTS = 3;
const INITIAL_DELAY_MS = 500;
const MAX_DELAY_MS = 20_000;
const RETRYABLE_STATUSES = [429, 502, 503, 504];

export interface RetryTiming {
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
export async function withRetry(
  attempt: () => Promise<HttpResponse>,
  timing: RetryTiming,
  signal?: AbortSignal,
): Promise<HttpResponse> {
  for (let attemptNumber = 1; ; attemptNumber++) {
    let delay = timing.random() * Math.min(MAX_DELAY_MS, INITIAL_DELAY_MS * 2 ** attemptNumber);
    try {
      const response = await attempt();
      if (attemptNumber === MAX_ATTEMPTS || !RETRYABLE_STATUSES.includes(response.status)) return response;
      delay = parseRetryAfter(response) ?? delay;
    } catch (error) {
      if (attemptNumber === MAX_ATTEMPTS || !(error instanceof TransportError) || !error.transient) throw error;
    }
    await timing.sleep(delay, signal);
    signal?.throwIfAborted();
  }
}

/** Milliseconds asked for by `Retry-After`. A date is measured by the answer's own clock, the local one may be wrong. */
function parseRetryAfter({ retryAfter, date }: HttpResponse): number | undefined {
  if (retryAfter === undefined) return undefined;
  const ms = /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - Date.parse(date ?? '');
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), MAX_DELAY_MS) : undefined;
}
