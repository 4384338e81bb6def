import { randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { HandlerResult } from '../envelope.ts';
import { respondError, respondOk } from '../envelope.ts';
import type { Clock } from './clock.ts';

const SANDBOX_KEY = 'sandbox_key';
const SANDBOX_SECRET = 'sandbox_secret';

const ACCESS_TOKEN_LIFETIME_SECONDS = 30 * 60;
const RENEWAL_WINDOW_SECONDS = 60;
const EXTENSION_SECONDS = 5 * 60;

/** Issues the single access token of the sandbox's account. It survives a reset, like a client that holds it. */
export interface TokenIssuer {
  issue(clock: Clock): { access_token: string; now: number; expired_at: number };
  isValid(token: string | undefined, clock: Clock): boolean;
  /** Invalidates the current token. */
  revoke(): void;
  /** A reset sets the clock back to its start, so the token's lifetime starts over. */
  renew(clock: Clock): void;
}

export function createTokenIssuer(): TokenIssuer {
  let current: { token: string; expiresAt: number } | undefined;
  return {
    issue(clock) {
      const now = clock.now();
      if (!current || current.expiresAt <= now)
        current = { token: randomBytes(20).toString('hex'), expiresAt: now + ACCESS_TOKEN_LIFETIME_SECONDS };
      else if (current.expiresAt - now <= RENEWAL_WINDOW_SECONDS) current.expiresAt += EXTENSION_SECONDS;
      return { access_token: current.token, now, expired_at: current.expiresAt };
    },
    isValid: (token, clock) => current !== undefined && token === current.token && clock.now() < current.expiresAt,
    revoke() {
      current = undefined;
    },
    renew(clock) {
      if (current) current.expiresAt = clock.now() + ACCESS_TOKEN_LIFETIME_SECONDS;
    },
  };
}

/** Reads the token of a request from any of the four places that official clients have used. */
export function readToken(headers: IncomingHttpHeaders, query: Record<string, unknown>): string | undefined {
  const { authorization } = headers;
  if (authorization) return authorization.replace(/^Bearer\s+/i, '').trim();
  const header = headers['x-imptokenheader'];
  if (typeof header === 'string') return header;
  return typeof query._token === 'string' ? query._token : undefined;
}

export function getToken(tokens: TokenIssuer, clock: Clock, key: unknown, secret: unknown): HandlerResult {
  if (!key || !secret) return respondError(400, 'imp_key, imp_secret 파라메터가 누락되었습니다.');
  if (key !== SANDBOX_KEY || secret !== SANDBOX_SECRET)
    return respondError(401, '인증에 실패하였습니다. API키와 secret을 확인하세요.');
  return respondOk(tokens.issue(clock));
}

export const respondUnauthorized = (): HandlerResult => respondError(401, 'Unauthorized');
