import { createHash } from 'node:crypto';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { Lang } from '../base/bilingual.ts';
import { StoreUnreachable } from '../store/store.ts';
import type { Approval, Book, State } from './approval-store.ts';
import type { Visits } from './csrf.ts';
import { readForm } from './form-body.ts';
import { readAnswer } from './form-submission.ts';
import { isFromOurPage, isVisit, originOf } from './origin-check.ts';
import type { Pins } from './pin.ts';
import { noticePage, type Page } from './views/layout.ts';
import type { Notice } from './views/messages.ts';
import { type Mistakes, questionPage, TOKEN } from './views/question.ts';

export const ROOT = '/approvals/';
const BODY_MILLISECONDS = 10_000;

/** Serves `/approvals/<id>`, and says of every other address that it is unknown. Never throws, never logs. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

interface Parts {
  book: Book;
  pins: Pins;
  visits: Visits;
  now(): number;
  /** Under which origins the pages are reached, such as `http://127.0.0.1:4100`. */
  origins(): readonly string[];
  bodyMilliseconds?: number | undefined;
  /** The path that pages are below; `/approvals/` unless given. */
  root?: string | undefined;
}

const statuses: Readonly<Record<Notice, number>> = {
  approved: 200,
  denied: 200,
  used: 410,
  expired: 410,
  locked: 429,
  unknown: 404,
  foreign: 403,
  unproven: 403,
  malformed: 400,
  method: 405,
  large: 413,
  slow: 408,
  away: 503,
};

export function createHandler(parts: Parts): Handler {
  const { book, pins, visits, now, origins, bodyMilliseconds = BODY_MILLISECONDS, root = ROOT } = parts;

  async function answered(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { headers, method = '' } = request;
    const [pathname = '', query] = (request.url ?? '').split('?', 2);
    const asked = langOf(new URLSearchParams(query).get('lang'));
    const anyLang = asked ?? (/^\s*ko\b/i.test(headers['accept-language'] ?? '') ? 'ko' : 'en');
    const tell = (notice: Notice, more?: OutgoingHttpHeaders, lang = anyLang) =>
      send(request, response, statuses[notice], noticePage(notice, lang), more);

    const origin = originOf(headers, origins());
    if (origin === undefined) return send(request, response, 421, noticePage('foreign', anyLang));
    if (method !== 'GET' && method !== 'HEAD' && method !== 'POST') return tell('method', { allow: 'GET, HEAD, POST' });
    if (method === 'POST' ? !isFromOurPage(headers, origin) : !isVisit(headers)) return tell('foreign');

    const id = pathname.startsWith(root) ? pathname.slice(root.length) : '';
    const found = await book.find(id);
    const known = visits.known(id, headers);
    // To whoever has not seen it, a page that is over is no different from one that never was.
    if (!found || (found.state === 'expired' && !known)) return tell('unknown');

    const { approval } = found;
    const who = approval.second ? 'second' : 'first';
    const pin = pins[who];
    const lang = asked ?? approval.lang;
    const path = `${root}${approval.id}`;
    const visit = known ?? visits.begin();
    const show = (state: State, status?: number, mistakes: Mistakes = new Map()) => {
      const at = { lang, action: `${path}?lang=${lang}`, switchUrl: `${path}?lang=${lang === 'ko' ? 'en' : 'ko'}` };
      const cookie = known ? {} : { 'set-cookie': visits.cookie(id, path, visit, origin) };
      if (state === 'pending') {
        const token = visits.formToken(id, visit);
        const asksPin = pin !== undefined;
        const page = questionPage({ ...at, approval, token, now: now(), asksPin, mistakes });
        return send(request, response, status ?? 200, page, cookie);
      }
      const about = aboutOf(approval, lang);
      const page = noticePage(state, lang, { switchUrl: at.switchUrl, about });
      return send(request, response, status ?? statuses[state], page, cookie);
    };
    if (method !== 'POST') return show(found.state);

    if (!known) return tell('unproven', {}, lang);
    const fields = await readForm(request, bodyMilliseconds);
    if (typeof fields === 'string') return tell(fields, {}, lang);
    if (!visits.isFormToken(id, known, fields.get(TOKEN) ?? '')) return tell('unproven', {}, lang);
    // Looked at anew, since time passed while the form came in.
    const over = (state: State) => show(state, state === 'pending' || statuses[state] === 200 ? 409 : undefined);
    const state = async () => (await book.find(id))?.state ?? 'expired';
    const before = await state();
    if (before !== 'pending') return over(before);
    const answer = await readAnswer(approval, fields, pin, lang);
    if (answer.said === 'nothing') {
      if (answer.why === 'mistyped') return show('pending', 422, answer.mistakes);
      if (answer.why === 'wrong_pin') return show('pending', 403, answer.mistakes);
      if (answer.why === 'malformed') return tell('malformed', {}, lang);
      await book.lock(who);
      return show('locked');
    }
    const done = answer.said === 'deny' ? await book.deny(id) : await book.approve(id, answer.typed);
    // Somebody else has answered meanwhile, here or on another server.
    if (!done) return over(await state());
    return send(request, response, 303, { markup: '', styles: [] }, { location: `${path}?lang=${lang}` });
  }

  return async (request, response) => {
    try {
      await answered(request, response);
    } catch (error) {
      if (!(error instanceof StoreUnreachable)) throw error;
      const isKorean = /^\s*ko\b/i.test(request.headers['accept-language'] ?? '');
      send(request, response, statuses.away, noticePage('away', isKorean ? 'ko' : 'en'));
    }
  };
}

const langOf = (text: string | null): Lang | undefined => (text === 'ko' || text === 'en' ? text : undefined);

function aboutOf({ question }: Approval, lang: Lang): string {
  const { title, amount } = question[lang];
  return amount ? `${title} · ${amount.text}` : title;
}

const hashes = new Map<string, string>();

function hashOf(style: string): string {
  let hash = hashes.get(style);
  if (hash === undefined) {
    hash = `'sha256-${createHash('sha256').update(style).digest('base64')}'`;
    hashes.set(style, hash);
  }
  return hash;
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  { markup, styles }: Page,
  more: OutgoingHttpHeaders = {},
): void {
  if (response.destroyed || response.headersSent) return;
  const styleSource = styles.length > 0 ? styles.map(hashOf).join(' ') : "'none'";
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-length': Buffer.byteLength(markup),
    'content-security-policy': `default-src 'none'; style-src ${styleSource}; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    // A body that nobody reads would be taken for the next request.
    ...(request.method !== 'POST' || request.complete ? {} : { connection: 'close' }),
    ...more,
  });
  response.end(markup);
}
