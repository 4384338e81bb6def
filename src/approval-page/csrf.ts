import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

const COOKIE = 'portone-approval';

/** Binds a form to the browser that received it, without server-side state. */
export interface CsrfProtection {
  /** Returns the session from the page's cookie; undefined if the browser has none. */
  readSession(id: string, headers: IncomingHttpHeaders): string | undefined;
  newSession(): string;
  /** Creates the session cookie. Browsers send it to this page only, never with cross-site requests. */
  createCookie(id: string, path: string, session: string, origin: string): string;
  /** Creates the token that the page's form must contain. */
  createFormToken(id: string, session: string): string;
  isValidFormToken(id: string, session: string, token: string): boolean;
}

/** Servers with the same key accept each other's sessions. */
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
