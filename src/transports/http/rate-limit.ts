import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Principal } from './auth/principal.ts';

/** Whatever counts and refuses; the library has one in memory and one on Redis. */
export interface Limiter {
  /** Rejects with a RateLimiterRes when there is no more to be had. */
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
  /** A call of a tool: a model that calls too often is told so, in words. */
  checkCall(caller: string): Promise<RateLimitExceeded | undefined>;
  /** Any request, several times as many as calls: what is above that is no conversation. */
  checkRequest(principal: Principal): Promise<RateLimitExceeded | undefined>;
}

/** A merchant's callers together: as many times as one of them. */
const TENANT_MULTIPLIER = 5;
/** Questions, answers, lists and notifications go with calls. */
const REQUESTS_PER_CALL = 4;

/** Nothing is limited below one call a minute. */
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
    // The principal's own first: one that calls too often must not use up what is for all.
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
    // An id is made of its tenant, which holds no slash, and a name.
    checkCall: (caller) => consumeFromBoth(calls, caller, caller.split('/', 1)[0] ?? caller),
    checkRequest: ({ id, tenant }) => consumeFromBoth(requests, id, tenant),
  };
}
