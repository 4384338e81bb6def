import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { localApprovals } from '../../src/approval/index.ts';
import type { ApprovalRequest, Approvals } from '../../src/guard/approvals.ts';
import { createMemoryStore } from '../../src/store/memory.ts';
import { exchange, form, fromThePage, type Reply, type Visitor, visit } from '../support/approval-page.ts';
import { cardRequest, refundRequest } from '../support/approval-request.ts';

const PIN = '246810';
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

describe('a decision', () => {
  it('counts once when its post is replayed', async () => {
    await page.post(APPROVE);
    expect(await approvals.take(request.bond)).toBeDefined();
    expect((await page.post(APPROVE)).status).toBe(410);
    expect(await approvals.take(request.bond)).toBeUndefined();
  });

  it('counts once when the page was opened twice', async () => {
    const again = await visit(url);
    expect((await page.post(APPROVE)).status).toBe(303);
    expect((await again.post(APPROVE)).status).toBe(409);
    expect(await approvals.take(request.bond)).toBeDefined();
    expect(await approvals.take(request.bond)).toBeUndefined();
  });

  it('stays a denial', async () => {
    expect((await page.post({ decision: 'deny' })).status).toBe(303);
    expect((await page.post(APPROVE)).status).toBe(409);
    expect(await approvals.take(request.bond)).toEqual({ said: 'denied' });
    expect(await approvals.take(request.bond)).toBeUndefined();
  });

  it('goes to one of twenty who take it at once', async () => {
    await page.post(APPROVE);
    const taken = await Promise.all(Array.from({ length: 20 }, () => approvals.take(request.bond)));
    expect(taken.filter((one) => one !== undefined)).toEqual([{ said: 'approved', secrets: {} }]);
  });

  it('is the first of twenty that are posted at once', async () => {
    const decisions = Array.from({ length: 20 }, (_, n) => page.post({ decision: n % 2 ? 'approve' : 'deny' }));
    const statuses = (await Promise.all(decisions)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 303)).toHaveLength(1);
    expect(statuses.filter((status) => status === 409)).toHaveLength(19);
  });

  it.each([
    ['another tool', { tool: 'delete_billing_key' }],
    ['other arguments', { args: { imp_uid: 'imp_1', amount: 25_001, checksum: 89_000 } }],
    ['another state', { state: [{ status: 'paid', cancel_amount: 1 }] }],
    ['another caller', { caller: 'somebody else' }],
  ])('is worth nothing to %s', async (_, change) => {
    await page.post(APPROVE);
    expect(await approvals.take({ ...request.bond, ...change })).toBeUndefined();
    expect(await approvals.take(request.bond)).toBeDefined();
  });

  it('is worth nothing in another process', async () => {
    await page.post(APPROVE);
    const elsewhere = localApprovals({ store: createMemoryStore(() => now), now: () => now });
    expect(await elsewhere.take(request.bond)).toBeUndefined();
  });

  it('comes too late after five minutes', async () => {
    now += 300;
    expect((await page.post(APPROVE)).status).toBe(410);
    expect(await approvals.take(request.bond)).toBeUndefined();
  });

  it('is not held against a request five minutes later', async () => {
    await page.post({ decision: 'deny' });
    now += 300;
    expect(await approvals.take(request.bond)).toBeUndefined();
  });

  it('is not kept for longer than five minutes', async () => {
    await page.post(APPROVE);
    now += 300;
    expect(await approvals.take(request.bond)).toBeUndefined();
    expect((await page.get()).status).toBe(410);
  });
});

describe('the PIN', () => {
  beforeEach(async () => {
    await approvals.close();
    approvals = localApprovals({ store: createMemoryStore(() => now), now: () => now, pin: PIN });
    url = (await approvals.open(request)).url;
    page = await visit(url);
  });

  const guess = (pin: string) => page.post({ ...APPROVE, pin });

  it('is asked for', async () => {
    expect((await page.post(APPROVE)).status).toBe(403);
    expect((await guess(PIN.slice(1))).status).toBe(403);
    expect(await approvals.take(request.bond)).toBeUndefined();
    expect((await guess(PIN)).status).toBe(303);
    expect(await approvals.take(request.bond)).toBeDefined();
  });

  it('is not needed to deny', async () => {
    await page.post({ decision: 'deny' });
    expect(await approvals.take(request.bond)).toEqual({ said: 'denied' });
  });

  it('cannot be guessed: the fifth wrong one locks the page even to the right one', async () => {
    const statuses = [];
    for (const pin of ['1', '2', '3', '4', '5', PIN]) statuses.push((await guess(pin)).status);
    expect(statuses).toEqual([403, 403, 403, 403, 429, 429]);
    expect((await page.get()).status).toBe(429);
    expect(await approvals.take(request.bond)).toBeUndefined();
    await expect(approvals.open(request)).rejects.toMatchObject({ kind: 'rate_limited' });
  });

  it('cannot be guessed by twenty posts at once', async () => {
    const guesses = await Promise.all(Array.from({ length: 20 }, (_, n) => guess(String(n))));
    expect(guesses.filter(({ status }) => status === 403)).toHaveLength(4);
    expect(guesses.filter(({ status }) => status === 429)).toHaveLength(16);
    expect((await guess(PIN)).status).toBe(429);
  });

  it('cannot be guessed over several pages, nor on a new one', async () => {
    const other = await otherPage();
    for (const pin of ['1', '2', '3']) await guess(pin);
    await other.post({ ...APPROVE, pin: '4' });
    expect((await other.post({ ...APPROVE, pin: '5' })).status).toBe(429);
    expect((await guess(PIN)).status).toBe(429);
    const bond = { ...request.bond, args: { imp_uid: 'imp_3' } };
    await expect(approvals.open(refundRequest({ bond }))).rejects.toMatchObject({ kind: 'rate_limited' });
  });

  it('takes longer to try again each time', async () => {
    const fiveWrong = async () => {
      page = await visit((await approvals.open(request)).url);
      for (const pin of ['1', '2', '3', '4', '5']) await guess(pin);
    };
    await fiveWrong();
    now += 300;
    await fiveWrong();
    now += 300;
    await expect(approvals.open(request)).rejects.toMatchObject({ kind: 'rate_limited' });
    now += 300;
    page = await visit((await approvals.open(request)).url);
    expect((await guess(PIN)).status).toBe(303);
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
