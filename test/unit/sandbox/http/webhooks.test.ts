import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { noticeOf } from '../../../../src/sandbox/http/webhooks.ts';
import { type Sandbox, startSandbox } from '../../../../src/sandbox/server.ts';

const heard: Record<string, unknown>[] = [];
const shop = createServer(async (request, response) => {
  let text = '';
  for await (const chunk of request) text += chunk;
  heard.push({ type: request.headers['content-type'], ...JSON.parse(text) });
  response.end();
});
let sandbox: Sandbox;
let token = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve));
  const { port } = shop.address() as AddressInfo;
  sandbox = await startSandbox({ startedAt: 1_795_000_000, webhookUrl: `http://127.0.0.1:${port}/hook` });
  const granted = await post('/users/getToken', { imp_key: 'sandbox_key', imp_secret: 'sandbox_secret' });
  token = (granted as { response: { access_token: string } }).response.access_token;
});
afterAll(async () => {
  await sandbox.close();
  await new Promise((resolve) => shop.close(resolve));
});

async function post(path: string, body: object = {}): Promise<unknown> {
  const reply = await fetch(sandbox.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });
  return reply.json();
}

const newlyHeard = async (count: number) => {
  await expect.poll(() => heard.length).toBe(count);
  return heard.splice(0);
};

it('tells of a deposit, of a refund that asks for it and of the attempts of schedules, and of nothing else', async () => {
  const { vbank_waiting: vbank, paid_card: card } = sandbox.samples();
  await post(`/_sandbox/deposit/${vbank?.imp_uid}`);
  expect(await newlyHeard(1)).toEqual([
    { type: 'application/json', imp_uid: vbank?.imp_uid, merchant_uid: vbank?.merchant_uid, status: 'paid' },
  ]);

  // Silent, and so are a charge that failed and a look.
  await post('/payments/cancel', { imp_uid: card?.imp_uid, amount: 100 });
  await post('/payments/cancel', { imp_uid: card?.imp_uid, amount: 100, enable_webhook: true });
  expect(await newlyHeard(1)).toEqual([
    expect.objectContaining({
      imp_uid: card?.imp_uid,
      status: 'cancelled',
      cancellation_id: expect.stringMatching(/^imp/),
    }),
  ]);

  await post('/_sandbox/clock', { advance: 400 * 86_400 });
  await expect.poll(() => heard.some(({ status }) => status === 'paid')).toBe(true);
});

it('tells of a failed attempt of a schedule, and not of another that failed', () => {
  const failed = { seq: 1, at: 1, path: '/x', imp_uid: 'imps_1', merchant_uid: 'order_1', status: 'failed' };
  expect(noticeOf({ ...failed, method: 'SCHEDULE' })).toEqual({
    imp_uid: 'imps_1',
    merchant_uid: 'order_1',
    status: 'failed',
  });
  expect(noticeOf({ ...failed, method: 'POST' })).toBeUndefined();
});
