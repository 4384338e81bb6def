import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { localApprovals } from '../../../src/approval-page/index.ts';
import type { ApprovalRequest, Approvals } from '../../../src/guard/confirmation/approvals.ts';
import { createMemoryStore } from '../../../src/store/memory/store.ts';
import { exchange, form, fromThePage, type Reply, type Visitor, visit } from '../../support/approval-page.ts';
import { cardRequest, refundRequest } from '../../support/approval-request.ts';

const APPROVE = { decision: 'approve' };

let now = 1_800_000_000;
let approvals: Approvals;
let request: ApprovalRequest;
let url: string;
let page: Visitor;

beforeEach(async () => {
  approvals = localApprovals({ store: createMemoryStore(() => now), now: () => now, bodyMilliseconds: 200 });
  request = refundRequest();
  url = (await approvals.open(request)).url;
  page = await visit(url);
});
afterEach(() => approvals.close());

const port = () => new URL(url).port;
const otherPage = async () => {
  const bond = { ...request.bond, args: { imp_uid: 'imp_2' } };
  return visit((await approvals.open(refundRequest({ bond }))).url);
};
const posted = (headers: Record<string, string>, fields: Record<string, string> = {}) =>
  exchange(url, {
    method: 'POST',
    headers: { cookie: page.cookie, ...form, ...headers },
    body: String(new URLSearchParams({ token: page.token, ...APPROVE, ...fields })),
  });

/** Sends what a client would not, over a bare socket, and hears the status of the answer. */
const raw = (text: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const socket = connect(Number(port()), '127.0.0.1', () => socket.write(text));
    socket.setEncoding('utf8');
    socket.once('data', (answer) => {
      socket.destroy();
      resolve(Number(String(answer).slice(9, 12)));
    });
    socket.once('error', reject);
    socket.once('close', () => resolve(0));
  });

interface Attack {
  name: string;
  status: number;
  tried(): Promise<Reply | { status: number }>;
}

const attacks: Attack[] = [
  {
    name: 'a post without the token (CSRF)',
    status: 403,
    tried: () => posted(fromThePage, { token: '' }),
  },
  {
    name: 'a post with the token of another page',
    status: 403,
    tried: async () => posted(fromThePage, { token: (await otherPage()).token }),
  },
  {
    name: 'a post with the token of another browser',
    status: 403,
    tried: async () => posted(fromThePage, { token: (await visit(url)).token }),
  },
  { name: 'a post without the cookie', status: 403, tried: () => posted({ ...fromThePage, cookie: '' }) },
  {
    name: 'a post with a forged cookie',
    status: 403,
    tried: () => posted({ ...fromThePage, cookie: 'portone-approval=AAAAAAAAAAAAAAAAAAAAAA.AAAA' }),
  },
  {
    name: 'a post with the cookie of another page',
    status: 403,
    tried: async () => posted({ ...fromThePage, cookie: (await otherPage()).cookie }),
  },
  {
    name: 'a post from another site',
    status: 403,
    tried: () => posted({ origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }),
  },
  {
    name: 'a post from another site by a browser without Sec-Fetch-Site',
    status: 403,
    tried: () => posted({ origin: 'https://evil.example' }),
  },
  {
    name: 'a post that a browser calls cross-site, whatever origin it claims',
    status: 403,
    tried: () => posted({ origin: `http://127.0.0.1:${port()}`, 'sec-fetch-site': 'cross-site' }),
  },
  {
    name: 'a post from an opaque origin, such as a sandboxed frame',
    status: 403,
    tried: () => posted({ origin: 'null', 'sec-fetch-site': 'cross-site' }),
  },
  { name: 'a post from an opaque origin and nothing else', status: 403, tried: () => posted({ origin: 'null' }) },
  {
    name: 'a post from another port of this machine',
    status: 403,
    tried: () => posted({ origin: 'http://127.0.0.1:1', 'sec-fetch-site': 'same-site' }),
  },
  {
    name: 'a post whose origin is the other name of this machine',
    status: 403,
    tried: () => posted({ origin: `http://localhost:${port()}` }),
  },
  { name: 'a post that says nothing of where it is from', status: 403, tried: () => posted({}) },
  {
    name: 'a post under a name that was made to point here (rebinding)',
    status: 421,
    tried: () =>
      posted({
        host: `evil.example:${port()}`,
        origin: `http://evil.example:${port()}`,
        'sec-fetch-site': 'same-origin',
      }),
  },
  {
    name: 'a look under a name that was made to point here',
    status: 421,
    tried: () => exchange(url, { headers: { host: `evil.example:${port()}` } }),
  },
  {
    name: 'a look under the right name with another port',
    status: 421,
    tried: () => exchange(url, { headers: { host: '127.0.0.1:1' } }),
  },
  {
    name: 'a look with no Host at all',
    status: 421,
    tried: async () => ({ status: await raw(`GET ${new URL(url).pathname} HTTP/1.0\r\n\r\n`) }),
  },
  {
    name: 'a frame of another page',
    status: 403,
    tried: () => exchange(url, { headers: { 'sec-fetch-dest': 'iframe', 'sec-fetch-site': 'cross-site' } }),
  },
  {
    name: 'a decision in the address of a GET',
    status: 200,
    tried: () =>
      exchange(`${url}?decision=approve&token=${page.token}`, { headers: { cookie: page.cookie, ...fromThePage } }),
  },
  {
    name: 'a prefetch',
    status: 200,
    tried: () => exchange(url, { headers: { cookie: page.cookie, 'sec-purpose': 'prefetch' } }),
  },
  ...['PUT', 'DELETE', 'PATCH', 'OPTIONS'].map(
    (method): Attack => ({
      name: `the method ${method}`,
      status: 405,
      tried: () => exchange(url, { method, headers: { cookie: page.cookie, ...fromThePage } }),
    }),
  ),
  {
    name: 'a guessed id',
    status: 404,
    tried: () => exchange(url.replace(/[^/]+$/, 'A'.repeat(43))),
  },
  { name: 'the beginning of an id', status: 404, tried: () => exchange(url.slice(0, -1)) },
  { name: 'a path around the id', status: 404, tried: () => exchange(`${url}/..`) },
  { name: 'a huge body', status: 413, tried: () => page.post({ ...APPROVE, amount: '1'.repeat(20_000) }) },
  {
    name: 'a body that never ends',
    status: 408,
    tried: async () => ({
      status: await raw(
        `POST ${new URL(url).pathname} HTTP/1.1\r\nHost: 127.0.0.1:${port()}\r\nCookie: ${page.cookie}\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 500\r\n\r\ntoken=${page.token}&decision=approve`,
      ),
    }),
  },
  {
    name: 'another content type',
    status: 400,
    tried: () => posted({ ...fromThePage, 'content-type': 'text/plain' }),
  },
  {
    name: 'a field that the page does not have',
    status: 400,
    tried: () => page.post({ ...APPROVE, full_refund: '1' }),
  },
  { name: 'a decision that there is not', status: 400, tried: () => page.post({ decision: 'APPROVE' }) },
  {
    name: 'two decisions in one form',
    status: 400,
    tried: () =>
      exchange(url, {
        method: 'POST',
        headers: { cookie: page.cookie, ...form, ...fromThePage },
        body: `token=${page.token}&decision=deny&decision=approve`,
      }),
  },
];

describe('the page', () => {
  it.each(attacks)('is not approved by $name', async ({ tried, status }) => {
    expect((await tried()).status).toBe(status);
    expect(await approvals.take(request.bond)).toBeUndefined();
    // The attack was the reason: the same page still takes an honest answer.
    expect((await page.post(APPROVE)).status).toBe(303);
    expect(await approvals.take(request.bond)).toEqual({ said: 'approved', secrets: {} });
  });

  it('takes an honest answer under both names of this machine, with or without Sec-Fetch-Site', async () => {
    const host = `localhost:${port()}`;
    expect((await posted({ host, origin: `http://${host}` })).status).toBe(303);
    expect(await approvals.take(request.bond)).toEqual({ said: 'approved', secrets: {} });
  });
});

describe('a stranger', () => {
  it('cannot tell a page that is over from one that never was', async () => {
    now += 300;
    const over = await exchange(url);
    const never = await exchange(url.replace(/[^/]+$/, 'B'.repeat(43)));
    expect(over.status).toBe(404);
    const { date: _, ...overHeaders } = over.headers;
    const { date: __, ...neverHeaders } = never.headers;
    expect([over.text, overHeaders]).toEqual([never.text, neverHeaders]);
  });

  it('hears nothing of what was typed', async () => {
    const { url: cardUrl } = await approvals.open(cardRequest());
    const typist = await visit(cardUrl);
    await typist.post({ ...APPROVE, 'secret.card_number': '4111-1111-1111-1111', 'secret.expiry': '2029-03' });
    for (const reader of [typist, await visit(cardUrl)]) expect((await reader.get()).text).not.toMatch(/1111|2029/);
  });
});
