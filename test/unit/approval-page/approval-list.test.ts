import { afterEach, describe, expect, it } from 'vitest';
import { createLocalApprovals } from '../../../src/approval-page/index.ts';
import type { ApprovalRequest, Approvals } from '../../../src/guard/confirmation/approvals.ts';
import { createMemoryStore } from '../../../src/store/memory/store.ts';
import { openApprovalList } from '../../support/approval-list.ts';
import { openApprovalPage, sendPageRequest } from '../../support/approval-page.ts';
import { buildRefundRequest } from '../../support/approval-request.ts';

const PIN = '246810';
const SECOND_PIN = '135791';
/** Noon in Seoul. */
const NOON = Date.parse('2026-11-21T12:00:00+09:00') / 1000;
let time = NOON;
const now = () => time;

let approvals: Approvals;
afterEach(async () => {
  time = NOON;
  await approvals.close();
});

let nextOrder = 0;
/** A refund of its own, so that it gets a page of its own. */
const buildRefund = (more: Partial<ApprovalRequest> = {}): ApprovalRequest => {
  const request = buildRefundRequest({ shop: '감귤상회', asker: 'anna', ...more });
  return { ...request, binding: { ...request.binding, args: { order: nextOrder++ }, caller: `c${nextOrder}` } };
};

async function start(pins: { pin?: string; secondPin?: string } = { pin: PIN, secondPin: SECOND_PIN }) {
  const store = createMemoryStore(now);
  approvals = createLocalApprovals({ store, now, ...pins });
  const first = buildRefund();
  const { url } = await approvals.open(first);
  const list = openApprovalList(`${new URL(url).origin}/a`);
  return { first, url, list };
}

describe('the list of approvals', () => {
  it('asks for a PIN before it shows anything, and says nothing of the shop until then', async () => {
    const { list } = await start();
    const { status, text } = await list.get();
    expect(status).toBe(200);
    expect(text).toContain('<h1>For approvers</h1>');
    expect(text).not.toMatch(/감귤|25,000|anna|\/a\/[\w-]{22}/);
  });

  it.each([PIN, SECOND_PIN])('opens with the PIN %s and shows what waits, with a link to its page', async (pin) => {
    const { list, url } = await start();
    expect((await list.post({ pin })).status).toBe(303);
    expect(await list.readText('?lang=en')).toBe(
      'PortOne V1 approval 한국어 감귤상회 Approvals Waiting 1 Cancel a payment and refund the buyer ₩25,000 ' +
        'Requested by anna at 12:00 until 12:05 Decided lately Nothing was decided in the last hour. Reload Sign out ' +
        'A request opens the page on which it is approved or denied. Times are Korean time. After 15 minutes the PIN is asked again.',
    );
    expect(await list.readText('?lang=ko')).toBe(
      '포트원 V1 승인 English 감귤상회 승인 목록 승인 대기 1건 결제를 취소하고 구매자에게 환불합니다 ₩25,000 ' +
        'anna가 12:00에 요청 12:05까지 최근 처리 최근 한 시간 동안 처리한 요청이 없습니다. 새로 고침 나가기 ' +
        '요청을 누르면 승인하거나 거절하는 페이지가 열립니다. 시각은 한국 시간입니다. 15분 뒤에는 PIN을 다시 묻습니다.',
    );
    expect((await list.get('?lang=ko')).text).toContain(`href="${new URL(url).pathname}?lang=ko"`);
  });

  it('shows nothing of a buyer', async () => {
    const { list } = await start();
    await list.post({ pin: PIN });
    expect((await list.get('?lang=ko')).text).not.toMatch(/홍|5678|ORD-|감귤 5kg/);
  });

  it('shows what was decided, and how and when', async () => {
    const { list } = await start();
    const [approved, declined, lapsed] = [buildRefund(), buildRefund(), buildRefund({ approver: 'second' })];
    for (const [request, decision, pin] of [
      [approved, 'approve', PIN],
      [declined, 'deny', ''],
      [lapsed, 'approve', SECOND_PIN],
    ] as const) {
      time += 60;
      await (await openApprovalPage((await approvals.open(request)).url)).post({ decision, pin });
    }
    await approvals.consume(approved.binding);
    time += 301;
    await list.post({ pin: PIN });
    const [, decided = ''] = (await list.readText('?lang=en')).split('Decided lately');
    expect(decided.match(/(Approved|Denied|Expired|Locked)[a-z, ]* · \d\d:\d\d/g)).toEqual([
      'Expired · 12:05',
      'Approved, not used in time · 12:03',
      'Denied · 12:02',
      'Approved · 12:01',
    ]);
    expect(decided).toContain('Requested by anna at 12:03 · Second approval');
    time += 3_700;
    await list.post({ pin: PIN });
    expect(await list.readText('?lang=en')).toContain('Nothing was decided in the last hour.');
  });

  it('shows at most fifty that wait, and says how many more there are', async () => {
    const { list } = await start();
    for (let count = 1; count < 53; count += 1) await approvals.open(buildRefund());
    await list.post({ pin: PIN });
    const text = await list.readText('?lang=en');
    expect(text.match(/Requested by anna/g)).toHaveLength(50);
    expect(text).toContain('Waiting 53');
    expect(text).toContain('3 more are waiting.');
  });

  it('decides nothing: a form that a page would take changes nothing there', async () => {
    const { list, first } = await start();
    await list.post({ pin: PIN });
    await list.post({ decision: 'approve', pin: PIN });
    expect(await approvals.isPending(first.binding)).toBe(true);
  });

  it('a session does not open an approval without the PIN', async () => {
    const { list, url, first } = await start();
    await list.post({ pin: PIN });
    const page = await openApprovalPage(url);
    expect((await page.post({ decision: 'approve', pin: '' })).status).toBe(403);
    expect(await approvals.isPending(first.binding)).toBe(true);
  });

  it('without a PIN there is no list', async () => {
    const { list, url } = await start({});
    expect((await list.get()).status).toBe(404);
    expect((await sendPageRequest(`${new URL(url).origin}/a/`)).status).toBe(404);
  });
});

describe('the session of an approver', () => {
  it('lasts fifteen minutes, in a cookie that no script and no other site can use', async () => {
    const { list } = await start();
    const { headers } = await list.post({ pin: PIN });
    expect(headers['set-cookie']?.[0]).toMatch(
      /^portone-approver=[\w.-]+; Path=\/a; Max-Age=900; HttpOnly; SameSite=Strict$/,
    );
    time += 899;
    expect(await list.readText('?lang=en')).toContain('Sign out');
    time += 1;
    expect(await list.readText('?lang=en')).toContain('For approvers');
  });

  it('ends when the approver signs out', async () => {
    const { list } = await start();
    await list.post({ pin: PIN });
    await list.post({ leave: '1' });
    expect(await list.readText('?lang=en')).toContain('For approvers');
  });

  it('is not opened by a cookie that was altered', async () => {
    const { list, url } = await start();
    const { headers } = await list.post({ pin: PIN });
    const [cookie = ''] = headers['set-cookie']?.[0]?.split(';') ?? [];
    const listUrl = `${new URL(url).origin}/a`;
    const later = cookie.replace(/=\d+/, (end) => `=${Number(end.slice(1)) + 9_000}`);
    for (const forged of [later, `${cookie}x`.replace(/.x$/, 'x'), 'portone-approver=', 'portone-approver=..'])
      expect(await openApprovalList(listUrl, forged).readText('?lang=en'), forged).toContain('For approvers');
    expect(await openApprovalList(listUrl, cookie).readText('?lang=en')).toContain('Sign out');
  });
});

describe('the PIN of the list', () => {
  it('locks after five wrong attempts, twice as long the next time, and no approval page with it', async () => {
    const { list, url } = await start();
    for (const [index, left] of ['4 tries', '3 tries', '2 tries', 'One try'].entries()) {
      const { status, text } = await list.post({ pin: `wrong ${index}` });
      expect(status).toBe(403);
      expect(text).toContain(`${left} left.`);
    }
    expect((await list.post({ pin: 'wrong' })).status).toBe(429);
    const { status, text } = await list.post({ pin: PIN });
    expect(status).toBe(429);
    expect(text).toContain('The list is locked');
    expect((await (await openApprovalPage(url)).post({ decision: 'approve', pin: PIN })).status).toBe(303);
    time += 300;
    for (let attempt = 0; attempt < 5; attempt += 1) await list.post({ pin: 'wrong' });
    time += 300;
    expect((await list.post({ pin: PIN })).status).toBe(429);
    time += 300;
    expect((await list.post({ pin: PIN })).status).toBe(303);
  });

  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
    ['another origin', { 'sec-fetch-site': 'same-origin', origin: 'https://evil.example' }],
    ['a host name of its own', { host: 'evil.example' }],
  ])('is not taken from %s', async (_, headers) => {
    const { list } = await start();
    expect((await list.post({ pin: PIN }, headers)).headers['set-cookie']).toBeUndefined();
    expect(await list.readText('?lang=en')).toContain('For approvers');
  });

  it('the sign-in and the list have no script and may load nothing', async () => {
    const { list } = await start();
    const signIn = await list.get();
    await list.post({ pin: PIN });
    for (const { headers, text } of [signIn, await list.get()]) {
      expect(headers['content-security-policy']).toMatch(
        /^default-src 'none'; style-src 'sha256-[^;]*; img-src data:;/,
      );
      expect(headers).toMatchObject({ 'cache-control': 'no-store', 'x-frame-options': 'DENY' });
      expect(text).not.toMatch(/<script|\son\w+=|javascript:/i);
    }
  });
});
