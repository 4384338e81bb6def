import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { Language } from '../base/bilingual.ts';
import type { ApproverSessions } from './approver-session.ts';
import { readForm } from './form-body.ts';
import type { ApprovalList } from './list-approvals.ts';
import type { Pin } from './pin.ts';
import { readReaderLanguage } from './reader-language.ts';
import { sendPage } from './send-page.ts';
import { renderApprovalList } from './views/approval-list.ts';
import { PIN_FIELD } from './views/form-input.ts';
import { renderNotice } from './views/layout.ts';
import { LEAVE_FIELD } from './views/list-messages.ts';
import { renderSignIn, type SignInProblem } from './views/sign-in.ts';

interface PageRequest {
  origin: string;
  pathname: string;
  bodyTimeoutMs: number;
}

/** Serves the list of approvals to people who typed a PIN. Nothing is decided there. */
export interface ListHandler {
  serves(pathname: string): boolean;
  /** The request's host, origin and method were checked before. */
  handle(request: IncomingMessage, response: ServerResponse, page: PageRequest): Promise<void>;
}

interface ListOptions {
  pin: Pin;
  sessions: ApproverSessions;
  list(): Promise<ApprovalList>;
  /** Path prefix of the approval pages; the list has it without the slash at its end. */
  root: string;
  /** For readers whose browser prefers neither language. */
  lang: Language;
}

export const toListPath = (root: string): string => root.replace(/\/$/, '');

export function createListHandler({ pin, sessions, list, root, lang: ownLanguage }: ListOptions): ListHandler {
  const path = toListPath(root);
  return {
    serves: (pathname) => pathname === path || pathname === root,
    async handle(request, response, { origin, bodyTimeoutMs }) {
      const readerLanguage = readReaderLanguage(request);
      const isSignedIn = sessions.isSignedIn(request.headers);
      if (request.method !== 'POST' && isSignedIn) {
        const lang = readerLanguage ?? ownLanguage;
        const page = renderApprovalList(await list(), { lang, path, root });
        return sendPage(request, response, 200, page);
      }
      const redirect = (cookie: string) => {
        const query = readerLanguage === undefined ? '' : `?lang=${readerLanguage}`;
        const headers: OutgoingHttpHeaders = { location: `${path}${query}`, 'set-cookie': cookie };
        return sendPage(request, response, 303, { markup: '', styles: [] }, headers);
      };
      if (request.method !== 'POST') return sendSignIn(request, response, path, 200);
      const fields = await readForm(request, bodyTimeoutMs);
      if (typeof fields === 'string')
        return sendPage(request, response, 400, renderNotice('malformed', readerLanguage ?? 'en'));
      if (fields.has(LEAVE_FIELD)) return redirect(sessions.createEndedCookie(origin));
      const check = await pin.check(fields.get(PIN_FIELD) ?? '');
      if (check.result === 'right') return redirect(sessions.createCookie(origin));
      return sendSignIn(request, response, path, check.result === 'locked' ? 429 : 403, check);
    },
  };
}

/** Answers for shops that have no list, or do not exist, as a list whose PIN nobody knows. */
export function createUnknownListHandler(root: string, getPin: (path: string) => Pin): ListHandler {
  const getName = (pathname: string) =>
    pathname.startsWith(root) ? /^([a-z0-9_-]{1,40})\/?$/.exec(pathname.slice(root.length))?.[1] : undefined;
  return {
    serves: (pathname) => getName(pathname) !== undefined,
    async handle(request, response, { pathname, bodyTimeoutMs }) {
      const path = `${root}${getName(pathname)}`;
      if (request.method !== 'POST') return sendSignIn(request, response, path, 200);
      const fields = await readForm(request, bodyTimeoutMs);
      if (typeof fields === 'string')
        return sendPage(request, response, 400, renderNotice('malformed', readReaderLanguage(request) ?? 'en'));
      const check = await getPin(path).check(fields.get(PIN_FIELD) ?? '');
      // No PIN is right here.
      const problem: SignInProblem = check.result === 'right' ? { result: 'locked' } : check;
      return sendSignIn(request, response, path, problem.result === 'locked' ? 429 : 403, problem);
    },
  };
}

/** The sign-in says nothing of the shop, so that nobody learns which ones there are. */
function sendSignIn(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  status: number,
  problem?: SignInProblem,
): void {
  const lang = readReaderLanguage(request) ?? 'en';
  sendPage(request, response, status, renderSignIn({ lang, path, ...(problem ? { problem } : {}) }));
}
