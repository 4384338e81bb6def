import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { endpoints } from '../../../src/endpoints/index.ts';
import { handlers } from '../../../src/sandbox/handlers/index.ts';
import { type Sandbox, startSandbox } from '../../../src/sandbox/server.ts';

const START = Date.UTC(2026, 10, 21, 3) / 1000;
let sandbox: Sandbox;
let token: string;

async function startServer(strict: boolean) {
  sandbox = await startSandbox({ seed: 1, startedAt: START, strict });
  const reply = await fetch(`${sandbox.url}/users/getToken`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ imp_key: 'sandbox_key', imp_secret: 'sandbox_secret' }),
  });
  token = ((await reply.json()) as { response: { access_token: string } }).response.access_token;
}
beforeEach(() => startServer(false));
afterEach(() => sandbox.close());

const postJson = (path: string, body: unknown, more: RequestInit = {}) =>
  fetch(sandbox.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
    ...more,
  });
const getPath = (path: string, more: RequestInit = {}) =>
  fetch(sandbox.url + path, { headers: { authorization: `Bearer ${token}` }, ...more });
const readLedger = async () =>
  (await getPath('/_sandbox/ledger')).json() as Promise<Record<'entries' | 'warnings', unknown[]>>;
const getImpUid = (situation: string) => sandbox.getSamples()[situation]?.imp_uid ?? '';
const getRefundedAmount = () => sandbox.getWorld().payments.get(getImpUid('paid_card'))?.record.cancel_amount;
const refundPayment = (more: RequestInit = {}) =>
  postJson('/payments/cancel', { imp_uid: getImpUid('paid_card'), amount: 1_000 }, more);
const getMissingKeyStatus = async () => (await getPath('/subscribe/customers/nobody')).status;
const injectFault = (kind: string, more: object = {}) =>
  postJson('/_sandbox/faults', { route: 'POST /payments/cancel', kind, times: 1, ...more });

describe('the sandbox server', () => {
  it('every endpoint has a sandbox handler', () => {
    const missing = endpoints.map(({ route }) => route).filter((route) => !handlers.has(route));
    expect(missing, 'add a handler in src/sandbox/handlers/, then npm run accept').toEqual([]);
    expect(handlers.size).toBe(endpoints.length);
  });

  it("a response is PortOne's envelope, with its key order and a null message", async () => {
    const reply = await getPath('/banks/004');
    expect(reply.headers.get('content-type')).toBe('application/json;charset=UTF-8');
    expect(await reply.text()).toBe('{"code":0,"message":null,"response":{"code":"004","name":"KB국민은행"}}');
  });

  it.each([
    ['/nowhere', 'GET', 404],
    ['/payments/cancel', 'PATCH', 405],
    ['/payments/find/%E0%A4%A', 'GET', 400],
  ])('the path %s with method %s gets HTTP %i', async (path, method, status) => {
    const reply = await fetch(sandbox.url + path, { method });
    expect(reply.status).toBe(status);
    expect(await reply.json()).toMatchObject({ code: -1, response: null });
  });

  it('a body over one megabyte gets 413', async () => {
    expect((await postJson('/payments/cancel', { reason: 'x'.repeat(1024 * 1024) })).status).toBe(413);
    expect((await refundPayment()).status).toBe(200);
  });

  it('a deviating request is accepted and recorded as a warning', async () => {
    const reply = await postJson('/payments/cancel', {
      imp_uid: getImpUid('paid_card'),
      amount: '1000',
      who: '김민준',
    });
    expect(await reply.json()).toMatchObject({ code: 0 });
    const { warnings } = await readLedger();
    expect(warnings).toMatchObject([
      { at: START, method: 'POST', path: '/payments/cancel', field: 'amount' },
      { field: 'who' },
    ]);
    expect(JSON.stringify(warnings)).not.toContain('김민준');
  });

  it('an overlong value is accepted with a warning that does not repeat it, and rejected in strict mode', async () => {
    const merchant_uid = 'x'.repeat(41);
    const problem = 'is longer than the documented 40 characters';
    expect(await (await postJson('/payments/prepare', { merchant_uid, amount: 100 })).json()).toMatchObject({
      code: 0,
    });
    const { warnings } = await readLedger();
    expect(warnings).toEqual([
      { at: START, method: 'POST', path: '/payments/prepare', field: 'merchant_uid', problem },
    ]);
    await sandbox.close();
    await startServer(true);
    const reply = await postJson('/payments/prepare', { merchant_uid, amount: 100 });
    expect(reply.status).toBe(400);
    expect(await reply.json()).toMatchObject({ code: -1, message: `sandbox: "merchant_uid" ${problem}` });
    expect(sandbox.getWorld().prepared.has(merchant_uid)).toBe(false);
  });

  it('a deviating request is rejected in strict mode and changes nothing', async () => {
    await sandbox.close();
    await startServer(true);
    const reply = await postJson('/payments/cancel', { imp_uid: getImpUid('paid_card'), amount: '1000', who: 1 });
    expect(reply.status).toBe(400);
    expect(await reply.json()).toEqual({
      code: -1,
      message: 'sandbox: "amount" must be a number, not text; "who" is unknown in the body',
      response: null,
    });
    expect(getRefundedAmount()).toBe(0);
    expect((await getPath('/payments/findAll/order_retried')).status).toBe(200);
  });
});

describe('the sandbox ledger', () => {
  it('the ledger lists executed changes in order without personal data, and no reads or rejections', async () => {
    await refundPayment();
    await postJson('/payments/cancel', { imp_uid: 'imp_none' });
    await getPath(`/payments/${getImpUid('paid_card')}`);
    await postJson(`/_sandbox/deposit/${getImpUid('vbank_waiting')}`, {});
    const { entries } = await readLedger();
    expect(entries).toEqual([
      {
        seq: 1,
        at: START,
        method: 'POST',
        path: '/payments/cancel',
        imp_uid: getImpUid('paid_card'),
        merchant_uid: 'order_paid_card',
        amount: 1_000,
        cancel_amount: 1_000,
        cancellation_id: expect.any(String),
      },
      {
        seq: 2,
        at: START,
        method: 'DEPOSIT',
        path: `/_sandbox/deposit/${getImpUid('vbank_waiting')}`,
        imp_uid: getImpUid('vbank_waiting'),
        merchant_uid: 'order_vbank_waiting',
        amount: 39_800,
        status: 'paid',
      },
    ]);
  });

  it('the ledger lists the charges of the scheduler', async () => {
    await postJson('/_sandbox/clock', { advance: 11 * 86_400 });
    const { entries } = await readLedger();
    expect(entries).toMatchObject([
      { method: 'SCHEDULE', merchant_uid: sandbox.getSamples().subscription?.merchant_uid, status: 'paid' },
    ]);
  });
});

describe('the control API of the sandbox', () => {
  it('the reset restores the seed', async () => {
    const before = await (await getPath('/_sandbox/samples')).text();
    const world = JSON.stringify([...sandbox.getWorld().payments]);
    await refundPayment();
    await postJson('/_sandbox/clock', { advance: 60 });
    await injectFault('http_500');
    await postJson('/_sandbox/reset', {});
    expect(await (await getPath('/_sandbox/samples')).text()).toBe(before);
    expect(JSON.stringify([...sandbox.getWorld().payments])).toBe(world);
    expect(await readLedger()).toEqual({ entries: [], warnings: [] });
    expect((await refundPayment()).status).toBe(200);
  });

  it('answers a missing billing key with HTTP 200 when told so, until the reset', async () => {
    expect(await getMissingKeyStatus()).toBe(404);
    expect((await postJson('/_sandbox/behavior', { missing_billing_key: '200' })).status).toBe(200);
    expect(await getMissingKeyStatus()).toBe(200);
    await postJson('/_sandbox/reset', {});
    expect(await getMissingKeyStatus()).toBe(404);
  });

  it.each([{}, { missing_billing_key: 200 }, { missing_billing_key: '500' }, { missing_billing_key: '200', more: 1 }])(
    'refuses the behavior %j',
    async (body) => {
      expect((await postJson('/_sandbox/behavior', body)).status).toBe(400);
    },
  );

  it.each([
    ['paid_card', 400],
    ['vbank_expired', 400],
    ['none', 404],
  ])('the deposit endpoint rejects %s', async (situation, status) => {
    expect((await postJson(`/_sandbox/deposit/${getImpUid(situation) || 'imp_none'}`, {})).status).toBe(status);
  });

  it.each([
    ['clock', { advance: -1 }],
    ['clock', { advance: 9_000_000_000_000_000 }],
    ['clock', { advance: 'a day' }],
    ['clock', {}],
    ['faults', { route: 'POST /payments/cancel', kind: 'explode', times: 1 }],
    ['faults', { route: 'POST /nowhere', kind: 'slow', times: 1 }],
    ['faults', { route: 'POST /payments/cancel', kind: 'slow', times: 0 }],
    ['faults', { kind: 'slow', times: 1 }],
  ])('the control call %s with %o is rejected with an explanation', async (name, body) => {
    const reply = await postJson(`/_sandbox/${name}`, body);
    expect(reply.status).toBe(400);
    expect(await reply.json()).toEqual({ error: expect.stringMatching(/advance|kind|route|times/) });
  });

  it('an unknown control path lists the available ones', async () => {
    const reply = await getPath('/_sandbox/what');
    expect(reply.status).toBe(404);
    expect(await reply.json()).toEqual({ error: expect.stringContaining('GET ledger') });
    expect((await postJson('/_sandbox/clock', 0, { body: '{' })).status).toBe(400);
  });
});

describe('an injected fault', () => {
  const assertNoAnswer = (kind: string) =>
    expect(refundPayment({ signal: AbortSignal.timeout(400) }), kind).rejects.toThrow();

  it.each([
    ['reset_before', 0],
    ['timeout_before', 0],
    ['reset_after', 1_000],
    ['timeout_after', 1_000],
  ])('the fault %s gives no response and leaves %i refunded', async (kind, given) => {
    await injectFault(kind);
    await assertNoAnswer(kind);
    expect(getRefundedAmount()).toBe(given);
  });

  it.each([
    ['http_500', 500, 'application/json;charset=UTF-8'],
    ['html_502', 502, 'text/html'],
    ['http_429', 429, 'application/json;charset=UTF-8'],
    ['expired_token', 401, 'application/json;charset=UTF-8'],
  ])('the fault %s responds with HTTP %i and executes nothing', async (kind, status, type) => {
    await injectFault(kind);
    const reply = await refundPayment();
    expect(reply.status).toBe(status);
    expect(reply.headers.get('content-type')).toBe(type);
    expect(getRefundedAmount()).toBe(0);
  });

  it.each([
    ['html_403_after', 403, 'text/html'],
    ['http_401_after', 401, 'application/json;charset=UTF-8'],
  ])(
    'the fault %s executes the call and responds with HTTP %i in place of the response',
    async (kind, status, type) => {
      await injectFault(kind);
      const reply = await refundPayment();
      expect(reply.status).toBe(status);
      expect(reply.headers.get('content-type')).toBe(type);
      expect(getRefundedAmount()).toBe(1_000);
      expect((await refundPayment()).status).toBe(200);
    },
  );

  it('the fault expired_token invalidates the token until a new one is issued', async () => {
    await injectFault('expired_token');
    expect((await refundPayment()).status).toBe(401);
    expect((await refundPayment()).status).toBe(401);
  });

  it('the faults truncated_json and huge_body execute the call and corrupt the response', async () => {
    await injectFault('truncated_json');
    await expect((await refundPayment()).json()).rejects.toThrow(SyntaxError);
    await injectFault('huge_body');
    expect((await (await refundPayment()).text()).length).toBeGreaterThan(20 * 1024 * 1024);
    expect(getRefundedAmount()).toBe(2_000);
  });

  it('the fault slow executes the call and responds in full', async () => {
    await injectFault('slow', { delay_ms: 20 });
    expect(await (await refundPayment()).json()).toMatchObject({ code: 0 });
    expect(getRefundedAmount()).toBe(1_000);
  });

  it('the fault slow responds with the state at the time of execution', async () => {
    await injectFault('slow', { delay_ms: 500 });
    const first = refundPayment();
    // The second refund is sent after the first was executed, which the ledger shows.
    await expect.poll(async () => (await readLedger()).entries.length, { interval: 10 }).toBe(1);
    await refundPayment();
    expect(await (await first).json()).toMatchObject({ response: { cancel_amount: 1_000 } });
  });

  it('a fault applies to the given route, the given number of times', async () => {
    await injectFault('http_500', { times: 2 });
    expect((await getPath('/banks')).status).toBe(200);
    expect([(await refundPayment()).status, (await refundPayment()).status, (await refundPayment()).status]).toEqual([
      500, 500, 200,
    ]);
  });

  it('the fault hang_lists leaves every list unanswered, and nothing else', async () => {
    await postJson('/_sandbox/faults', { kind: 'hang_lists', times: 2 });
    const getBriefly = (path: string) => getPath(path, { signal: AbortSignal.timeout(400) });
    await expect(getBriefly('/payments/status/all')).rejects.toThrow();
    expect((await getPath('/banks/004')).status).toBe(200);
    await expect(getBriefly('/banks')).rejects.toThrow();
    expect((await getPath('/banks')).status).toBe(200);
  });

  it('a hanging fault does not keep the sandbox from closing', async () => {
    await injectFault('timeout_before');
    const hanging = request(`${sandbox.url}/payments/cancel`, { method: 'POST' });
    const cut = new Promise((resolve) => hanging.once('error', resolve));
    hanging.end();
    await postJson('/_sandbox/clock', { advance: 0 });
    await sandbox.close();
    await cut;
    await startServer(false);
  });
});
