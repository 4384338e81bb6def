import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLocalApprovals } from '../../../src/approval-page/index.ts';
import type { ApprovalRequest, Approvals } from '../../../src/guard/confirmation/approvals.ts';
import { createMemoryStore } from '../../../src/store/memory/store.ts';
import {
  formHeaders,
  openApprovalPage,
  type PageResponse,
  type PageVisitor,
  sameOriginHeaders,
  sendPageRequest,
} from '../../support/approval-page.ts';
import { buildCardRequest, buildRefundRequest } from '../../support/approval-request.ts';

const APPROVE = { decision: 'approve' };

let now = 1_800_000_000;
let approvals: Approvals;
let request: ApprovalRequest;
let url: string;
let page: PageVisitor;

beforeEach(async () => {
  approvals = createLocalApprovals({ store: createMemoryStore(() => now), now: () => now, bodyTimeoutMs: 200 });
  request = buildRefundRequest();
  url = (await approvals.open(request)).url;
  page = await openApprovalPage(url);
});
afterEach(() => approvals.close());

const getPort = () => new URL(url).port;
const openOtherPage = async () => {
  const binding = { ...request.binding, args: { imp_uid: 'imp_2' } };
  return openApprovalPage((await approvals.open(buildRefundRequest({ binding }))).url);
};
const postForm = (headers: Record<string, string>, fields: Record<string, string> = {}) =>
  sendPageRequest(url, {
    method: 'POST',
    headers: { cookie: page.cookie, ...formHeaders, ...headers },
    body: String(new URLSearchParams({ token: page.token, ...APPROVE, ...fields })),
  });

/** Sends a request that no HTTP client would send, over a raw socket, and returns the status of the response. */
const sendRaw = (text: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const socket = connect(Number(getPort()), '127.0.0.1', () => socket.write(text));
    socket.setEncoding('utf8');
    socket.once('data', (answer) => {
      socket.destroy();
      resolve(Number(String(answer).slice(9, 12)));
    });
    socket.once('error', reject);
    socket.once('close', () => resolve(0));
  });

interface PageAttack {
  name: string;
  status: number;
  attempt(): Promise<PageResponse | { status: number }>;
}

const attacks: PageAttack[] = [
  {
    name: 'a post without the token (CSRF)',
    status: 403,
    attempt: () => postForm(sameOriginHeaders, { token: '' }),
  },
  {
    name: 'a post with the token of another page',
    status: 403,
    attempt: async () => postForm(sameOriginHeaders, { token: (await openOtherPage()).token }),
  },
  {
    name: 'a post with the token of another browser',
    status: 403,
    attempt: async () => postForm(sameOriginHeaders, { token: (await openApprovalPage(url)).token }),
  },
  { name: 'a post without the cookie', status: 403, attempt: () => postForm({ ...sameOriginHeaders, cookie: '' }) },
  {
    name: 'a post with a forged cookie',
    status: 403,
    attempt: () => postForm({ ...sameOriginHeaders, cookie: 'portone-approval=AAAAAAAAAAAAAAAAAAAAAA.AAAA' }),
  },
  {
    name: 'a post with the cookie of another page',
    status: 403,
    attempt: async () => postForm({ ...sameOriginHeaders, cookie: (await openOtherPage()).cookie }),
  },
  {
    name: 'a post from another site',
    status: 403,
    attempt: () => postForm({ origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }),
  },
  {
    name: 'a post from another site by a browser without Sec-Fetch-Site',
    status: 403,
    attempt: () => postForm({ origin: 'https://evil.example' }),
  },
  {
    name: 'a post that a browser calls cross-site, whatever origin it claims',
    status: 403,
    attempt: () => postForm({ origin: `http://127.0.0.1:${getPort()}`, 'sec-fetch-site': 'cross-site' }),
  },
  {
    name: 'a post from an opaque origin, such as a sandboxed frame',
    status: 403,
    attempt: () => postForm({ origin: 'null', 'sec-fetch-site': 'cross-site' }),
  },
  { name: 'a post from an opaque origin and nothing else', status: 403, attempt: () => postForm({ origin: 'null' }) },
  {
    name: 'a post from another port of this machine',
    status: 403,
    attempt: () => postForm({ origin: 'http://127.0.0.1:1', 'sec-fetch-site': 'same-site' }),
  },
  {
    name: 'a post whose origin is the other name of this machine',
    status: 403,
    attempt: () => postForm({ origin: `http://localhost:${getPort()}` }),
  },
  { name: 'a post that says nothing of where it is from', status: 403, attempt: () => postForm({}) },
  {
    name: 'a post under a name that was made to point here (rebinding)',
    status: 421,
    attempt: () =>
      postForm({
        host: `evil.example:${getPort()}`,
        origin: `http://evil.example:${getPort()}`,
        'sec-fetch-site': 'same-origin',
      }),
  },
  {
    name: 'a look under a name that was made to point here',
    status: 421,
    attempt: () => sendPageRequest(url, { headers: { host: `evil.example:${getPort()}` } }),
  },
  {
    name: 'a look under the right name with another port',
    status: 421,
    attempt: () => sendPageRequest(url, { headers: { host: '127.0.0.1:1' } }),
  },
  {
    name: 'a look with no Host at all',
    status: 421,
    attempt: async () => ({ status: await sendRaw(`GET ${new URL(url).pathname} HTTP/1.0\r\n\r\n`) }),
  },
  {
    name: 'a frame of another page',
    status: 403,
    attempt: () => sendPageRequest(url, { headers: { 'sec-fetch-dest': 'iframe', 'sec-fetch-site': 'cross-site' } }),
  },
  {
    name: 'a decision in the address of a GET',
    status: 200,
    attempt: () =>
      sendPageRequest(`${url}?decision=approve&token=${page.token}`, {
        headers: { cookie: page.cookie, ...sameOriginHeaders },
      }),
  },
  {
    name: 'a prefetch',
    status: 200,
    attempt: () => sendPageRequest(url, { headers: { cookie: page.cookie, 'sec-purpose': 'prefetch' } }),
  },
  ...['PUT', 'DELETE', 'PATCH', 'OPTIONS'].map(
    (method): PageAttack => ({
      name: `the method ${method}`,
      status: 405,
      attempt: () => sendPageRequest(url, { method, headers: { cookie: page.cookie, ...sameOriginHeaders } }),
    }),
  ),
  {
    name: 'a guessed id',
    status: 404,
    attempt: () => sendPageRequest(url.replace(/[^/]+$/, 'A'.repeat(43))),
  },
  { name: 'the beginning of an id', status: 404, attempt: () => sendPageRequest(url.slice(0, -1)) },
  { name: 'a path around the id', status: 404, attempt: () => sendPageRequest(`${url}/..`) },
  { name: 'a huge body', status: 413, attempt: () => page.post({ ...APPROVE, amount: '1'.repeat(20_000) }) },
  {
    name: 'a body that never ends',
    status: 408,
    attempt: async () => ({
      status: await sendRaw(
        `POST ${new URL(url).pathname} HTTP/1.1\r\nHost: 127.0.0.1:${getPort()}\r\nCookie: ${page.cookie}\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 500\r\n\r\ntoken=${page.token}&decision=approve`,
      ),
    }),
  },
  {
    name: 'another content type',
    status: 400,
    attempt: () => postForm({ ...sameOriginHeaders, 'content-type': 'text/plain' }),
  },
  {
    name: 'a field that the page does not have',
    status: 400,
    attempt: () => page.post({ ...APPROVE, full_refund: '1' }),
  },
  { name: 'a decision that there is not', status: 400, attempt: () => page.post({ decision: 'APPROVE' }) },
  {
    name: 'two decisions in one form',
    status: 400,
    attempt: () =>
      sendPageRequest(url, {
        method: 'POST',
        headers: { cookie: page.cookie, ...formHeaders, ...sameOriginHeaders },
        body: `token=${page.token}&decision=deny&decision=approve`,
      }),
  },
];

describe('attacks on the approval page', () => {
  it.each(attacks)('the page is not approved by $name', async ({ attempt, status }) => {
    expect((await attempt()).status).toBe(status);
    expect(await approvals.consume(request.binding)).toBeUndefined();
    // The attack was the reason for the refusal: the same page still accepts a legitimate approval.
    expect((await page.post(APPROVE)).status).toBe(303);
    expect(await approvals.consume(request.binding)).toEqual({ status: 'approved', secrets: {} });
  });

  it('the page accepts a legitimate approval under both local host names, with or without Sec-Fetch-Site', async () => {
    const host = `localhost:${getPort()}`;
    expect((await postForm({ host, origin: `http://${host}` })).status).toBe(303);
    expect(await approvals.consume(request.binding)).toEqual({ status: 'approved', secrets: {} });
  });
});

describe('information about a page for outsiders', () => {
  it('an expired page is indistinguishable from a page that never existed', async () => {
    now += 300;
    const over = await sendPageRequest(url);
    const never = await sendPageRequest(url.replace(/[^/]+$/, 'B'.repeat(43)));
    expect(over.status).toBe(404);
    const { date: _, ...overHeaders } = over.headers;
    const { date: __, ...neverHeaders } = never.headers;
    expect([over.text, overHeaders]).toEqual([never.text, neverHeaders]);
  });

  it('the page never displays typed secrets to later visitors', async () => {
    const { url: cardUrl } = await approvals.open(buildCardRequest());
    const typist = await openApprovalPage(cardUrl);
    await typist.post({ ...APPROVE, 'secret.card_number': '4111-1111-1111-1111', 'secret.expiry': '2029-03' });
    for (const reader of [typist, await openApprovalPage(cardUrl)])
      expect((await reader.get()).text).not.toMatch(/1111|2029/);
  });
});
