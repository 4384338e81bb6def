import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { exchange, visit } from '../../support/approval-page.ts';
import { agrees, eras, openHttpSession, type Session } from '../../support/clients.ts';
import { modernCall } from '../../support/http-server.ts';
import type { Samples } from '../../support/tool-case.ts';
import { PIN, type Shops, type Somebody, startShops } from '../../support/two-shops.ts';
import { cases } from '../calls/index.ts';

let shops: Shops;
let samples: Samples;
const sessions: Session[] = [];

beforeAll(async () => {
  shops = await startShops();
  samples = await shops.a.samples();
});
beforeEach(() => Promise.all([shops.a.reset(), shops.b.reset()]));
afterAll(async () => {
  await Promise.all(sessions.map((session) => session.close().catch(() => undefined)));
  await shops.close();
});

async function session(name: Somebody, era: (typeof eras)[number], asked = {}): Promise<Session> {
  const opened = await openHttpSession(era, shops.as(name), asked);
  sessions.push(opened);
  return opened;
}

async function raw(name: Somebody, tool: string, args: object, parts: Parameters<typeof modernCall>[2] = {}) {
  const sent = modernCall(tool, args as Record<string, unknown>, { ...parts, token: shops.tokenOf(name) });
  const { status, headers, text } = await exchange(shops.server.url, sent);
  const json = text.startsWith('{') ? JSON.parse(text) : {};
  return { status, headers, text, result: Object(json.result), kind: json.result?.structuredContent?.error?.kind };
}

const refund = () => ({ imp_uid: samples.paid_card?.imp_uid, amount: 1_000 });
const form = { capabilities: { elicitation: { form: {} } } };
const idsOfA = () => Object.values(samples).flatMap(({ imp_uid }) => (imp_uid === undefined ? [] : [imp_uid]));
const changesAtA = async () => (await shops.a.ledger()).entries.length;

describe('another merchant', () => {
  const uid = () => samples.paid_card?.imp_uid;
  const desk = [
    { tool: 'search_payments', args: () => ({ merchant_uid: samples.paid_card?.merchant_uid }) },
    { tool: 'investigate_payment', args: () => ({ imp_uid: uid() }) },
    { tool: 'summarize_payments', args: () => ({}) },
    { tool: 'review_subscriptions', args: () => ({ customer_uid: samples.subscription?.customer_uid }) },
    { tool: 'refund_payment', args: () => ({ imp_uid: uid(), full_refund: true }) },
    { tool: 'check_connection', args: () => ({}) },
  ];
  const everyCall = [...cases, ...desk];

  it('has every tool tried', async () => {
    const bodo = await session('bodo', 'SDK v2, 2026-07-28');
    const tried = everyCall.map(({ tool }) => tool);
    expect((await bodo.listTools()).map(({ name }) => name).filter((name) => !tried.includes(name))).toEqual([]);
  });

  it.each(everyCall)("is not reached by $tool with that merchant's ids", async ({ tool, args }) => {
    const before = shops.heardByA();
    const given = args(samples);
    const { status, text } = await raw('bodo', tool, given);
    expect(status).toBe(200);
    expect(idsOfA().filter((id) => text.includes(id) && !JSON.stringify(given).includes(id))).toEqual([]);
    expect(shops.heardByA()).toBe(before);
    expect(await changesAtA()).toBe(0);
  });

  it.each([
    'portone://payments/{imp_uid}',
    'portone://orders/{merchant_uid}',
    'portone://receipts/{imp_uid}',
    'portone://payments/status/all',
  ])('is not reached by %s', async (template) => {
    const { imp_uid = '', merchant_uid = '' } = samples.paid_card ?? {};
    const uri = template.replace('{imp_uid}', imp_uid).replace('{merchant_uid}', merchant_uid);
    const before = shops.heardByA();
    const { text } = await raw('bodo', '', {}, { method: 'resources/read', params: { uri } });
    expect(idsOfA().filter((id) => text.includes(id) && !uri.includes(id))).toEqual([]);
    expect(shops.heardByA()).toBe(before);
  });

  it('does not see what was done for that one', async () => {
    await raw('anna', 'cancel_payment', { ...refund(), amount: 1_234 }, form);
    const ledger = { method: 'resources/read', params: { uri: 'portone://audit/recent' } };
    expect((await raw('anna', '', {}, ledger)).text).toContain('1234');
    expect((await raw('bodo', '', {}, ledger)).text).not.toContain('1234');
  });

  it('does not change what is not its own', async () => {
    const bodo = await session('bodo', 'SDK v2, 2026-07-28', { form: agrees });
    expect(await bodo.call('cancel_payment', refund())).toMatchObject({ isError: true });
    expect(await changesAtA()).toBe(0);
  });
});

describe("somebody else's question", () => {
  it.each(['emil', 'bodo'] as const)('is not answered by %s', async (thief) => {
    const asked = await raw('anna', 'cancel_payment', refund(), form);
    expect(asked.result.resultType).toBe('input_required');
    const stolen = {
      requestState: asked.result.requestState,
      inputResponses: { confirm: { action: 'accept', content: { confirm: true } } },
    };
    const { kind } = await raw(thief, 'cancel_payment', refund(), { ...form, params: stolen });
    expect(kind).toBe(thief === 'emil' ? 'not_confirmed' : 'not_found');
    expect(await changesAtA()).toBe(0);
    expect((await raw('anna', 'cancel_payment', refund(), { ...form, params: stolen })).kind).toBeUndefined();
    expect(await changesAtA()).toBe(1);
  });
});

describe('the approval page', () => {
  it('takes more than its link: the PIN of its merchant', async () => {
    const { kind, result } = await raw('anna', 'cancel_payment', refund());
    expect(kind).toBe('approval_required');
    const url = String(result.structuredContent.error.approval_url);
    expect(url).toMatch(new RegExp(`^${shops.server.origin}/approvals/shop-a/`));
    const page = await visit(url);
    expect((await page.post({ decision: 'approve' })).status).toBe(403);
    expect((await page.post({ decision: 'approve', pin: '000000' })).status).toBe(403);
    expect((await raw('anna', 'cancel_payment', refund())).kind).toBe('approval_required');
    expect((await page.post({ decision: 'approve', pin: PIN })).status).toBe(303);
    // What was agreed to for one of its people is nothing to another.
    expect((await raw('emil', 'cancel_payment', refund())).kind).toBe('approval_required');
    expect((await raw('anna', 'cancel_payment', refund())).kind).toBeUndefined();
    expect(await changesAtA()).toBe(1);
  });

  it('is not under the address of another merchant, and not where there is no PIN', async () => {
    const { result } = await raw('anna', 'cancel_payment', refund());
    const url = String(result.structuredContent.error.approval_url);
    expect((await exchange(url)).status).toBe(200);
    expect((await exchange(url.replace('shop-a', 'shop-b'))).status).toBe(404);
    const own = await shops.b.samples();
    const refused = await raw('bodo', 'cancel_payment', { imp_uid: own.paid_card?.imp_uid, amount: 1_000 });
    expect(refused.kind).toBe('policy_refused');
    expect(refused.text).toContain('PORTONE_V1_APPROVAL_PIN');
  });
});

describe('scopes', () => {
  const names = async (who: Somebody, era: (typeof eras)[number]) =>
    (await (await session(who, era)).listTools()).map(({ name }) => name);

  it.each(eras)('are what is listed, %s', async (era) => {
    const [all, read, write] = await Promise.all([names('anna', era), names('clerk', era), names('writer', era)]);
    expect(all.length).toBeGreaterThanOrEqual(80);
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
  ] as const)('are asked for: %s calls %s', async (who, tool, scope) => {
    const { status, headers } = await raw(who, tool, refund());
    expect(status).toBe(403);
    expect(headers['www-authenticate']).toContain(`error="insufficient_scope"`);
    expect(headers['www-authenticate']).toContain(`scope="${scope}"`);
    expect(await changesAtA()).toBe(0);
  });

  it('hold for resources and prompts', async () => {
    const uri = `portone://payments/${samples.paid_card?.imp_uid}`;
    expect((await raw('writer', '', {}, { method: 'resources/read', params: { uri } })).status).toBe(403);
    expect((await raw('clerk', '', {}, { method: 'resources/read', params: { uri } })).status).toBe(200);
  });

  it('hold for a tool that is called through another', async () => {
    const through = await startShops('--toolsets', 'discover');
    const call = (who: Somebody, name: string, args: object) =>
      exchange(
        through.server.url,
        modernCall('call_tool', { name, arguments: args }, { token: through.tokenOf(who), ...form }),
      );
    const { imp_uid } = samples.paid_card ?? {};
    const answers = [
      await call('clerk', 'get_payment', { imp_uid }),
      await call('clerk', 'cancel_payment', refund()),
      await call('writer', 'get_payment', { imp_uid }),
      await call('anna', 'cancel_payment', refund()),
    ];
    const clerk = await openHttpSession('SDK v2, 2026-07-28', through.as('clerk'));
    const { structured } = await clerk.call('find_tools', { query: 'refund cancel payment' });
    await clerk.close();
    await through.close();
    expect(answers.map(({ status }) => status)).toEqual([200, 403, 403, 200]);
    expect(answers[1]?.headers['www-authenticate']).toContain('scope="payments:read payments:destructive"');
    expect(answers[3]?.text).toContain('input_required');
    expect(JSON.stringify(structured)).not.toContain('cancel_payment');
  });

  it('decide whether persons are shown', async () => {
    const [full, masked] = await Promise.all(
      (['anna', 'clerk'] as const).map((who) => raw(who, 'get_payment', { imp_uid: samples.paid_card?.imp_uid })),
    );
    const name = (from: typeof full) => String(Object(from?.result.structuredContent.result).buyer_name);
    expect(name(masked)).toContain('*');
    expect(name(full)).not.toContain('*');
    // The counter that says elsewhere that nothing was heard does count.
    expect(shops.heardByA()).toBeGreaterThan(0);
  });
});

describe('sessions of the older era', () => {
  const initialize = {
    jsonrpc: '2.0',
    id: 0,
    method: 'initialize',
    params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'raw', version: '1' } },
  };
  const post = (who: Somebody, body: object, id?: string, method = 'POST') =>
    exchange(shops.server.url, {
      method,
      headers: {
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        authorization: `Bearer ${shops.tokenOf(who)}`,
        ...(id === undefined ? {} : { 'mcp-session-id': id }),
      },
      ...(method === 'POST' ? { body: JSON.stringify(body) } : {}),
    });
  const begin = async (who: Somebody) => String((await post(who, initialize)).headers['mcp-session-id']);
  const list = { jsonrpc: '2.0', id: 1, method: 'tools/list' };

  it('are of nobody but whoever began them', async () => {
    const id = await begin('anna');
    for (const thief of ['emil', 'clerk', 'bodo'] as const) {
      expect((await post(thief, list, id)).status).toBe(404);
      expect((await post(thief, {}, id, 'DELETE')).status).toBe(404);
      expect((await post(thief, {}, id, 'GET')).status).toBe(404);
      const answer = { jsonrpc: '2.0', id: 0, result: { action: 'accept', content: { confirm: true } } };
      expect((await post(thief, answer, id)).status).toBe(404);
    }
    expect((await post('anna', list, id)).status).toBe(200);
  });

  it('end when they are told to, and say so afterwards', async () => {
    const id = await begin('anna');
    expect((await post('anna', {}, id, 'DELETE')).status).toBe(200);
    const { status, text } = await post('anna', list, id);
    expect(status).toBe(404);
    expect(text).toContain('initialize anew');
  });

  it('are so many and no more: the one that was quiet longest goes', async () => {
    const first = await begin('emil');
    const second = await begin('emil');
    for (let more = 0; more < 49; more++) await begin('emil');
    expect((await post('emil', list, first)).status).toBe(404);
    expect((await post('emil', list, second)).status).toBe(200);
  });

  it('are needed for anything but a beginning', async () => {
    expect((await post('anna', list)).status).toBe(400);
    expect((await post('anna', list, 'made-up')).status).toBe(404);
  });
});

it('tokens that are missing or made up are told nothing', async () => {
  const call = modernCall('get_tier');
  for (const authorization of ['', 'Bearer', 'Bearer x', `Basic ${shops.tokenOf('anna')}`, 'Bearer pv1_x']) {
    const { status, headers } = await exchange(shops.server.url, {
      ...call,
      headers: { ...call.headers, authorization },
    });
    expect(status).toBe(401);
    expect(headers['www-authenticate']).toMatch(/^Bearer error="invalid_token"/);
  }
});
