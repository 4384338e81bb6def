import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

const COOKIE = 'portone-approver';
const SESSION_SECONDS = 900;

/** The session of somebody who typed a PIN to see the list of approvals. It approves nothing. */
export interface ApproverSessions {
  isSignedIn(headers: IncomingHttpHeaders): boolean;
  createCookie(origin: string): string;
  /** A cookie that ends the session of a browser. */
  createEndedCookie(origin: string): string;
}

interface SessionOptions {
  key: Uint8Array;
  /** The list that a session opens: a session for one shop opens no other. */
  path: string;
  /** A changed PIN ends the sessions that the former one opened. */
  pins: readonly string[];
  now(): number;
}

/** Sessions without state on a server: every server with the key accepts them until they expire. */
export function createApproverSessions({ key, path, pins, now }: SessionOptions): ApproverSessions {
  const sign = (...parts: string[]) =>
    createHmac('sha256', key)
      .update(JSON.stringify([path, pins, ...parts]))
      .digest();
  const isValid = (value: string): boolean => {
    const [end = '', nonce = '', signature = ''] = value.split('.', 3);
    const given = Buffer.from(signature, 'base64url');
    const expected = sign(end, nonce);
    return given.length === expected.length && timingSafeEqual(given, expected) && Number(end) > now();
  };
  const toCookie = (value: string, seconds: number, origin: string) =>
    `${COOKIE}=${value}; Path=${path}; Max-Age=${seconds}; HttpOnly; SameSite=Strict${origin.startsWith('https:') ? '; Secure' : ''}`;
  return {
    isSignedIn: ({ cookie = '' }) =>
      cookie.split(';').some((pair) => {
        const [name, value = ''] = pair.trim().split('=', 2);
        return name === COOKIE && isValid(value);
      }),
    createCookie(origin) {
      const end = String(Math.floor(now()) + SESSION_SECONDS);
      const nonce = randomBytes(16).toString('base64url');
      return toCookie(`${end}.${nonce}.${sign(end, nonce).toString('base64url')}`, SESSION_SECONDS, origin);
    },
    createEndedCookie: (origin) => toCookie('', 0, origin),
  };
}
