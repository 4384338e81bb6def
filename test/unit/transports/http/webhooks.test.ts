import { request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isAddressEntry } from '../../../../src/config/parsers.ts';
import { createPortOne } from '../../../../src/portone/client.ts';
import { type Sandbox, startSandbox } from '../../../../src/sandbox/server.ts';
import { type Change, createChangeEvents } from '../../../../src/store/change-events.ts';
import { createMemoryStore } from '../../../../src/store/memory/store.ts';
import { createAddressReader, createAddressSet } from '../../../../src/transports/http/client-address.ts';
import { createHttpServer } from '../../../../src/transports/http/http-server.ts';
import { createWebhooks, type Webhooks } from '../../../../src/transports/http/webhooks.ts';

let sandbox: Sandbox;
let webhooks: Webhooks;
let changed: Change[];
let logged: string[];
let storeFails = false;
let now = 0;
let url: string;
let server: Server;

beforeAll(async () => {
  sandbox = await startSandbox({ startedAt: 1_795_000_000 });
});
afterAll(() => sandbox.close());
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
beforeEach(async () => {
  changed = [];
  logged = [];
  storeFails = false;
  const keys = { apiKey: 'sandbox_key', apiSecret: 'sandbox_secret', userAgent: 'test' };
  const { reader: portone } = createPortOne({ baseUrl: sandbox.url, ...keys }, { sleep: async () => {} });
  const store = createMemoryStore(() => 1_795_000_000);
  const changes = createChangeEvents(() => {});
  changes.subscribe((change) => changed.push(change));
  const addressOf = createAddressReader(createAddressSet(['127.0.0.1']));
  const sources = createAddressSet(['52.78.100.19', '127.0.0.1']);
  webhooks = createWebhooks({
    tenants: new Map([['shop', { context: { portone: async () => portone, changes } }]]),
    store: {
      consumeOnce: (key, seconds) => (storeFails ? Promise.reject(new Error('gone')) : store.consumeOnce(key, seconds)),
    },
    isTrustedSource: (request) => sources.has(addressOf(request) ?? ''),
    now: () => now,
    log: (line) => logged.push(line),
  });
  server = createHttpServer({
    ...webhooks,
    hosts: ['127.0.0.1'],
    getOrigins: () => [],
    log: (line) => void logged.push(line),
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/portone`;
});

const sendWebhook = (body: string | object, headers: Record<string, string> = {}, address = url) =>
  fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
const getImpUid = (name: string) => String(sandbox.getSamples()[name]?.imp_uid);

describe('an incoming webhook', () => {
  it('the webhook content is not trusted: the change is read from the API', async () => {
    const imp_uid = getImpUid('paid_card');
    expect((await sendWebhook({ imp_uid, merchant_uid: 'x', status: 'cancelled', amount: 1 })).status).toBe(200);
    await webhooks.waitUntilIdle();
    expect(changed).toEqual([expect.objectContaining({ imp_uid, status: 'paid' })]);
    expect(changed[0]?.merchant_uid).toBe(sandbox.getSamples().paid_card?.merchant_uid);
  });

  it('a webhook may be sent as a form', async () => {
    const imp_uid = getImpUid('vbank_waiting');
    const form = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
    expect((await sendWebhook(`imp_uid=${imp_uid}&status=ready`, form)).status).toBe(200);
    await webhooks.waitUntilIdle();
    expect(changed).toEqual([expect.objectContaining({ imp_uid, status: 'ready' })]);
  });

  it('a repeated webhook is processed once', async () => {
    const imp_uid = getImpUid('paid_card');
    const twice = { imp_uid, status: 'cancelled', cancellation_id: 'c1' };
    for (const body of [twice, twice, { ...twice, cancellation_id: 'c2' }])
      expect((await sendWebhook(body)).status).toBe(200);
    await webhooks.waitUntilIdle();
    expect(changed).toHaveLength(2);
  });

  it('every change of an escrow at KG Inicis is processed once, although the payment stays paid', async () => {
    const { imp_uid, merchant_uid } = sandbox.getSamples().escrow_shipped ?? {};
    const buildChange = (escrow_status: string, changed_at: number) => ({
      ...{ event: 'Inicis.Escrow.Changed', imp_uid, merchant_uid, status: 'paid' },
      extra: { escrow_status, changed_at },
    });
    const delivered = buildChange('2', 1_795_000_000);
    const rejected = buildChange('4', 1_795_000_060);
    const rejectionConfirmed = buildChange('10', 1_795_000_060);
    for (const body of [{ imp_uid, status: 'paid' }, delivered, rejected, rejected, rejectionConfirmed])
      expect((await sendWebhook(body)).status).toBe(200);
    await webhooks.waitUntilIdle();
    expect(changed).toEqual(Array(4).fill(expect.objectContaining({ imp_uid, status: 'paid' })));
  });

  it('a change of an escrow that says nothing more is processed', async () => {
    const imp_uid = getImpUid('escrow_shipped');
    expect((await sendWebhook({ event: 'Inicis.Escrow.Changed', imp_uid })).status).toBe(200);
    await webhooks.waitUntilIdle();
    expect(changed).toHaveLength(1);
  });

  it('a webhook about an unknown payment publishes nothing and is logged without its id', async () => {
    expect((await sendWebhook({ imp_uid: 'imp_000000000000', status: 'paid' })).status).toBe(200);
    await webhooks.waitUntilIdle();
    expect(changed).toEqual([]);
    expect(logged).toEqual([expect.stringContaining('not_found')]);
    expect(logged.join()).not.toContain('imp_0');
  });

  it('a webhook gets 503 while the shared store is unreachable, so that it is sent again', async () => {
    storeFails = true;
    expect((await sendWebhook({ imp_uid: getImpUid('paid_card'), status: 'paid' })).status).toBe(503);
  });

  it('a webhook from another address gets the same answer whether the merchant exists or not', async () => {
    const stranger = { 'x-forwarded-for': '203.0.113.9' };
    const send = async (target: string) => (await sendWebhook({ imp_uid: 'imp_1' }, stranger, target)).status;
    expect([await send(url), await send(`${url}/nobody`)]).toEqual([403, 403]);
  });

  it.each([
    ['another address', {}, 403, { 'x-forwarded-for': '203.0.113.9' }],
    ['an address forged by the sender', {}, 403, { 'x-forwarded-for': '52.78.100.19, 203.0.113.9' }],
    ['no address at all', {}, 403, { 'x-forwarded-for': 'unknown' }],
    ['PortOne without a payment id', { status: 'paid' }, 400, { 'x-forwarded-for': '52.78.100.19' }],
    ['PortOne with a path as the id', { imp_uid: 'imp_1/../../users' }, 400, {}],
    ['PortOne with invalid JSON', 'imp_uid', 400, {}],
    ['PortOne with an overlong body', { imp_uid: 'x'.repeat(20_000) }, 413, {}],
  ])('a webhook from %s is refused', async (_, body, status, headers) => {
    expect((await sendWebhook(body, headers as Record<string, string>)).status).toBe(status);
    await webhooks.waitUntilIdle();
    expect(changed).toEqual([]);
  });

  it('a webhook with an endless body is refused at once', async () => {
    const status = await new Promise((resolve, reject) => {
      const endless = httpRequest(url, { method: 'POST' }, (response) => resolve(response.statusCode));
      endless.on('error', reject);
      endless.write('x'.repeat(20_000));
    });
    expect(status).toBe(413);
  });

  it('refused webhooks do not flood the log', async () => {
    const stranger = { 'x-forwarded-for': '203.0.113.9' };
    for (let sent = 0; sent < 5; sent++) await sendWebhook({}, stranger);
    now += 60_000;
    await sendWebhook({}, stranger);
    expect(logged).toEqual(
      [1, 5].map((count) => `rejected ${count} webhooks from addresses outside --webhook-sources`),
    );
  });

  it('every tenant has its own webhook address, and other methods are refused', async () => {
    expect((await sendWebhook({}, {}, `${url}/nobody`)).status).toBe(404);
    expect((await sendWebhook({ imp_uid: getImpUid('paid_card') }, {}, `${url}/shop`)).status).toBe(200);
    expect((await fetch(url)).status).toBe(405);
  });
});

it.each([
  ['10.0.0.0/8', true],
  ['::1', true],
  ['fd00::/8', true],
  ['10.0.0.0/33', false],
  ['10.0.0', false],
  ['example.com', false],
  ['10.0.0.1/8/8', false],
])('the webhook source %s is a valid address or network: %s', (entry, yes) => {
  expect(isAddressEntry(entry)).toBe(yes);
});
