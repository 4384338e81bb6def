import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toolDefinitions } from '../../src/tools/definitions.ts';
import { acceptForm, openSession, type Session, type ToolResult } from '../support/clients.ts';
import type { Samples } from '../support/tool-case.ts';
import { getServerCommand, startUpstream, type Upstream } from '../support/upstream.ts';

let upstream: Upstream;
let samples: Samples;
let session: Session;
beforeAll(async () => {
  upstream = await startUpstream();
  samples = await upstream.readSamples();
  session = await openSession('SDK v2, 2026-07-28', getServerCommand(upstream.url), acceptForm);
});
afterAll(async () => {
  await session.close();
  await upstream.close();
});

const countTokens = ({ text }: ToolResult) => encode(text).length;
const names = new Set(toolDefinitions.map(({ definition }) => definition.name));
type Rows = { imp_uid: string }[];
interface Page {
  result: { total: number; list: Rows };
  remaining?: number;
  cursor?: string;
}

describe('a long list over several pages', () => {
  it.each<[string, object]>([
    ['in its core fields', {}],
    ['in full', { detail: 'full' }],
    ['in two columns', { fields: 'imp_uid,status' }],
    ['in columns given as a list', { fields: ['imp_uid', 'custom_data', 'cancel_history'] }],
  ])('a long list %s is read completely within the token budget', async (_, shape) => {
    const call = { payment_status: 'all', limit: 1_000, ...shape };
    const readIds: string[] = [];
    let cursor: string | undefined;
    let total = 0;
    do {
      const reply = await session.call('list_payments_by_status', { ...call, ...(cursor ? { cursor } : {}) });
      expect(reply.isError, reply.text).toBe(false);
      expect(countTokens(reply)).toBeLessThanOrEqual(8_000);
      const page = reply.structured as Page;
      readIds.push(...page.result.list.map((row) => row.imp_uid));
      ({ total } = page.result);
      expect(page.remaining ?? 0).toBe(total - readIds.length);
      cursor = page.cursor;
    } while (cursor !== undefined);
    expect(new Set(readIds).size).toBe(total);
    expect(readIds).toHaveLength(total);
  });

  it('a list contains only the requested columns', async () => {
    const { structured } = await session.call('list_payments_by_status', {
      payment_status: 'paid',
      limit: 3,
      fields: 'amount, merchant_uid',
    });
    for (const row of (structured as Page).result.list) expect(Object.keys(row)).toEqual(['amount', 'merchant_uid']);
  });

  it('an unknown column and a foreign cursor are rejected with a suggestion', async () => {
    const stranger = await session.call('list_payments_by_status', { payment_status: 'paid', fields: 'amonut' });
    expect(stranger.structured).toMatchObject({
      error: {
        kind: 'invalid_input',
        message: expect.stringContaining('"amonut" (did you mean "amount"?)'),
        next: expect.stringContaining('merchant_uid'),
      },
    });
    const page = await session.call('list_payments_by_status', { payment_status: 'all', limit: 1_000 });
    const { cursor } = page.structured as Page;
    const other = await session.call('list_payments_by_status', { payment_status: 'paid', limit: 1_000, cursor });
    expect(other.structured).toMatchObject({
      error: { kind: 'invalid_input', message: expect.stringContaining('cursor') },
    });
  });
});

describe('the advice in an error', () => {
  it.each<[string, string, () => Record<string, unknown>, RegExp]>([
    [
      'a payment of a test channel',
      'get_payment',
      () => ({ imp_uid: samples.test_channel?.imp_uid }),
      /get_payment \{"imp_uid":"imp_\d+","include_sandbox":true\}/,
    ],
    [
      'an order under another status',
      'find_payment_by_order',
      () => ({ merchant_uid: samples.failed?.merchant_uid, payment_status: 'paid' }),
      /list_payments_by_order \{"merchant_uid":"order_failed"\}/,
    ],
    [
      'a balance of the PG that is too small',
      'refund_payment',
      () => ({ imp_uid: samples.balance_short?.imp_uid, amount: 100, reason: 'x' }),
      /settlement.*Do not repeat/,
    ],
    [
      'a payment cancelled at the PG only',
      'cancel_payment',
      () => ({ imp_uid: samples.cancelled_at_pg?.imp_uid, amount: 100 }),
      /get_payment \{"imp_uid":"imp_\d+"\}/,
    ],
    [
      'a receipt that was never issued',
      'get_receipt',
      () => ({ imp_uid: samples.cash_receipt_due?.imp_uid }),
      /issue_receipt \{"imp_uid":"imp_\d+"\}/,
    ],
    ['a schedule that is not there', 'get_schedule', () => ({ merchant_uid: 'nothing' }), /list_schedules_by_customer/],
  ])('the error about %s states the next call', async (_, tool, args, next) => {
    const { structured } = await session.call(tool, args());
    const { error } = structured as { error: { next: string; upstream_message: string } };
    expect(error.next).toMatch(next);
    expect(error.upstream_message).not.toBe('');
    for (const [name] of error.next.matchAll(/\b[a-z]+(?:_[a-z]+)+(?= (?:\{|with))/g)) expect(names).toContain(name);
  });

  it('an unreachable PortOne leads to check_connection, which reports the failure', async () => {
    const nobody = await openSession('SDK v2, 2026-07-28', getServerCommand('http://127.0.0.1:9', '--read-only'));
    const read = await nobody.call('get_payment', { imp_uid: 'imp_1' });
    const check = await nobody.call('check_connection');
    await nobody.close();
    expect(read.structured).toMatchObject({
      error: { kind: 'unreachable', next: expect.stringContaining('check_connection') },
    });
    expect(check.isError).toBe(false);
    expect(check.structured).toMatchObject({
      portone: { reachable: false, host: '127.0.0.1:9', error: { kind: 'unreachable', next: expect.any(String) } },
      server: { node: process.version },
      tools: { read_only: true },
      confirmation: expect.stringContaining('cannot show confirmation forms'),
      settings: { personal_data: 'masked', audit: 'off', policy: 'off' },
    });
  });
});

describe('the tool check_connection', () => {
  it('check_connection reports the connection, the channels and the server without secrets', async () => {
    const { structured, text } = await session.call('check_connection');
    expect(structured).toMatchObject({
      portone: {
        reachable: true,
        latency_ms: expect.any(Number),
        token_valid_until: expect.stringMatching(/\+09:00$/),
        clock_difference_seconds: expect.any(Number),
      },
      channels: { live: expect.any(Number), test: 3 },
      tools: { callable: (await session.listTools()).length, read_only: false },
      confirmation: expect.stringContaining('forms'),
    });
    expect(text).not.toMatch(/sandbox_key|sandbox_secret|channel-key|[0-9a-f]{40}/);
  });

  it('check_connection distinguishes a rejected key from an unreachable PortOne', async () => {
    const command = getServerCommand(upstream.url);
    const stranger = await openSession('SDK v2, 2026-07-28', {
      ...command,
      env: { ...command.env, PORTONE_V1_API_SECRET: 'another' },
    });
    const { isError, structured, text } = await stranger.call('check_connection');
    await stranger.close();
    expect(isError).toBe(false);
    expect(structured).toMatchObject({ portone: { reachable: true, error: { kind: 'unauthorized' } } });
    expect(text).not.toContain('another');
  });
});
