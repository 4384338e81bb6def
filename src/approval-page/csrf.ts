import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

const COOKIE = 'portone-approval';

/** What ties a form to the browser that it was shown in, without anything being kept here. */
export interface CsrfProtection {
  /** The visit that a browser made to this page before, by its cookie; undefined for a stranger. */
  readSession(id: string, headers: IncomingHttpHeaders): string | undefined;
  newSession(): string;
  /** The cookie that makes a browser known; it goes to this page only, never with a request from another site. */
  createCookie(id: string, path: string, session: string, origin: string): string;
  /** What the form of this page must bring along. */
  createFormToken(id: string, session: string): string;
  isValidFormToken(id: string, session: string, token: string): boolean;
}

/** Servers with the same key know the visits of each other. */
export function createCsrfProtection(key: Uint8Array): CsrfProtection {
  const sign = (...parts: string[]) => createHmac('sha256', key).update(parts.join('\n')).digest();
  const isSigned = (signature: string, ...parts: string[]) => {
    const given = Buffer.from(signature, 'base64url');
    const expected = sign(...parts);
    return given.length === expected.length && timingSafeEqual(given, expected);
  };
  return {
    readSession(id, { cookie = '' }) {
      for (const pair of cookie.split(';')) {
        const [name, value = ''] = pair.trim().split('=', 2);
        const [session = '', signature = ''] = value.split('.', 2);
        if (name === COOKIE && isSigned(signature, 'visit', id, session)) return session;
      }
      return undefined;
    },
    newSession: () => randomBytes(16).toString('base64url'),
    createCookie(id, path, session, origin) {
      const value = `${session}.${sign('visit', id, session).toString('base64url')}`;
      const secure = origin.startsWith('https:') ? '; Secure' : '';
      return `${COOKIE}=${value}; Path=${path}; HttpOnly; SameSite=Strict${secure}`;
    },
    createFormToken: (id, session) => sign('form', id, session).toString('base64url'),
    isValidFormToken: (id, session, token) => isSigned(token, 'form', id, session),
  };
}
