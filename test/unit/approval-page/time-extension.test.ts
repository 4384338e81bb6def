import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLocalApprovals } from '../../../src/approval-page/index.ts';
import type { ApprovalRequest, Approvals } from '../../../src/guard/confirmation/approvals.ts';
import { createMemoryStore } from '../../../src/store/memory/store.ts';
import {
  formHeaders,
  openApprovalPage,
  type PageVisitor,
  sameOriginHeaders,
  sendPageRequest,
} from '../../support/approval-page.ts';
import { buildCardRequest, buildRefundRequest } from '../../support/approval-request.ts';

const PIN = '246810';
const APPROVE = { decision: 'approve' };
const EXTEND = { decision: 'extend' };
const EXTEND_BUTTON = 'value="extend"';

let now: number;
let approvals: Approvals;
let request: ApprovalRequest;
let page: PageVisitor;

async function setUp(pin?: string): Promise<void> {
  now = 1_800_000_000;
  approvals = createLocalApprovals({ store: createMemoryStore(() => now), now: () => now, pin });
  request = buildRefundRequest();
  page = await openApprovalPage((await approvals.open(request)).url);
}
beforeEach(() => setUp());
afterEach(() => approvals.close());

describe('extending the time to decide', () => {
  it('an extended page can be approved and its approval used for five more minutes, and no longer', async () => {
    now += 299;
    expect((await page.post(EXTEND)).status).toBe(303);
    now += 300;
    expect((await page.post(APPROVE)).status).toBe(303);
    expect(await approvals.consume(request.binding)).toEqual({ status: 'approved', secrets: {} });
    await setUp();
    await page.post(EXTEND);
    now += 600;
    expect((await page.post(APPROVE)).status).toBe(410);
    expect(await approvals.consume(request.binding)).toBeUndefined();
  });

  it('an approval given before the extension ends is void after it', async () => {
    await page.post(EXTEND);
    now += 599;
    await page.post(APPROVE);
    now += 1;
    expect(await approvals.consume(request.binding)).toBeUndefined();
  });

  it('an approval given early on an extended page can be used for five minutes like any other', async () => {
    await page.post(EXTEND);
    now += 10;
    await page.post(APPROVE);
    now += 300;
    expect(await approvals.consume(request.binding)).toBeUndefined();
  });

  it('the time is extended once, and the page then offers it no more', async () => {
    expect(page.firstResponse.text).toContain(EXTEND_BUTTON);
    await page.post(EXTEND);
    const extended = await page.get();
    expect(extended.text).not.toContain(EXTEND_BUTTON);
    expect(extended.text).toContain('5분 연장되어');
    expect((await page.post(EXTEND)).status).toBe(409);
    now += 600;
    expect((await page.get()).status).toBe(410);
  });

  it('a repeated call still gets the extended page instead of a new one', async () => {
    const { url } = await approvals.open(request);
    await page.post(EXTEND);
    now += 400;
    expect(await approvals.open(request)).toMatchObject({ url, expiresAt: now + 200 });
  });

  it.each([
    ['approved', APPROVE, 409],
    ['denied', { decision: 'deny' }, 409],
  ])('a page that was %s cannot be extended', async (_, decision, status) => {
    await page.post(decision);
    expect((await page.post(EXTEND)).status).toBe(status);
    now += 301;
    expect(await approvals.consume(request.binding)).toBeUndefined();
  });

  it('a page that has expired cannot be extended', async () => {
    now += 300;
    expect((await page.post(EXTEND)).status).toBe(410);
    expect((await page.post(APPROVE)).status).toBe(410);
  });

  it('an extension needs the token and the cookie of the page, as a decision does', async () => {
    expect((await page.post({ ...EXTEND, token: 'forged' })).status).toBe(403);
    const { url } = await approvals.open(request);
    const body = String(new URLSearchParams({ token: page.token, ...EXTEND }));
    const withoutCookie = await sendPageRequest(url, {
      method: 'POST',
      headers: { ...formHeaders, ...sameOriginHeaders },
      body,
    });
    expect(withoutCookie.status).toBe(403);
    now += 301;
    expect((await page.get()).status).toBe(410);
  });

  it('an extension needs no PIN and does not count as a wrong one, and the approval still needs it', async () => {
    await approvals.close();
    await setUp(PIN);
    expect((await page.post(EXTEND)).status).toBe(303);
    now += 400;
    const wrong = await page.post({ ...APPROVE, pin: '000000' });
    expect(wrong.text).toContain('4번 더');
    expect((await page.post({ ...APPROVE, pin: PIN })).status).toBe(303);
  });

  it('a page locked by wrong PINs cannot be extended', async () => {
    await approvals.close();
    await setUp(PIN);
    for (let attempt = 0; attempt < 5; attempt += 1) await page.post({ ...APPROVE, pin: '000000' });
    expect((await page.post(EXTEND)).status).toBe(429);
  });

  it('the button belongs to a form of its own, so that nothing typed is sent', async () => {
    const { url } = await approvals.open(buildCardRequest());
    const { text } = await sendPageRequest(url);
    const forms = [...text.matchAll(/<form[^>]*>(.*?)<\/form>/gs)].map(([form]) => form);
    const extension = forms.find((form) => form.includes('id="extension"'));
    expect(text).toMatch(/<button[^>]* form="extension"[^>]* value="extend"/);
    expect(extension?.match(/<input/g)).toHaveLength(1);
    expect(text).toContain('연장하면 입력한 내용은 지워집니다.');
  });
});
