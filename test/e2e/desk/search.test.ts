import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../../src/sandbox/server.ts';
import { closeSessions, openSessions } from '../../support/client-sessions.ts';
import { type ClientKind, clientKinds, openSession, type Session } from '../../support/clients.ts';
import { formatKoreanDay } from '../../support/korean-day.ts';
import { getCommandFor, getServerCommand } from '../../support/upstream.ts';

interface Row {
  imp_uid: string;
  [column: string]: unknown;
}

interface SearchAnswer {
  payments: Row[];
  rows_here: number;
  matching?: number;
  remaining?: number;
  totals?: { status: string; currency: string; count: number; amount: number }[];
  near?: { without: string; count: number; payments: Row[] }[];
  in_every_row?: Record<string, unknown>;
  searched: { period: string; from: string; to: string; complete: boolean; failed_windows?: { status: string }[] };
  cursor?: string;
  note?: string;
}

const DAY = 86_400;
let sandbox: Sandbox;
let sessions: Record<ClientKind, Session>;
beforeAll(async () => {
  sandbox = await startSandbox({ strict: true, payments: 6_000, delayMs: 20 });
  sessions = await openSessions((clientKind) => openSession(clientKind, getCommandFor(clientKind, sandbox.url)));
}, 60_000);
afterAll(async () => {
  await closeSessions(sessions);
  await sandbox.close();
});

const getPaymentRows = () => [...sandbox.getWorld().payments.values()].map(({ record }) => record);
const getTime = (row: Partial<Record<'paid_at' | 'failed_at' | 'started_at', number | null | undefined>>) =>
  row.paid_at || row.failed_at || row.started_at || 0;

async function injectFault(kind: string, times: number): Promise<void> {
  const body = JSON.stringify({ route: 'GET /payments/status/{payment_status}', kind, times });
  await fetch(`${sandbox.url}/_sandbox/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
}

/** Runs a search to its end, page by page. */
async function searchAll(session: Session, args: Record<string, unknown>) {
  const pages: SearchAnswer[] = [];
  let cursor: string | undefined;
  do {
    const { isError, structured, text } = await session.call('search_payments', {
      ...args,
      ...(cursor ? { cursor } : {}),
    });
    expect(isError, text).toBe(false);
    // This file tests the shape.
    const page = structured as SearchAnswer;
    pages.push(page);
    cursor = page.cursor;
  } while (cursor);
  return { pages, ids: pages.flatMap((page) => page.payments.map((row) => row.imp_uid)) };
}

describe.each(clientKinds)('the tool search_payments with %s', (clientKind) => {
  let session: Session;
  beforeAll(() => {
    session = sessions[clientKind];
  });

  it('a search returns all payments of a buyer by cursor, each once, newest first and masked', async () => {
    const rows = getPaymentRows();
    const name = rows[Math.floor(rows.length / 2)]?.buyer_name ?? '';
    const since = Math.floor(Date.parse(`${formatKoreanDay(-300)}T00:00:00+09:00`) / 1000);
    const expected = rows.filter((row) => row.buyer_name === name && getTime(row) >= since).map((row) => row.imp_uid);
    expect(expected.length).toBeGreaterThan(3);
    const { ids, pages } = await searchAll(session, {
      buyer_name: name,
      period: `${formatKoreanDay(-300)}~`,
      limit: 2,
    });
    expect([...ids].sort()).toEqual([...expected].sort());
    expect(pages.at(-1)?.searched.complete).toBe(true);
    expect(pages[0]?.searched).toMatchObject({
      complete: false,
      period: expect.stringContaining(formatKoreanDay(-300)),
    });
    expect(JSON.stringify(pages)).not.toContain(name);
  });

  it('a search reports increasing progress', async () => {
    const steps: number[] = [];
    const args = { buyer_name: '아무도아닌사람', period: `${formatKoreanDay(-399)}~` };
    const { structured } = await session.call('search_payments', args, {
      onprogress: ({ progress }) => steps.push(progress),
    });
    expect(structured).toMatchObject({ payments: [], rows_here: 0, searched: { complete: true } });
    expect(steps.length).toBeGreaterThan(10);
    expect(steps).toEqual([...new Set(steps)].sort((a, b) => a - b));
  });

  it('a search stops when it is aborted, and the next call works', async () => {
    const calling = new AbortController();
    const call = session.call(
      'search_payments',
      { buyer_name: '아무도아닌사람', period: `${formatKoreanDay(-399)}~` },
      { signal: calling.signal, onprogress: () => calling.abort() },
    );
    await expect(call).rejects.toThrow();
    const { structured } = await session.call('search_payments', { limit: 1 });
    expect(structured).toMatchObject({ rows_here: 1 });
  });

  it('a search does not say "nothing found" when a list could not be read', async () => {
    await injectFault('http_500', 1);
    const { isError, structured } = await session.call('search_payments', { buyer_name: '아무도아닌사람' });
    expect(isError).toBe(false);
    const { searched, note } = structured as SearchAnswer;
    expect(searched).toMatchObject({ complete: false, failed_windows: [{ status: expect.any(String) }] });
    expect(note).toContain('this does not mean that nothing exists');
    expect(note).not.toContain('Nothing found');
    const again = await session.call('search_payments', { buyer_name: '아무도아닌사람' });
    expect(again.structured).toMatchObject({
      searched: { complete: true },
      note: expect.stringContaining('Nothing found'),
    });
  });

  it('a search fails when nothing could be read', async () => {
    await injectFault('http_500', 4);
    const { isError, structured } = await session.call('search_payments', { buyer_name: '아무도아닌사람' });
    expect(isError).toBe(true);
    expect(structured).toMatchObject({ error: { http_status: 500 } });
  });
});

describe('the details of search_payments', () => {
  let session: Session;
  beforeAll(() => {
    session = sessions['SDK v2, 2026-07-28'];
  });

  const expectRejection = async (args: Record<string, unknown>) => {
    const { isError, structured } = await session.call('search_payments', args);
    expect(isError).toBe(true);
    return (structured as { error: { kind: string; message: string } }).error;
  };

  it('a failed list is reported on every later page', async () => {
    await injectFault('http_500', 1);
    const { pages } = await searchAll(session, { min_amount: 1, period: `${formatKoreanDay(-2)}~`, limit: 20 });
    expect(pages.length).toBeGreaterThan(2);
    for (const { searched } of pages)
      expect(searched).toMatchObject({ complete: false, failed_windows: [expect.anything()] });
  });

  it('a foreign or forged search cursor is rejected', async () => {
    const { structured } = await session.call('search_payments', { status: 'paid', limit: 1 });
    const { cursor } = structured as SearchAnswer;
    expect(await expectRejection({ status: 'failed', limit: 1, cursor })).toMatchObject({
      kind: 'invalid_input',
      message: '"cursor" belongs to a call with other arguments. Nothing was read.',
    });
    expect(await expectRejection({ status: 'paid', cursor: 'made-up' })).toMatchObject({ kind: 'invalid_input' });
  });

  it('the sorting "largest" covers the whole period', async () => {
    const { structured } = await session.call('search_payments', {
      sort: 'largest',
      limit: 3,
      status: 'paid',
      period: 'last 400 days',
      sandbox: false,
    });
    const { payments, searched } = structured as SearchAnswer;
    const since = Date.parse(`${formatKoreanDay(-399)}T00:00:00+09:00`) / 1000;
    const amounts = getPaymentRows()
      .filter((row) => row.status === 'paid' && !row.sandbox && (row.paid_at ?? 0) >= since)
      .map((row) => row.amount)
      .sort((a, b) => b - a);
    expect(payments.map((row) => row.amount)).toEqual(amounts.slice(0, 3));
    expect(searched.complete).toBe(true);
    expect(structured).toMatchObject({ remaining: amounts.length - 3 });
  });

  it('a page of a search counts and sums up all that matches', async () => {
    const { structured } = await session.call('search_payments', {
      status: 'failed',
      period: 'last 30 days',
      limit: 4,
    });
    const { rows_here, matching, remaining, totals, searched, in_every_row } = structured as SearchAnswer;
    const since = Date.parse(`${formatKoreanDay(-29)}T00:00:00+09:00`) / 1000;
    const expected = getPaymentRows().filter((row) => row.status === 'failed' && (row.failed_at ?? 0) >= since);
    expect({ rows_here, matching, remaining }).toEqual({
      rows_here: 4,
      matching: expected.length,
      remaining: expected.length - 4,
    });
    expect(totals?.reduce((sum, { amount }) => sum + amount, 0)).toBe(
      expected.reduce((sum, row) => sum + row.amount, 0),
    );
    expect(searched.complete).toBe(true);
    expect(in_every_row).toMatchObject({ status: 'failed' });
  });

  it('a search that reads only a part of the period says that the totals are not known', async () => {
    const { structured } = await session.call('search_payments', { min_amount: 1, period: 'last 400 days', limit: 2 });
    expect(structured).not.toHaveProperty('matching');
    expect((structured as SearchAnswer).note).toContain('count and sum of all matches are not known');
  });

  it('a misspelt name is pointed out by the payment that fits everything else', async () => {
    const target = getPaymentRows().find(
      (row) => row.status === 'paid' && (row.paid_at ?? 0) > Date.now() / 1000 - 30 * DAY,
    );
    const { structured } = await session.call('search_payments', {
      buyer_name: '아무도아닌사람',
      merchant_uid: target?.merchant_uid,
      amount: target?.amount,
      period: 'last 90 days',
    });
    const { payments, near, note } = structured as SearchAnswer;
    expect(payments).toEqual([]);
    expect(near).toMatchObject([{ without: 'buyer_name', count: 1, payments: [{ imp_uid: target?.imp_uid }] }]);
    expect(note).toContain('fits all but one condition');
    expect(JSON.stringify(near)).not.toContain(target?.buyer_name);
  });

  it('a payment some days outside the period is pointed out', async () => {
    const target = getPaymentRows().find((row) => row.merchant_uid === 'order_double_first');
    const { structured } = await session.call('search_payments', {
      merchant_uid: target?.merchant_uid,
      period: `${formatKoreanDay(-6)}~${formatKoreanDay(-4)}`,
    });
    expect((structured as SearchAnswer).near).toMatchObject([
      { without: 'period', count: 1, payments: [{ imp_uid: target?.imp_uid }] },
    ]);
  });

  it('a failed payment names the one by which its order was paid later', async () => {
    const rows = getPaymentRows();
    const paidOrders = new Map(rows.flatMap((row) => (row.paid_at ? [[row.merchant_uid, row.imp_uid] as const] : [])));
    const failed = rows.find((row) => row.status === 'failed' && paidOrders.has(row.merchant_uid));
    expect(failed).toBeDefined();
    const { structured } = await session.call('search_payments', {
      merchant_uid: failed?.merchant_uid,
      status: 'failed',
      period: 'last 400 days',
    });
    const [row] = (structured as SearchAnswer).payments;
    expect(row).toMatchObject({ order_paid_by: paidOrders.get(failed?.merchant_uid ?? '') });
  });

  it('a filter value that no payment has is reported with the existing values', async () => {
    const { structured } = await session.call('search_payments', { pay_method: '암호화폐', buyer_name: '김' });
    const { others, note } = structured as SearchAnswer & { others: Record<string, string[]> };
    expect(Object.keys(others)).toEqual(['pay_method']);
    expect(others.pay_method).toEqual(expect.arrayContaining(['card', 'trans', 'kakaopay']));
    expect(note).toContain('may be spelled differently');
    // A word that payments have is not at fault that none matches.
    const known = await session.call('search_payments', { pay_method: '카드', buyer_name: '아무도아닌사람' });
    expect(known.structured).not.toHaveProperty('others');
  });

  it('a search by day finds payments refunded later, and refunds on their own day', async () => {
    const now = Math.floor(Date.now() / 1000);
    const row = getPaymentRows().find(
      (one) =>
        one.status === 'cancelled' &&
        (one.cancelled_at ?? 0) - (one.paid_at ?? 0) > 2 * DAY &&
        (one.paid_at ?? 0) > now - 60 * DAY,
    );
    const toKoreanDay = (time: number | null | undefined) =>
      new Date(((time ?? 0) + 9 * 3600) * 1000).toISOString().slice(0, 10);
    const paid = await searchAll(session, { period: toKoreanDay(row?.paid_at), merchant_uid: row?.merchant_uid });
    expect(paid.ids).toEqual([row?.imp_uid]);
    const cancelled = await searchAll(session, {
      period: toKoreanDay(row?.cancelled_at),
      status: 'cancelled',
      merchant_uid: row?.merchant_uid,
    });
    expect(cancelled.ids).toEqual([row?.imp_uid]);
    const neither = await searchAll(session, {
      period: toKoreanDay(row?.cancelled_at),
      merchant_uid: row?.merchant_uid,
    });
    expect(neither.ids).toEqual([]);
  });

  it('a search returns the requested columns and rejects unknown ones', async () => {
    const { structured } = await session.call('search_payments', {
      fields: ['amount', 'buyer_tel'],
      status: 'paid',
      limit: 1,
    });
    const [row] = (structured as SearchAnswer).payments;
    expect(Object.keys(row ?? {})).toEqual(['imp_uid', 'amount', 'buyer_tel']);
    expect(row?.buyer_tel).toMatch(/^•••\d{4}$/);
    expect((await expectRejection({ fields: ['buyer_nam'] })).message).toContain('did you mean "buyer_name"');
  });

  it('an answer stays under 8,000 tokens and has a cursor', async () => {
    const { structured, text } = await session.call('search_payments', { limit: 100 });
    const { encode } = await import('gpt-tokenizer/encoding/o200k_base');
    expect(encode(text).length).toBeLessThan(8_000);
    expect((structured as SearchAnswer).payments.length).toBeGreaterThan(20);
    expect((structured as SearchAnswer).cursor).toBeDefined();
  });

  it('a search loses no row when rows cost many tokens', async () => {
    const { url, getWorld, close } = await startSandbox({ payments: 300 });
    const rows = [...getWorld().payments.values()].map(({ record }) => record);
    for (const row of rows) Object.assign(row, { name: '𓀀𓁿𓃰𓆣'.repeat(15) });
    const client = await openSession('SDK v2, 2026-07-28', getServerCommand(url));
    try {
      const { ids, pages } = await searchAll(client, { period: 'last 400 days', status: 'paid', limit: 100 });
      expect(pages.every((page) => !('omitted' in page))).toBe(true);
      const since = Date.parse(`${formatKoreanDay(-399)}T00:00:00+09:00`) / 1000;
      const paid = rows.filter((row) => row.status === 'paid' && (row.paid_at ?? 0) >= since);
      expect([...ids].sort()).toEqual(paid.map((row) => row.imp_uid).sort());
    } finally {
      await client.close();
      await close();
    }
  });

  it('an argument that is not understood is named', async () => {
    expect((await expectRejection({ period: '언젠가' })).message).toContain('"period" is not understood');
    expect((await expectRejection({ period: 'today', from: '2026-01-01' })).message).toContain('either "period"');
    expect((await expectRejection({ to: '2026-01-01' })).message).toContain('"from"');
    expect((await expectRejection({ period: '내일' })).message).toContain('is in the future');
    expect((await expectRejection({ buyer_nme: 'x' })).message).toContain('did you mean "buyer_name"');
  });
});
