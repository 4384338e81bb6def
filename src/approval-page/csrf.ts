import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

const COOKIE = 'portone-approval';

/** What ties a form to the browser that it was shown in, without anything being kept here. */
export interface Visits {
  /** The visit that a browser made to this page before, by its cookie; undefined for a stranger. */
  known(id: string, headers: IncomingHttpHeaders): string | undefined;
  begin(): string;
  /** The cookie that makes a browser known; it goes to this page only, never with a request from another site. */
  cookie(id: string, path: string, visit: string, origin: string): string;
  /** What the form of this page must bring along. */
  formToken(id: string, visit: string): string;
  isFormToken(id: string, visit: string, token: string): boolean;
}

/** Servers with the same key know the visits of each other. */
export function createVisits(key: Uint8Array): Visits {
  const sign = (...parts: string[]) => createHmac('sha256', key).update(parts.join('\n')).digest();
  const isSigned = (signature: string, ...parts: string[]) => {
    const given = Buffer.from(signature, 'base64url');
    const expected = sign(...parts);
    return given.length === expected.length && timingSafeEqual(given, expected);
  };
  return {
    known(id, { cookie = '' }) {
      for (const pair of cookie.split(';')) {
        const [name, value = ''] = pair.trim().split('=', 2);
        const [visit = '', signature = ''] = value.split('.', 2);
        if (name === COOKIE && isSigned(signature, 'visit', id, visit)) return visit;
      }
      return undefined;
    },
    begin: () => randomBytes(16).toString('base64url'),
    cookie(id, path, visit, origin) {
      const value = `${visit}.${sign('visit', id, visit).toString('base64url')}`;
      const secure = origin.startsWith('https:') ? '; Secure' : '';
      return `${COOKIE}=${value}; Path=${path}; HttpOnly; SameSite=Strict${secure}`;
    },
    formToken: (id, visit) => sign('form', id, visit).toString('base64url'),
    isFormToken: (id, visit, token) => isSigned(token, 'form', id, visit),
  };
}
