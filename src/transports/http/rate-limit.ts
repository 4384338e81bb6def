import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Principal } from './auth/principal.ts';

/** A limiter of rate-limiter-flexible, in memory or on Redis. */
export interface Limiter {
  /** Rejects with a RateLimiterRes if the limit is exceeded. */
  consume(key: string): Promise<unknown>;
}

export type LimiterFactory = (name: string, perMinute: number) => Limiter;

export const createMemoryLimiter: LimiterFactory = (keyPrefix, points) =>
  new RateLimiterMemory({ keyPrefix, points, duration: 60 });

export interface RateLimitExceeded {
  by: 'principal' | 'tenant';
  /** Seconds. */
  retryAfter: number;
}

export interface RateLimits {
  /** Checks a tool call. The model is told when it calls too often. */
  checkCall(caller: string): Promise<RateLimitExceeded | undefined>;
  /** Checks any HTTP request, with a limit several times that of tool calls. */
  checkRequest(principal: Principal): Promise<RateLimitExceeded | undefined>;
}

/** The limit of all callers of a merchant together, as a multiple of one caller's. */
const TENANT_MULTIPLIER = 5;
/** A tool call involves further requests: questions, answers, lists and notifications. */
const REQUESTS_PER_CALL = 4;

/** Creates the rate limits. Below one call per minute nothing is limited. */
export function createRateLimits(perMinute: number, createLimiter: LimiterFactory = createMemoryLimiter): RateLimits {
  if (perMinute === 0) return { checkCall: async () => undefined, checkRequest: async () => undefined };
  const createLimiters = (name: string, points: number) => ({
    principal: createLimiter(`${name}-by-principal`, points),
    tenant: createLimiter(`${name}-by-tenant`, points * TENANT_MULTIPLIER),
  });
  const calls = createLimiters('calls', perMinute);
  const requests = createLimiters('requests', perMinute * REQUESTS_PER_CALL);

  async function consumeFromBoth(
    kind: typeof calls,
    principal: string,
    tenant: string,
  ): Promise<RateLimitExceeded | undefined> {
    // Check the principal's own limit first: one that exceeds it must not use up the merchant's.
    for (const [by, key] of [
      ['principal', principal],
      ['tenant', tenant],
    ] as const) {
      try {
        await kind[by].consume(key);
      } catch (rejection) {
        if (!(rejection instanceof RateLimiterRes)) throw rejection;
        return { by, retryAfter: Math.max(1, Math.ceil(rejection.msBeforeNext / 1000)) };
      }
    }
    return undefined;
  }

  return {
    // An id has the form `<tenant>/<name>`, and a tenant contains no slash.
    checkCall: (caller) => consumeFromBoth(calls, caller, caller.split('/', 1)[0] ?? caller),
    checkRequest: ({ id, tenant }) => consumeFromBoth(requests, id, tenant),
  };
}
