import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { acceptedEndpoints } from '../../support/accepted-endpoints.ts';
import { openApprovalPage, sendPageRequest } from '../../support/approval-page.ts';
import { acceptForm, clientKinds, openHttpSession, type Session } from '../../support/clients.ts';
import { buildModernCall } from '../../support/http-server.ts';

import { readQuestion } from '../../support/running-server.ts';

import type { Samples } from '../../support/tool-case.ts';
import { type CallerName, PIN, startShops, type TwoShops } from '../../support/two-shops.ts';
import { cases } from '../calls/index.ts';

let shops: TwoShops;
let samples: Samples;
const sessions: Session[] = [];

beforeAll(async () => {
  shops = await startShops();
  samples = await shops.a.readSamples();
});
beforeEach(() => Promise.all([shops.a.reset(), shops.b.reset()]));
afterAll(async () => {
  await Promise.all(sessions.map((session) => session.close().catch(() => undefined)));
  await shops.close();
});

async function session(name: CallerName, clientKind: (typeof clientKinds)[number], reply = {}): Promise<Session> {
  const opened = await openHttpSession(clientKind, shops.authorizeAs(name), reply);
  sessions.push(opened);
  return opened;
}

async function callRaw(
  name: CallerName,
  tool: string,
  args: object,
  parts: Parameters<typeof buildModernCall>[2] = {},
) {
  if (parts.params?.requestState !== undefined) await readQuestion();
  const sent = buildModernCall(tool, args as Record<string, unknown>, { ...parts, token: shops.getToken(name) });
  const { status, headers, text } = await sendPageRequest(shops.server.url, sent);
  const json = text.startsWith('{') ? JSON.parse(text) : {};
  return { status, headers, text, result: Object(json.result), kind: json.result?.structuredContent?.error?.kind };
}

const buildRefund = () => ({ imp_uid: samples.paid_card?.imp_uid, amount: 1_000 });
const form = { capabilities: { elicitation: { form: {} } } };
const listIdsOfA = () => Object.values(samples).flatMap(({ imp_uid }) => (imp_uid === undefined ? [] : [imp_uid]));
const countChangesAtA = async () => (await shops.a.readLedger()).entries.length;

describe('the isolation from another tenant', () => {
  const getImpUid = () => samples.paid_card?.imp_uid;
  const desk = [
    { tool: 'search_payments', buildArguments: () => ({ merchant_uid: samples.paid_card?.merchant_uid }) },
    { tool: 'investigate_payment', buildArguments: () => ({ imp_uid: getImpUid() }) },
    { tool: 'get_customer', buildArguments: () => ({ customer_uid: samples.subscription?.customer_uid }) },
    { tool: 'summarize_payments', buildArguments: () => ({}) },
    { tool: 'review_subscriptions', buildArguments: () => ({ customer_uid: samples.subscription?.customer_uid }) },
    { tool: 'refund_payment', buildArguments: () => ({ imp_uid: getImpUid(), full_refund: true }) },
    { tool: 'check_connection', buildArguments: () => ({}) },
  ];
  const everyCall = [...cases, ...desk];

  it('every listed tool is covered by the isolation test', async () => {
    const bodo = await session('bodo', 'SDK v2, 2026-07-28');
    const tried = everyCall.map(({ tool }) => tool);
    expect((await bodo.listTools()).map(({ name }) => name).filter((name) => !tried.includes(name))).toEqual([]);
  });

  it.each(everyCall)('another tenant is not reached by $tool with its ids', async ({ tool, buildArguments }) => {
    const before = shops.countRequestsToA();
    const given = buildArguments(samples);
    const { status, text } = await callRaw('bodo', tool, given);
    expect(status).toBe(200);
    expect(listIdsOfA().filter((id) => text.includes(id) && !JSON.stringify(given).includes(id))).toEqual([]);
    expect(shops.countRequestsToA()).toBe(before);
    expect(await countChangesAtA()).toBe(0);
  });

  it.each([
    'portone://payments/{imp_uid}',
    'portone://orders/{merchant_uid}',
    'portone://receipts/{imp_uid}',
    'portone://payments/status/all',
  ])('another tenant is not reached by %s', async (template) => {
    const { imp_uid = '', merchant_uid = '' } = samples.paid_card ?? {};
    const uri = template.replace('{imp_uid}', imp_uid).replace('{merchant_uid}', merchant_uid);
    const before = shops.countRequestsToA();
    const { text } = await callRaw('bodo', '', {}, { method: 'resources/read', params: { uri } });
    expect(listIdsOfA().filter((id) => text.includes(id) && !uri.includes(id))).toEqual([]);
    expect(shops.countRequestsToA()).toBe(before);
  });

  it('the audit log of another tenant is not readable', async () => {
    await callRaw('anna', 'cancel_payment', { ...buildRefund(), amount: 1_234 }, form);
    const ledger = { method: 'resources/read', params: { uri: 'portone://audit/recent' } };
    expect((await callRaw('anna', '', {}, ledger)).text).toContain('1234');
    expect((await callRaw('bodo', '', {}, ledger)).text).not.toContain('1234');
  });

  it('a payment of another tenant cannot be refunded', async () => {
    const bodo = await session('bodo', 'SDK v2, 2026-07-28', { form: acceptForm });
    expect(await bodo.call('cancel_payment', buildRefund())).toMatchObject({ isError: true });
    expect(await countChangesAtA()).toBe(0);
  });
});

describe('a question of another caller', () => {
  it.each(['emil', 'bodo'] as const)('a question to one caller cannot be answered by %s', async (otherCaller) => {
    const reply = await callRaw('anna', 'cancel_payment', buildRefund(), form);
    expect(reply.result.resultType).toBe('input_required');
    const stolen = {
      requestState: reply.result.requestState,
      inputResponses: { confirm: { action: 'accept', content: { confirm: 'yes' } } },
    };
    const { kind } = await callRaw(otherCaller, 'cancel_payment', buildRefund(), { ...form, params: stolen });
    expect(kind).toBe(otherCaller === 'emil' ? 'not_confirmed' : 'not_found');
    expect(await countChangesAtA()).toBe(0);
    expect((await callRaw('anna', 'cancel_payment', buildRefund(), { ...form, params: stolen })).kind).toBeUndefined();
    expect(await countChangesAtA()).toBe(1);
  });
});

describe('the approval page of a tenant', () => {
  it('the page names the shop and the caller, without the other tenants', async () => {
    const { result } = await callRaw('anna', 'cancel_payment', buildRefund());
    const { text } = await sendPageRequest(String(result.structuredContent.error.approval_url));
    expect(text).toContain('<strong>shop-a</strong>');
    expect(text).toMatch(/Requested by anna at \d\d:\d\d/);
    expect(text).not.toContain('shop-b');
    const check = await callRaw('bodo', 'check_connection', {});
    expect(check.result.structuredContent.shop).toBe('shop-b');
  });

  it('the page requires the PIN of its tenant', async () => {
    const { kind, result } = await callRaw('anna', 'cancel_payment', buildRefund());
    expect(kind).toBe('approval_required');
    const url = String(result.structuredContent.error.approval_url);
    expect(url).toMatch(new RegExp(`^${shops.server.origin}/approvals/shop-a/`));
    const page = await openApprovalPage(url);
    expect((await page.post({ decision: 'approve' })).status).toBe(403);
    expect((await page.post({ decision: 'approve', pin: '000000' })).status).toBe(403);
    expect((await callRaw('anna', 'cancel_payment', buildRefund())).kind).toBe('approval_required');
    expect((await page.post({ decision: 'approve', pin: PIN })).status).toBe(303);
    // An approval for one caller of the tenant does not count for another.
    expect((await callRaw('emil', 'cancel_payment', buildRefund())).kind).toBe('approval_required');
    expect((await callRaw('anna', 'cancel_payment', buildRefund())).kind).toBeUndefined();
    expect(await countChangesAtA()).toBe(1);
  });

  it('the page is not available at the address of another tenant, or without a PIN', async () => {
    const { result } = await callRaw('anna', 'cancel_payment', buildRefund());
    const url = String(result.structuredContent.error.approval_url);
    expect((await sendPageRequest(url)).status).toBe(200);
    expect((await sendPageRequest(url.replace('shop-a', 'shop-b'))).status).toBe(404);
    const own = await shops.b.readSamples();
    const refused = await callRaw('bodo', 'cancel_payment', { imp_uid: own.paid_card?.imp_uid, amount: 1_000 });
    expect(refused.kind).toBe('policy_refused');
    expect(refused.text).toContain('PORTONE_V1_APPROVAL_PIN');
  });
});

describe('the scopes of a token', () => {
  const listToolNames = async (callerName: CallerName, clientKind: (typeof clientKinds)[number]) =>
    (await (await session(callerName, clientKind)).listTools()).map(({ name }) => name);

  it.each(clientKinds)('the listed tools match the scopes, with %s', async (clientKind) => {
    const [all, read, write] = await Promise.all([
      listToolNames('anna', clientKind),
      listToolNames('clerk', clientKind),
      listToolNames('writer', clientKind),
    ]);
    expect(all.length).toBeGreaterThanOrEqual(acceptedEndpoints.length);
    expect(read).toContain('get_payment');
    expect(read).not.toContain('create_payment_prepare');
    expect(write).toContain('create_payment_prepare');
    expect(write).not.toContain('get_payment');
    for (const list of [read, write]) expect(list).not.toContain('cancel_payment');
  });

  it.each([
    ['clerk', 'cancel_payment', 'payments:read payments:destructive'],
    ['clerk', 'create_payment_prepare', 'payments:read payments:write'],
    ['writer', 'get_payment', 'payments:read payments:write'],
    ['writer', 'issue_receipt', 'payments:write payments:destructive'],
  ] as const)('the caller %s calling %s is challenged for the missing scope', async (callerName, tool, scope) => {
    const { status, headers } = await callRaw(callerName, tool, buildRefund());
    expect(status).toBe(403);
    expect(headers['www-authenticate']).toContain(`error="insufficient_scope"`);
    expect(headers['www-authenticate']).toContain(`scope="${scope}"`);
    expect(await countChangesAtA()).toBe(0);
  });

  it('the scopes apply to resources and prompts', async () => {
    const uri = `portone://payments/${samples.paid_card?.imp_uid}`;
    expect((await callRaw('writer', '', {}, { method: 'resources/read', params: { uri } })).status).toBe(403);
    expect((await callRaw('clerk', '', {}, { method: 'resources/read', params: { uri } })).status).toBe(200);
  });

  it('the scopes apply to a tool called through call_tool', async () => {
    const through = await startShops('--toolsets', 'discover');
    const call = (callerName: CallerName, name: string, args: object) =>
      sendPageRequest(
        through.server.url,
        buildModernCall('call_tool', { name, arguments: args }, { token: through.getToken(callerName), ...form }),
      );
    const { imp_uid } = samples.paid_card ?? {};
    const answers = [
      await call('clerk', 'get_payment', { imp_uid }),
      await call('clerk', 'cancel_payment', buildRefund()),
      await call('writer', 'get_payment', { imp_uid }),
      await call('anna', 'cancel_payment', buildRefund()),
    ];
    const clerk = await openHttpSession('SDK v2, 2026-07-28', through.authorizeAs('clerk'));
    const { structured } = await clerk.call('find_tools', { query: 'refund cancel payment' });
    await clerk.close();
    await through.close();
    expect(answers.map(({ status }) => status)).toEqual([200, 403, 403, 200]);
    expect(answers[1]?.headers['www-authenticate']).toContain('scope="payments:read payments:destructive"');
    expect(answers[3]?.text).toContain('input_required');
    expect(JSON.stringify(structured)).not.toContain('cancel_payment');
  });

  it('the scope personal:full decides whether personal data is masked', async () => {
    const [full, masked] = await Promise.all(
      (['anna', 'clerk'] as const).map((callerName) =>
        callRaw(callerName, 'get_payment', { imp_uid: samples.paid_card?.imp_uid }),
      ),
    );
    const name = (from: typeof full) => String(Object(from?.result.structuredContent.result).buyer_name);
    expect(name(masked)).toContain('○');
    expect(name(full)).not.toContain('○');
    // The request counter that other tests rely on really counts.
    expect(shops.countRequestsToA()).toBeGreaterThan(0);
  });
});

describe('the sessions of the legacy revision', () => {
  const initialize = {
    jsonrpc: '2.0',
    id: 0,
    method: 'initialize',
    params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'raw', version: '1' } },
  };
  const postMessage = (callerName: CallerName, body: object, id?: string, method = 'POST') =>
    sendPageRequest(shops.server.url, {
      method,
      headers: {
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        authorization: `Bearer ${shops.getToken(callerName)}`,
        ...(id === undefined ? {} : { 'mcp-session-id': id }),
      },
      ...(method === 'POST' ? { body: JSON.stringify(body) } : {}),
    });
  const startSession = async (callerName: CallerName) =>
    String((await postMessage(callerName, initialize)).headers['mcp-session-id']);
  const list = { jsonrpc: '2.0', id: 1, method: 'tools/list' };

  it('a session is usable only by the caller that started it', async () => {
    const id = await startSession('anna');
    for (const otherCaller of ['emil', 'clerk', 'bodo'] as const) {
      expect((await postMessage(otherCaller, list, id)).status).toBe(404);
      expect((await postMessage(otherCaller, {}, id, 'DELETE')).status).toBe(404);
      expect((await postMessage(otherCaller, {}, id, 'GET')).status).toBe(404);
      const answer = { jsonrpc: '2.0', id: 0, result: { action: 'accept', content: { confirm: 'yes' } } };
      expect((await postMessage(otherCaller, answer, id)).status).toBe(404);
    }
    expect((await postMessage('anna', list, id)).status).toBe(200);
  });

  it('a session ends on request and is unknown afterwards', async () => {
    const id = await startSession('anna');
    expect((await postMessage('anna', {}, id, 'DELETE')).status).toBe(200);
    const { status, text } = await postMessage('anna', list, id);
    expect(status).toBe(404);
    expect(text).toContain('initialize again');
  });

  it('the longest idle session ends when a caller has too many', async () => {
    const first = await startSession('emil');
    const second = await startSession('emil');
    for (let more = 0; more < 49; more++) await startSession('emil');
    expect((await postMessage('emil', list, first)).status).toBe(404);
    expect((await postMessage('emil', list, second)).status).toBe(200);
  });

  it('a session id is required for every request except initialize', async () => {
    expect((await postMessage('anna', list)).status).toBe(400);
    expect((await postMessage('anna', list, 'made-up')).status).toBe(404);
  });
});

it('a missing or invalid token gets no details', async () => {
  const call = buildModernCall('get_tier');
  for (const authorization of ['', 'Bearer', 'Bearer x', `Basic ${shops.getToken('anna')}`, 'Bearer pv1_x']) {
    const { status, headers } = await sendPageRequest(shops.server.url, {
      ...call,
      headers: { ...call.headers, authorization },
    });
    expect(status).toBe(401);
    expect(headers['www-authenticate']).toMatch(/^Bearer error="invalid_token"/);
  }
});

it('a stranger cannot tell the approval pages of merchants that exist from those of others', async () => {
  const { origin } = shops.server;
  const read = async (path: string) => {
    const { status, text } = await sendPageRequest(`${origin}/approvals/${path}`);
    return { status, text };
  };
  const unknown = await read('nope/x');
  expect(unknown.status).toBe(404);
  // The first has a PIN and serves pages, the second does not.
  expect([await read('shop-a/x'), await read('shop-b/x')]).toEqual([unknown, unknown]);
});

it('the readiness report does not say how many merchants there are', async () => {
  const { text } = await sendPageRequest(`${shops.server.origin}/readyz`);
  expect(JSON.parse(text)).toEqual({ ready: true, store: true, upstream: true });
});
