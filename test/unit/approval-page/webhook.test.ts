import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLocalApprovals } from '../../../src/approval-page/index.ts';
import { createApprovalWebhook, type WebhookSettings } from '../../../src/approval-page/webhook.ts';
import { composeWebhookText } from '../../../src/approval-page/webhook-text.ts';
import { createMemoryStore } from '../../../src/store/memory/store.ts';
import { buildRefundRequest } from '../../support/approval-request.ts';
import { type ChatWebhook, startChatWebhook } from '../../support/chat-webhook.ts';

/** Noon in Seoul. */
const NOON = Date.parse('2026-11-21T12:00:00+09:00') / 1000;
const page = { url: 'https://mcp.example.com/approvals/x', openedAt: NOON, expiresAt: NOON + 300 };
const request = buildRefundRequest({ shop: '감귤상회', asker: 'anna' });

describe('what a chat is told', () => {
  const compose = (parts: Parameters<typeof buildRefundRequest>[0], lang: 'ko' | 'en', namesAskers = true) =>
    composeWebhookText(buildRefundRequest({ shop: '감귤상회', asker: 'anna', ...parts }), page, { lang, namesAskers });

  it('names the shop, the operation, its amount, who asked, until when, and the link', () => {
    expect(compose({}, 'ko')).toBe(
      '승인 대기: 감귤상회 · 결제를 취소하고 구매자에게 환불합니다 ₩25,000\nanna가 12:00에 요청, 12:05까지 (한국 시간)\nhttps://mcp.example.com/approvals/x',
    );
    expect(compose({}, 'en')).toBe(
      'Approval needed: 감귤상회 · Cancel a payment and refund the buyer ₩25,000\nRequested by anna at 12:00, until 12:05 (Korean time)\nhttps://mcp.example.com/approvals/x',
    );
  });

  it('says so when a second approver is needed', () => {
    expect(compose({ approver: 'second' }, 'ko')).toMatch(/^두 번째 승인 대기: /);
    expect(compose({ approver: 'second' }, 'en')).toMatch(/^Second approval needed: /);
  });

  it('holds nothing of the buyer or the order', () => {
    for (const lang of ['ko', 'en'] as const) expect(compose({}, lang)).not.toMatch(/홍|5678|ORD-|제주|imp_/);
  });

  it('leaves out a name that the client gave itself, and one that is a mail address', () => {
    expect(compose({ asker: 'Trust me' }, 'en', false)).toContain('Requested at 12:00');
    expect(compose({ asker: 'anna.kim@example.com' }, 'en')).toContain('Requested at 12:00');
  });

  it.each(['<!channel>', '<https://evil.example|click>', '@everyone', '[click](https://evil.example)', '*a* & `b`'])(
    'the name %s can neither mention people nor link nor format',
    (name) => {
      const [subject = '', who = ''] = compose({ shop: name, asker: name }, 'en').split('\n');
      expect(`${subject}${who.replace('(Korean time)', '')}`).not.toMatch(/[<>@*`|[\]]|\]\(|&(?!amp;|lt;|gt;)/);
    },
  );
});

describe('posting to a chat', () => {
  let chat: ChatWebhook;
  let lines: string[];
  const hook = (more: Partial<WebhookSettings> = {}) =>
    createApprovalWebhook(
      {
        ...{ url: chat.url, lang: 'en' as const, namesAskers: true, retryDelaysMs: [5, 5] },
        log: (line) => void lines.push(line),
        ...more,
      },
      () => NOON,
    );
  const waitForLine = async () => {
    for (let waits = 0; lines.length === 0 && waits < 500; waits += 1) await sleep(20);
    return lines;
  };
  beforeEach(async () => {
    lines = [];
    chat = await startChatWebhook();
  });
  afterEach(() => chat.close());

  it('sends a JSON object with a text, unsigned without a secret', async () => {
    hook().post(request, page);
    const [post] = await chat.waitForPosts(1);
    expect(post?.headers['content-type']).toBe('application/json');
    expect(Object.keys(JSON.parse(post?.body ?? ''))).toEqual(['text']);
    expect(post?.headers['x-portone-mcp-signature']).toBeUndefined();
  });

  it('signs the time and the body with the secret', async () => {
    const secret = 'sixteen characters';
    hook({ secret }).post(request, page);
    const [post] = await chat.waitForPosts(1);
    const { 'x-portone-mcp-timestamp': timestamp, 'x-portone-mcp-signature': signature } = post?.headers ?? {};
    expect(timestamp).toBe(String(NOON));
    expect(signature).toBe(`v1=${createHmac('sha256', secret).update(`${timestamp}.${post?.body}`).digest('hex')}`);
  });

  it('tries again after an error of the chat, three times in all, and then says so without the address', async () => {
    chat.answers.splice(0, 1, 500, 429, 200);
    hook().post(request, page);
    await chat.waitForPosts(3);
    chat.answers.splice(0, 9, 503);
    hook().post(request, page);
    expect(await waitForLine()).toEqual([
      'approval webhook: a message could not be posted (HTTP 503); the page waits nevertheless',
    ]);
    expect(chat.posts).toHaveLength(6);
    expect(lines.join()).not.toMatch(/127\.0\.0\.1|secret-path/);
  });

  it.each([404, 302, 307])('does not try again after the answer %d, and follows it nowhere', async (status) => {
    chat.answers.splice(0, 1, status);
    hook().post(request, page);
    expect(await waitForLine()).toHaveLength(1);
    expect(chat.posts.map(({ url }) => url)).toEqual(['/services/T0/secret-path']);
  });

  it('says so without the address when nobody listens there', async () => {
    const { url } = chat;
    await chat.close();
    hook({ url }).post(request, page);
    expect(await waitForLine()).toEqual([
      'approval webhook: a message could not be posted (ECONNREFUSED); the page waits nevertheless',
    ]);
    chat = await startChatWebhook();
  });

  it('does not hold up the caller while the chat is silent, and keeps a bounded number of messages', () => {
    chat.answers.splice(0, 1, 'silent');
    const webhook = hook();
    const startedAt = performance.now();
    for (let count = 0; count < 60; count += 1) webhook.post(request, page);
    expect(performance.now() - startedAt).toBeLessThan(1_000);
    expect(lines).toHaveLength(10);
    webhook.close();
  });

  it('posts nothing about a page that has expired meanwhile', async () => {
    const webhook = hook();
    webhook.post(request, { ...page, expiresAt: NOON });
    webhook.post(request, page);
    await chat.waitForPosts(1);
    await sleep(50);
    expect(chat.posts).toHaveLength(1);
  });

  it('a page is announced once, however often its call is repeated, and a second approver apart', async () => {
    const now = () => NOON;
    const approvals = createLocalApprovals({
      ...{ store: createMemoryStore(now), now, pin: '246810' },
      webhook: { url: chat.url, lang: 'ko', namesAskers: true, log: () => {} },
    });
    const { url } = await approvals.open(request);
    await approvals.open(request);
    const second = {
      ...request,
      binding: { ...request.binding, fingerprintFields: 'second' },
      approver: 'second' as const,
    };
    await approvals.open({ ...second, binding: { ...second.binding, caller: 'another' } });
    const [first, next] = await chat.waitForPosts(2);
    await sleep(50);
    expect(chat.posts).toHaveLength(2);
    expect(first?.text).toContain(url);
    expect(next?.text).toMatch(/^두 번째 승인 대기/);
    await approvals.close();
  });
});
