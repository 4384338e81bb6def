import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Principal } from './auth/principal.ts';

/** Whatever counts and refuses; the library has one in memory and one on Redis. */
export interface Limiter {
  /** Rejects with a RateLimiterRes when there is no more to be had. */
  consume(key: string): Promise<unknown>;
}

export type LimiterMaker = (name: string, perMinute: number) => Limiter;

export const inMemory: LimiterMaker = (keyPrefix, points) => new RateLimiterMemory({ keyPrefix, points, duration: 60 });

export interface Limited {
  by: 'principal' | 'tenant';
  /** Seconds. */
  retryAfter: number;
}

export interface Limits {
  /** A call of a tool: a model that calls too often is told so, in words. */
  call(caller: string): Promise<Limited | undefined>;
  /** Any request, several times as many as calls: what is above that is no conversation. */
  request(principal: Principal): Promise<Limited | undefined>;
}

/** A merchant's callers together: as many times as one of them. */
const TENANT_SHARE = 5;
/** Questions, answers, lists and notifications go with calls. */
const REQUESTS_PER_CALL = 4;

/** Nothing is limited below one call a minute. */
export function createLimits(perMinute: number, make: LimiterMaker = inMemory): Limits {
  if (perMinute === 0) return { call: async () => undefined, request: async () => undefined };
  const limiters = (name: string, points: number) => ({
    principal: make(`${name}-by-principal`, points),
    tenant: make(`${name}-by-tenant`, points * TENANT_SHARE),
  });
  const calls = limiters('calls', perMinute);
  const requests = limiters('requests', perMinute * REQUESTS_PER_CALL);

  async function limited(kind: typeof calls, principal: string, tenant: string): Promise<Limited | undefined> {
    // The principal's own first: one that calls too often must not use up what is for all.
    for (const [by, key] of [
      ['principal', principal],
      ['tenant', tenant],
    ] as const) {
      try {
        await kind[by].consume(key);
      } catch (refused) {
        if (!(refused instanceof RateLimiterRes)) throw refused;
        return { by, retryAfter: Math.max(1, Math.ceil(refused.msBeforeNext / 1000)) };
      }
    }
    return undefined;
  }

  return {
    // An id is made of its tenant, which holds no slash, and a name.
    call: (caller) => limited(calls, caller, caller.split('/', 1)[0] ?? caller),
    request: ({ id, tenant }) => limited(requests, id, tenant),
  };
}
