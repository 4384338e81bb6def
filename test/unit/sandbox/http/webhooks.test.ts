import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { toWebhookPayload } from '../../../../src/sandbox/http/webhooks.ts';
import { type Sandbox, startSandbox } from '../../../../src/sandbox/server.ts';

const receivedWebhooks: Record<string, unknown>[] = [];
const shop = createServer(async (request, response) => {
  let text = '';
  for await (const chunk of request) text += chunk;
  receivedWebhooks.push({ type: request.headers['content-type'], ...JSON.parse(text) });
  response.end();
});
let sandbox: Sandbox;
let token = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve));
  const { port } = shop.address() as AddressInfo;
  sandbox = await startSandbox({ startedAt: 1_795_000_000, webhookUrl: `http://127.0.0.1:${port}/hook` });
  const granted = await postPath('/users/getToken', { imp_key: 'sandbox_key', imp_secret: 'sandbox_secret' });
  token = (granted as { response: { access_token: string } }).response.access_token;
});
afterAll(async () => {
  await sandbox.close();
  await new Promise((resolve) => shop.close(resolve));
});

async function postPath(path: string, body: object = {}): Promise<unknown> {
  const reply = await fetch(sandbox.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });
  return reply.json();
}

const waitForWebhooks = async (count: number) => {
  await expect.poll(() => receivedWebhooks.length).toBe(count);
  return receivedWebhooks.splice(0);
};

it('a change of an escrow at KG Inicis is told by a webhook with its event, and refused for another payment', async () => {
  const { escrow_shipped: escrow, paid_card: card } = sandbox.getSamples();
  await postPath('/_sandbox/escrow', { imp_uid: escrow?.imp_uid, escrow_status: '4' });
  expect(await waitForWebhooks(1)).toEqual([
    {
      ...{ type: 'application/json', event: 'Inicis.Escrow.Changed', status: 'paid' },
      ...{ imp_uid: escrow?.imp_uid, merchant_uid: escrow?.merchant_uid },
      extra: { escrow_status: '4', changed_at: expect.any(Number), denied_reason: '구매 거절' },
    },
  ]);
  expect(await postPath('/_sandbox/escrow', { imp_uid: card?.imp_uid, escrow_status: '4' })).toEqual({
    error: expect.stringContaining('no paid escrow payment'),
  });
  expect(await postPath('/_sandbox/escrow', { imp_uid: 'imp_1', escrow_status: '4' })).toEqual({
    error: expect.stringContaining('does not exist'),
  });
});

it('webhooks are sent for deposits, refunds that request one and scheduled attempts only', async () => {
  const { vbank_waiting: vbank, paid_card: card } = sandbox.getSamples();
  await postPath(`/_sandbox/deposit/${vbank?.imp_uid}`);
  expect(await waitForWebhooks(1)).toEqual([
    { type: 'application/json', imp_uid: vbank?.imp_uid, merchant_uid: vbank?.merchant_uid, status: 'paid' },
  ]);

  // No webhook here, nor for a failed charge or a read.
  await postPath('/payments/cancel', { imp_uid: card?.imp_uid, amount: 100 });
  await postPath('/payments/cancel', { imp_uid: card?.imp_uid, amount: 100, enable_webhook: true });
  expect(await waitForWebhooks(1)).toEqual([
    expect.objectContaining({
      imp_uid: card?.imp_uid,
      status: 'cancelled',
      cancellation_id: expect.stringMatching(/^[0-9A-V]{20}$/),
    }),
  ]);

  await postPath('/_sandbox/clock', { advance: 400 * 86_400 });
  await expect.poll(() => receivedWebhooks.some(({ status }) => status === 'paid')).toBe(true);
});

it('a webhook is sent for a failed scheduled attempt, but not for another failed charge', () => {
  const failed = { seq: 1, at: 1, path: '/x', imp_uid: 'imps_1', merchant_uid: 'order_1', status: 'failed' };
  expect(toWebhookPayload({ ...failed, method: 'SCHEDULE' })).toEqual({
    imp_uid: 'imps_1',
    merchant_uid: 'order_1',
    status: 'failed',
  });
  expect(toWebhookPayload({ ...failed, method: 'POST' })).toBeUndefined();
});
