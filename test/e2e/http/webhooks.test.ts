import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as TransportV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { ResourceUpdatedNotificationSchema } from '@modelcontextprotocol/sdk/types.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../../src/sandbox/server.ts';
import { findFreePort } from '../../support/free-port.ts';
import { type HttpServer, startHttpServer } from '../../support/http-server.ts';
import { hasRedis, type RedisServer, startRedis } from '../../support/redis.ts';

let sandbox: Sandbox;
let server: HttpServer;
const info = { name: 'test-client', version: '1.0.0' };

beforeAll(async () => {
  const port = await findFreePort();
  sandbox = await startSandbox({ strict: true, webhookUrl: `http://127.0.0.1:${port}/webhooks/portone` });
  // The last of two equal flags counts.
  server = await startHttpServer(sandbox.url, { flags: ['--port', String(port), '--webhook-sources', '127.0.0.1'] });
});
afterAll(async () => {
  await server.close();
  await sandbox.close();
});

async function subscribe(clientKind: string, uris: readonly string[], { url } = server) {
  const heard: string[] = [];
  if (clientKind === 'SDK v1, 2025-11-25') {
    const client = new ClientV1(info);
    client.setNotificationHandler(ResourceUpdatedNotificationSchema, ({ params }) => void heard.push(params.uri));
    const transport = new TransportV1(new URL(url));
    // The v1 transport declares its callbacks in a way that exactOptionalPropertyTypes does not accept.
    await client.connect(transport as Parameters<typeof client.connect>[0]);
    for (const uri of uris) await client.subscribeResource({ uri });
    return { heard, close: () => client.close() };
  }
  const isModern = clientKind === 'SDK v2, 2026-07-28';
  const client = new Client(info, isModern ? { versionNegotiation: { mode: { pin: '2026-07-28' } } } : {});
  client.setNotificationHandler('notifications/resources/updated', ({ params }) => void heard.push(params.uri));
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  if (isModern) await client.listen({ resourceSubscriptions: [...uris] });
  else for (const uri of uris) await client.subscribeResource({ uri });
  return { heard, close: () => client.close() };
}

/** A payment for each case: a second deposit to the same payment is rejected. */
it.each([
  ['SDK v2, 2026-07-28', 'vbank_waiting'],
  ['SDK v2, 2025-11-25', 'vbank_inicis'],
  ['SDK v1, 2025-11-25', 'cvs_waiting'],
])('a deposit at PortOne notifies every affected subscriber: %s', async (clientKind, waiting) => {
  const { imp_uid, merchant_uid } = sandbox.getSamples()[waiting] ?? {};
  const other = String(sandbox.getSamples().paid_card?.imp_uid);
  const watched = [
    `portone://payments/${imp_uid}`,
    `portone://orders/${merchant_uid}`,
    'portone://payments/status/paid',
  ];
  const { heard, close } = await subscribe(clientKind, [...watched, `portone://payments/${other}`]);
  const reply = await fetch(`${sandbox.url}/_sandbox/deposit/${imp_uid}`, { method: 'POST' });
  expect(reply.status).toBe(200);
  await expect.poll(() => new Set(heard), { timeout: 5_000 }).toEqual(new Set(watched));
  await close();
});

it('the status in a webhook is not trusted, and a webhook from elsewhere is refused', async () => {
  const sendWebhook = (body: object, headers = {}) =>
    fetch(`${server.origin}/webhooks/portone`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const known = String(sandbox.getSamples().failed?.imp_uid);
  const { heard, close } = await subscribe('SDK v2, 2026-07-28', [
    `portone://payments/${known}`,
    'portone://payments/status/paid',
  ]);
  // The webhook says paid, PortOne says failed: the list of paid payments has not changed.
  expect((await sendWebhook({ imp_uid: known, status: 'paid' })).status).toBe(200);
  await expect.poll(() => heard, { timeout: 5_000 }).toEqual([`portone://payments/${known}`]);
  expect((await sendWebhook({ imp_uid: 'imp_000000000000', status: 'paid' })).status).toBe(200);
  await close();
});

describe.skipIf(!hasRedis)('webhooks with servers that share a store', () => {
  let redis: RedisServer;
  let here: HttpServer;
  let there: HttpServer;
  beforeAll(async () => {
    redis = await startRedis();
    const env = { PORTONE_V1_REDIS_URL: redis.url, PORTONE_V1_STATE_KEY: 'k'.repeat(32) };
    const flags = ['--webhook-sources', '127.0.0.1'];
    [here, there] = await Promise.all([
      startHttpServer(sandbox.url, { flags, env }),
      startHttpServer(sandbox.url, { flags, env }),
    ]);
  });
  afterAll(async () => {
    await Promise.all([here.close(), there.close()]);
    await redis.close();
  });

  /** A payment for each case: a repeated webhook is known to both servers. */
  it.each([
    ['SDK v2, 2026-07-28', 'paid_card'],
    ['SDK v2, 2025-11-25', 'paid_kcp'],
  ])('a webhook to one server notifies a subscriber on another: %s', async (clientKind, paid) => {
    const imp_uid = String(sandbox.getSamples()[paid]?.imp_uid);
    const { heard, close } = await subscribe(clientKind, [`portone://payments/${imp_uid}`], there);
    const sendWebhook = (to: HttpServer) =>
      fetch(`${to.origin}/webhooks/portone`, { method: 'POST', body: JSON.stringify({ imp_uid, status: 'paid' }) });
    expect((await sendWebhook(here)).status).toBe(200);
    await expect.poll(() => heard, { timeout: 5_000 }).toEqual([`portone://payments/${imp_uid}`]);
    // A repeat is ignored on any server; the event after it shows that nobody was notified of it.
    expect((await sendWebhook(there)).status).toBe(200);
    const refund = { imp_uid, status: 'cancelled', cancellation_id: 'another' };
    await fetch(`${here.origin}/webhooks/portone`, { method: 'POST', body: JSON.stringify(refund) });
    await expect.poll(() => heard, { timeout: 5_000 }).toHaveLength(2);
    await close();
  });
});
