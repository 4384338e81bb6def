import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openApprovalList } from '../../support/approval-list.ts';
import { openApprovalPage, sendPageRequest } from '../../support/approval-page.ts';
import { type ChatWebhook, startChatWebhook } from '../../support/chat-webhook.ts';
import { buildModernCall, type HttpServer, startHttpServer } from '../../support/http-server.ts';
import { startUpstream, type Upstream } from '../../support/upstream.ts';

const FIRST_PIN = '246810';
const SECOND_PIN = '135791';
const folder = mkdtempSync(join(tmpdir(), 'second-approver-'));

let upstream: Upstream;
let chat: ChatWebhook;
let server: HttpServer;

beforeAll(async () => {
  const policy = join(folder, 'policy.json');
  writeFileSync(policy, JSON.stringify({ second_approver_above: 1_000, on_lost_counters: 'continue' }));
  [upstream, chat] = await Promise.all([startUpstream(), startChatWebhook()]);
  server = await startHttpServer(upstream.url, {
    flags: ['--policy', policy, '--name', '감귤상회', '--lang', 'ko'],
    env: {
      PORTONE_V1_APPROVAL_PIN: FIRST_PIN,
      PORTONE_V1_SECOND_APPROVER_PIN: SECOND_PIN,
      PORTONE_V1_APPROVAL_WEBHOOK: chat.url,
      PORTONE_V1_APPROVAL_WEBHOOK_SECRET: 'a secret of the chat',
    },
  });
});
afterAll(async () => {
  await server.close();
  await Promise.all([upstream.close(), chat.close()]);
  rmSync(folder, { recursive: true });
});

const getLink = (text: string) => /http:\/\/\S+$/.exec(text)?.[0] ?? '';

it('two people approve by links from a chat and the list, and only the one who asked has an assistant', async () => {
  const { paid_card } = await upstream.readSamples();
  const refund = async () => {
    const call = buildModernCall('cancel_payment', { imp_uid: paid_card?.imp_uid, amount: 2_000 });
    return JSON.parse((await sendPageRequest(server.url, call)).text).result;
  };
  const countRefunds = async () => (await upstream.readLedger()).entries.length;

  expect((await refund()).structuredContent.error.kind).toBe('approval_required');
  const [first] = await chat.waitForPosts(1);
  expect(first?.text).toMatch(/^승인 대기: 감귤상회 · .*₩2,000\n\d\d:\d\d에 요청, \d\d:\d\d까지 \(한국 시간\)\nhttp/);
  const firstPage = await openApprovalPage(getLink(first?.text ?? ''));
  await firstPage.post({ decision: 'approve', pin: FIRST_PIN });

  // The assistant of the one who asked continues, which asks for the second person.
  expect((await refund()).structuredContent.error.kind).toBe('approval_required');
  const [, second] = await chat.waitForPosts(2);
  expect(second?.text).toMatch(/^두 번째 승인 대기: 감귤상회 · /);
  const link = getLink(second?.text ?? '');

  // The second person finds the same page in the list, with their own PIN.
  const list = openApprovalList(`${server.origin}/approvals`);
  await list.post({ pin: SECOND_PIN });
  expect(await list.readText('?lang=ko')).toMatch(/승인 대기 1건 .*₩2,000 .*두 번째 승인/);
  expect((await list.get()).text).toContain(new URL(link).pathname);

  // The first person's PIN does not do for the second approval.
  const secondPage = await openApprovalPage(link);
  expect((await secondPage.post({ decision: 'approve', pin: FIRST_PIN })).status).toBe(403);
  expect(await countRefunds()).toBe(0);
  await secondPage.post({ decision: 'approve', pin: SECOND_PIN });
  expect((await secondPage.get('?lang=ko')).text).not.toContain('어시스턴트');

  expect((await refund()).isError).toBeUndefined();
  expect(await countRefunds()).toBe(1);
  expect(chat.posts).toHaveLength(2);
  expect(chat.posts.every(({ headers }) => headers['x-portone-mcp-signature'] !== undefined)).toBe(true);
  expect(server.readStderr()).not.toMatch(/secret-path|a secret of the chat/);
});
