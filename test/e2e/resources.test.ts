import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { acceptForm, clientKinds, openSession, type Session } from '../support/clients.ts';
import type { Samples } from '../support/tool-case.ts';
import { getCommandFor, startUpstream, type Upstream } from '../support/upstream.ts';

let upstream: Upstream;
let samples: Samples;
beforeAll(async () => {
  upstream = await startUpstream();
  samples = await upstream.readSamples();
});
beforeEach(() => upstream.reset());
afterAll(() => upstream.close());

const getPaidImpUid = () => samples.paid_card?.imp_uid ?? '';

async function withSession(
  clientKind: (typeof clientKinds)[number],
  flags: string[],
  use: (session: Session) => Promise<void>,
) {
  const session = await openSession(clientKind, getCommandFor(clientKind, upstream.url, ...flags), acceptForm);
  try {
    await use(session);
  } finally {
    await session.close();
  }
}

const catchError = (call: Promise<unknown>): Promise<{ code?: number; message: string; data?: unknown }> =>
  call.then(
    () => Promise.reject(new Error('it was answered')),
    (error) => error,
  );

/** One page of the list, again until its payments are there: on a busy machine they may come too late for it. */
async function listPayments(session: Session, cursor?: string) {
  for (let attempt = 1; ; attempt++) {
    const page = await session.listResources(cursor);
    if (attempt === 20 || page.resources.some(({ uri }) => /payments\/imp_/.test(uri))) return page;
  }
}

/** Characters that PortOne allows in an order number. */
const ODD = '주문 A/1+50%';

const nowhere = [
  'portone://payments/imp_nowhere',
  'portone://orders/nowhere',
  'portone://payments/status/gone',
  'portone://billing-keys/nowhere',
  'portone://schedules/nowhere',
  'portone://receipts/imp_nowhere',
  'portone://codes/banks/999',
  'portone://payments/%2E%2E',
  'portone://payments/%zz',
  'portone://orders/a/b',
  'https://example.com/',
  'portone://nothing',
];

describe.each(clientKinds)('the resources with %s', (clientKind) => {
  const modern = clientKind === 'SDK v2, 2026-07-28';
  let session: Session;
  beforeAll(async () => {
    session = await openSession(clientKind, getCommandFor(clientKind, upstream.url), acceptForm);
  });
  afterAll(() => session.close());

  it('the list of resources can be paged to a payment', async () => {
    const first = await listPayments(session);
    const second = await listPayments(session, first.nextCursor);
    const third = await listPayments(session, second.nextCursor);
    const payments = [first, second, third].flatMap((page) =>
      page.resources.filter(({ uri }) => /^portone:\/\/payments\/[^/]+$/.test(uri)),
    );
    expect(payments).toHaveLength(150);
    expect(new Set(payments.map(({ uri }) => uri)).size).toBe(150);
    const times = payments.map(({ name }) => name.slice(0, 16));
    expect(times).toEqual([...times].sort().reverse());
    expect(payments[0]?.name).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d · ₩[\d,]+ · (paid|ready|failed|cancelled) · \S+/);
    const last = payments.at(-1);
    const { text, mimeType, ttlMs, cacheScope } = await session.readResource(last?.uri ?? '');
    expect(mimeType).toBe('application/json');
    expect(last?.uri).toBe(`portone://payments/${JSON.parse(text).imp_uid}`);
    expect(last?.name).toContain(JSON.parse(text).merchant_uid);
    if (modern) expect({ ttlMs, cacheScope }).toEqual({ ttlMs: 5_000, cacheScope: 'private' });
  });

  it('a payment made between two pages does not shift the list', async () => {
    const first = await listPayments(session);
    const secondPage = (await listPayments(session, first.nextCursor)).resources.map(({ uri }) => uri);
    // Two seconds: later than the first page, whatever fraction of a second it was read at.
    await upstream.control('clock', { advance: 2 });
    const bought = await session.call('pay_with_billing_key', {
      customer_uid: samples.subscription?.customer_uid,
      merchant_uid: 'between-pages',
      amount: 1_000,
      name: 'x',
    });
    expect(bought.structured).toMatchObject({ result: { status: 'paid' } });
    expect((await listPayments(session, first.nextCursor)).resources.map(({ uri }) => uri)).toEqual(secondPage);
    await expect
      .poll(async () => (await listPayments(session)).resources.some(({ name }) => name.includes('between-pages')))
      .toBe(true);
  });

  it('a resource has the same masked content as its tool, also for a test channel', async () => {
    const { text } = await session.readResource(`portone://payments/${getPaidImpUid()}`);
    const { structured } = await session.call('get_payment', { imp_uid: getPaidImpUid(), include_sandbox: true });
    expect({ result: JSON.parse(text) }).toEqual(structured);
    expect(text).toMatch(/"buyer_tel":"•••\d{4}"/);
    const test = await session.readResource(`portone://payments/${samples.test_channel?.imp_uid}`);
    expect(JSON.parse(test.text)).toMatchObject({ sandbox: true });
  });

  it('an order with an encoded number is readable', async () => {
    const bought = await session.call('pay_with_billing_key', {
      customer_uid: samples.subscription?.customer_uid,
      merchant_uid: ODD,
      amount: 1_000,
      name: 'x',
    });
    expect(bought.structured).toMatchObject({ result: { merchant_uid: ODD } });
    const { text } = await session.readResource(`portone://orders/${encodeURIComponent(ODD)}`);
    expect(JSON.parse(text)).toMatchObject({ total: 1, list: [{ merchant_uid: ODD }] });
    expect(
      await session.complete({ type: 'ref/resource', uri: 'portone://orders/{merchant_uid}' }, 'merchant_uid', '주문'),
    ).toEqual([ODD]);
  });

  it('an unknown resource is reported with its URI', async () => {
    for (const uri of nowhere) {
      const { code, data } = await catchError(session.readResource(uri));
      expect({ uri, code, data }).toEqual({ uri, code: -32602, data: { uri } });
    }
  });

  it('a foreign list cursor is rejected', async () => {
    for (const cursor of ['x', '', 'WzEsMiwzXQ', 'a'.repeat(5_000)])
      expect((await catchError(session.listResources(cursor))).code).toBe(-32602);
  });

  it('a failure of PortOne is reported by its kind without the requested id', async () => {
    await upstream.control('faults', { route: 'GET /payments/{imp_uid}', kind: 'http_429', times: 20 });
    const { code, message, data } = await catchError(session.readResource(`portone://payments/${getPaidImpUid()}`));
    expect(code).toBe(-32603);
    expect(message).toContain('limiting the rate of calls');
    expect(data).toMatchObject({ kind: 'rate_limited' });
    expect(JSON.stringify({ message, data })).not.toContain(getPaidImpUid());
  });

  it('only resources of enabled tools are listed, read and completed', () =>
    withSession(clientKind, ['--exclude-tools', 'get_payment,list_payments_by_order'], async (session) => {
      const { resources, nextCursor } = await session.listResources();
      expect(resources.filter(({ uri }) => /payments\/imp/.test(uri))).toEqual([]);
      expect(nextCursor).toBeUndefined();
      const templates = (await session.listTemplates()).map(({ uriTemplate }) => uriTemplate);
      expect(templates).toContain('portone://receipts/{imp_uid}');
      expect(templates).not.toContain('portone://payments/{imp_uid}');
      expect(templates).not.toContain('portone://orders/{merchant_uid}');
      expect((await catchError(session.readResource(`portone://payments/${getPaidImpUid()}`))).code).toBe(-32602);
      const ref = { type: 'ref/resource', uri: 'portone://payments/{imp_uid}' } as const;
      expect((await catchError(session.complete(ref, 'imp_uid', ''))).code).toBe(-32602);
    }));

  it('a subscriber is notified of changes by a tool to its resource only', async () => {
    const updated: string[] = [];
    const uri = `portone://payments/${getPaidImpUid()}`;
    await session.subscribe(uri, (one) => updated.push(one));
    await session.call('cancel_payment', { imp_uid: getPaidImpUid(), amount: 1_000, reason: '부분 환불' });
    await session.call('get_payment', { imp_uid: getPaidImpUid() });
    expect(updated).toEqual([uri]);
  });

  it('the audit resource shows recent steps, or that the audit log is off', async () => {
    expect(JSON.parse((await session.readResource('portone://audit/recent')).text)).toMatchObject({ ledger: 'off' });
    const folder = await mkdtemp(join(tmpdir(), 'ledger-'));
    await withSession(clientKind, ['--audit', join(folder, 'ledger')], async (session) => {
      await session.call('cancel_payment', { imp_uid: getPaidImpUid(), amount: 1_000, reason: '홍길동 님의 요청' });
      const { text } = await session.readResource('portone://audit/recent');
      const { lines } = JSON.parse(text);
      expect(lines[0]).toMatchObject({
        step: 'outcome',
        tool: 'cancel_payment',
        ids: { imp_uid: getPaidImpUid(), amount: 1_000 },
      });
      expect(lines[0].at).toMatch(/\+09:00$/);
      expect(text).not.toContain('홍길동');
    });
    await rm(folder, { recursive: true });
  });

  it('the desk reads its resources, except those of excluded tools', async () => {
    await withSession(clientKind, ['--toolsets', 'desk', '--exclude-tools', 'get_receipt'], async (session) => {
      const { resources } = await listPayments(session);
      const listed = resources.filter(({ uri }) => /payments\/imp/.test(uri));
      expect(listed).toHaveLength(50);
      expect((await session.readResource(listed[0]?.uri ?? '')).text).toContain('"status"');
      const customer = samples.subscription?.customer_uid ?? '';
      expect((await session.readResource(`portone://billing-keys/${customer}`)).text).toContain(customer);
      expect((await session.readResource(`portone://payments/${getPaidImpUid()}`)).text).toContain(getPaidImpUid());
      const ref = { type: 'ref/resource', uri: 'portone://payments/{imp_uid}' } as const;
      expect(await session.complete(ref, 'imp_uid', getPaidImpUid())).toEqual([getPaidImpUid()]);
      expect((await session.listTemplates()).map(({ uriTemplate }) => uriTemplate)).toEqual([
        'portone://payments/{imp_uid}',
        'portone://orders/{merchant_uid}',
        'portone://payments/status/{status}',
        'portone://billing-keys/{customer_uid}',
        'portone://schedules/{merchant_uid}',
        'portone://codes/banks/{code}',
        'portone://codes/cards/{code}',
      ]);
      expect((await catchError(session.readResource(`portone://receipts/${getPaidImpUid()}`))).code).toBe(-32602);
      expect(await session.listPrompts()).toHaveLength(14);
    });
  });
});
