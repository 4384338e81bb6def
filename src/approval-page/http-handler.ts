import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { Language } from '../base/bilingual.ts';
import { StoreUnreachable } from '../store/store.ts';
import type { Approval, ApprovalStatus } from './approval-entry.ts';
import { type ApprovalStore, ID_LENGTH } from './approval-store.ts';
import type { CsrfProtection } from './csrf.ts';
import { readForm } from './form-body.ts';
import { type PageReply, readPageReply } from './form-submission.ts';
import type { ListHandler } from './list-handler.ts';
import { findOrigin, isNavigation, isSameOriginPost } from './origin-check.ts';
import type { Pins } from './pin.ts';
import { readReaderLanguage } from './reader-language.ts';
import { sendPage } from './send-page.ts';
import { TOKEN_FIELD } from './views/form-input.ts';
import { renderNotice } from './views/layout.ts';
import type { Notice } from './views/notices.ts';
import { type FieldErrors, renderQuestionPage } from './views/question.ts';

const DEFAULT_BODY_TIMEOUT_MS = 10_000;

/** Serves the pages below `root` and answers 404 for any other path. Never throws, never logs. */
export type PageHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

interface PageHandlerOptions {
  approvalStore: ApprovalStore;
  pins: Pins;
  csrf: CsrfProtection;
  now(): number;
  /** Origins under which the pages are served, such as `http://127.0.0.1:4100`. */
  getOrigins(): readonly string[];
  bodyTimeoutMs?: number | undefined;
  /** Path prefix of the pages. */
  root: string;
  /** Serves the list of approvals and its sign-in; absent without a PIN. */
  list?: ListHandler | undefined;
}

const noticeHttpStatuses: Readonly<Record<Notice, number>> = {
  approved: 200,
  declined: 200,
  used: 410,
  expired: 410,
  locked: 429,
  unknown: 404,
  wrongHost: 403,
  csrfFailed: 403,
  malformed: 400,
  method: 405,
  large: 413,
  slow: 408,
  storeUnavailable: 503,
};

export function createPageHandler(options: PageHandlerOptions): PageHandler {
  const { approvalStore, pins, csrf, now, getOrigins, bodyTimeoutMs = DEFAULT_BODY_TIMEOUT_MS, root, list } = options;

  async function handleRequest(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { headers, method = '' } = request;
    const [pathname = '', query] = (request.url ?? '').split('?', 2);
    const readerLanguage = readReaderLanguage(request);
    const fallbackLanguage = readerLanguage ?? 'en';
    const sendNotice = (notice: Notice, extraHeaders?: OutgoingHttpHeaders, lang = fallbackLanguage) =>
      sendPage(request, response, noticeHttpStatuses[notice], renderNotice(notice, lang), extraHeaders);

    const redirect = (location: string) => sendPage(request, response, 303, { markup: '', styles: [] }, { location });

    const origin = findOrigin(headers, getOrigins());
    if (origin === undefined) return sendPage(request, response, 421, renderNotice('wrongHost', fallbackLanguage));
    if (method !== 'GET' && method !== 'HEAD' && method !== 'POST')
      return sendNotice('method', { allow: 'GET, HEAD, POST' });
    if (method === 'POST' ? !isSameOriginPost(headers, origin) : !isNavigation(headers)) return sendNotice('wrongHost');

    if (list?.serves(pathname)) return list.handle(request, response, { origin, pathname, bodyTimeoutMs });

    // Prose often glues a bracket, a full stop or a Korean particle to the end of a link.
    const id = pathname.startsWith(root) ? pathname.slice(root.length, root.length + ID_LENGTH) : '';
    const found = await approvalStore.find(id);
    const knownSession = csrf.readSession(id, headers);
    // Without a session, an expired page looks like one that never existed.
    if (!found || (found.status === 'expired' && !knownSession)) return sendNotice('unknown');

    const { approval } = found;
    const approver = approval.approver ?? 'first';
    const pin = pins[approver];
    const lang = readerLanguage ?? approval.lang;
    const path = `${root}${approval.id}`;
    if (pathname !== path && method !== 'POST') return redirect(query === undefined ? path : `${path}?${query}`);
    const session = knownSession ?? csrf.newSession();
    const sendApprovalPage = (
      approvalStatus: ApprovalStatus,
      httpStatus?: number,
      fieldErrors: FieldErrors = new Map(),
    ) => {
      const links = { lang, action: `${path}?lang=${lang}`, switchUrl: `${path}?lang=${lang === 'ko' ? 'en' : 'ko'}` };
      const cookie = knownSession ? {} : { 'set-cookie': csrf.createCookie(id, path, session, origin) };
      if (approvalStatus === 'pending') {
        const token = csrf.createFormToken(id, session);
        const requiresPin = pin !== undefined;
        const page = renderQuestionPage({ ...links, approval, token, now: now(), requiresPin, fieldErrors });
        return sendPage(request, response, httpStatus ?? 200, page, cookie);
      }
      const about = formatSubject(approval, lang);
      const details = { switchUrl: links.switchUrl, about, approver: approval.approver };
      const page = renderNotice(approvalStatus, lang, details);
      return sendPage(request, response, httpStatus ?? noticeHttpStatuses[approvalStatus], page, cookie);
    };
    if (method !== 'POST') return sendApprovalPage(found.status);

    if (!knownSession) return sendNotice('csrfFailed', {}, lang);
    const fields = await readForm(request, bodyTimeoutMs);
    if (typeof fields === 'string') return sendNotice(fields, {}, lang);
    if (!csrf.isValidFormToken(id, knownSession, fields.get(TOKEN_FIELD) ?? ''))
      return sendNotice('csrfFailed', {}, lang);
    // Read the status again, since it may have changed while the form was received.
    const sendOutcome = (approvalStatus: ApprovalStatus) =>
      sendApprovalPage(
        approvalStatus,
        approvalStatus === 'pending' || noticeHttpStatuses[approvalStatus] === 200 ? 409 : undefined,
      );
    const readStatus = async () => (await approvalStore.find(id))?.status ?? 'expired';
    const currentStatus = await readStatus();
    if (currentStatus !== 'pending') return sendOutcome(currentStatus);
    const reply = await readPageReply(approval, fields, pin, lang);
    if (reply.status === 'unanswered') {
      if (reply.reason === 'mistyped') return sendApprovalPage('pending', 422, reply.fieldErrors);
      if (reply.reason === 'wrong_pin') return sendApprovalPage('pending', 403, reply.fieldErrors);
      if (reply.reason === 'malformed') return sendNotice('malformed', {}, lang);
      await approvalStore.lock(approver);
      return sendApprovalPage('locked');
    }
    const isRecorded = await recordReply(id, reply);
    // Somebody else has decided in the meantime, here or on another server.
    if (!isRecorded) return sendOutcome(await readStatus());
    return redirect(`${path}?lang=${lang}`);
  }

  /** False if the page no longer takes such a reply. */
  function recordReply(id: string, reply: Exclude<PageReply, { status: 'unanswered' }>): Promise<boolean> {
    if (reply.status === 'declined') return approvalStore.decline(id);
    if (reply.status === 'extended') return approvalStore.extend(id);
    return approvalStore.approve(id, reply.typedSecrets);
  }

  return async (request, response) => {
    try {
      await handleRequest(request, response);
    } catch (error) {
      if (!(error instanceof StoreUnreachable)) throw error;
      const page = renderNotice('storeUnavailable', readReaderLanguage(request) ?? 'en');
      sendPage(request, response, noticeHttpStatuses.storeUnavailable, page);
    }
  };
}

function formatSubject({ question, shop }: Approval, lang: Language): string {
  const { title, amount } = question[lang];
  return [shop, title, amount?.text].filter((part) => part !== undefined).join(' · ');
}
