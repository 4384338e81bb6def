import { randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Answer } from '../envelope.ts';
import { failed, ok } from '../envelope.ts';
import type { Clock } from './clock.ts';

const SANDBOX_KEY = 'sandbox_key';
const SANDBOX_SECRET = 'sandbox_secret';

const LIFE = 30 * 60;
const LAST_MINUTE = 60;
const EXTENSION = 5 * 60;

/** The one token of the sandbox's account. It outlives a reset, as a client that holds it does. */
export interface Tokens {
  issue(clock: Clock): { access_token: string; now: number; expired_at: number };
  accepts(token: string | undefined, clock: Clock): boolean;
  /** Makes the current token worthless at once. */
  revoke(): void;
  /** After a reset the clock is back at its start: the token's life begins anew with it. */
  renew(clock: Clock): void;
}

export function createTokens(): Tokens {
  let current: { token: string; expiresAt: number } | undefined;
  return {
    issue(clock) {
      const now = clock.now();
      if (!current || current.expiresAt <= now)
        current = { token: randomBytes(20).toString('hex'), expiresAt: now + LIFE };
      else if (current.expiresAt - now <= LAST_MINUTE) current.expiresAt += EXTENSION;
      return { access_token: current.token, now, expired_at: current.expiresAt };
    },
    accepts: (token, clock) => current !== undefined && token === current.token && clock.now() < current.expiresAt,
    revoke() {
      current = undefined;
    },
    renew(clock) {
      if (current) current.expiresAt = clock.now() + LIFE;
    },
  };
}

/** The token of a request, in any of the four ways that official clients have sent it over the years. */
export function tokenOf(headers: IncomingHttpHeaders, query: Record<string, unknown>): string | undefined {
  const { authorization } = headers;
  if (authorization) return authorization.replace(/^Bearer\s+/i, '').trim();
  const header = headers['x-imptokenheader'];
  if (typeof header === 'string') return header;
  return typeof query._token === 'string' ? query._token : undefined;
}

export function getToken(tokens: Tokens, clock: Clock, key: unknown, secret: unknown): Answer {
  if (!key || !secret) return failed(400, 'imp_key, imp_secret 파라메터가 누락되었습니다.');
  if (key !== SANDBOX_KEY || secret !== SANDBOX_SECRET)
    return failed(401, '인증에 실패하였습니다. API키와 secret을 확인하세요.');
  return ok(tokens.issue(clock));
}

export const unauthorized = (): Answer => failed(401, 'Unauthorized');
