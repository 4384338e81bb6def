import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../../src/sandbox/server.ts';
import { openSession, type Session } from '../../support/clients.ts';
import { formatKoreanDay } from '../../support/korean-day.ts';
import { getServerCommand } from '../../support/upstream.ts';

interface Line {
  currency: string;
  gross: number;
  net: number;
  paid_count: number;
  cancel_count?: number;
  cancelled?: number;
}

interface SummaryAnswer {
  sales: { totals: Line[]; by_day: (Line & { day: string })[]; by_pg_provider?: Line[]; by_pay_method?: Line[] };
  test?: { totals: Line[] };
  before?: { period: string; sales: { totals: Line[] } };
  change?: { currency: string; gross: number; net: number }[];
  searched: { period: string; complete: boolean };
  note?: string;
}

let sandbox: Sandbox;
let session: Session;
beforeAll(async () => {
  sandbox = await startSandbox({ strict: true, payments: 3_000 });
  session = await openSession('SDK v2, 2026-07-28', getServerCommand(sandbox.url));
}, 60_000);
afterAll(async () => {
  await session.close();
  await sandbox.close();
});

async function summarize(args: Record<string, unknown>): Promise<SummaryAnswer> {
  const { isError, structured, text } = await session.call('summarize_payments', args);
  expect(isError, text).toBe(false);
  // This file tests the shape.
  return structured as SummaryAnswer;
}

const toSeconds = (day: string) => Date.parse(`${day}T00:00:00+09:00`) / 1000;

/** The same sums, computed the simplest way from the sandbox's own rows. */
function computeExpected(first: string, last: string, sandboxed: boolean) {
  const isInPeriod = (time: number | null | undefined) =>
    (time ?? 0) >= toSeconds(first) && (time ?? 0) < toSeconds(last) + 86_400;
  const rows = [...sandbox.getWorld().payments.values()]
    .map(({ record }) => record)
    .filter((row) => row.currency === 'KRW' && (row.sandbox === true) === sandboxed);
  const paid = rows.filter((row) => isInPeriod(row.paid_at));
  const cancels = rows.flatMap((row) => row.cancel_history ?? []).filter((cancel) => isInPeriod(cancel.cancelled_at));
  const gross = paid.reduce((sum, row) => sum + row.amount, 0);
  const cancelled = cancels.reduce((sum, cancel) => sum + (cancel.amount ?? 0), 0);
  return {
    currency: 'KRW',
    paid_count: paid.length,
    gross,
    cancel_count: cancels.length,
    cancelled,
    net: gross - cancelled,
  };
}

const findKrw = (lines: readonly Line[] | undefined) => lines?.find((line) => line.currency === 'KRW');

/** Lines of a breakdown name no currency if it is KRW, and no net if nothing was cancelled. */
const isKrw = ({ currency = 'KRW' }: Partial<Line>) => currency === 'KRW';
const getNet = ({ gross, net = gross }: Pick<Line, 'gross'> & Partial<Line>) => net;

it('a summary adds up a past period, with refunds on their own day and test channels apart', async () => {
  const [first, last] = [formatKoreanDay(-112), formatKoreanDay(-80)];
  const { sales, searched } = await summarize({ period: `${first}~${last}` });
  expect(searched).toMatchObject({ complete: true, period: `${first} ~ ${last} (Korean time)` });
  expect(findKrw(sales.totals)).toEqual(computeExpected(first, last, false));
  for (const line of sales.by_day.filter(isKrw)) {
    expect(line.gross).toBe(computeExpected(line.day, line.day, false).gross);
    expect(getNet(line)).toBe(computeExpected(line.day, line.day, false).net);
  }
});

it.each(['pg_provider', 'pay_method'] as const)('a summary by %s adds up to the whole', async (group_by) => {
  const { sales } = await summarize({ from: formatKoreanDay(-20), to: formatKoreanDay(0), group_by });
  const lines = sales[`by_${group_by}`] ?? [];
  expect(lines.length).toBeGreaterThan(1);
  expect(lines.filter(isKrw).reduce((sum, line) => sum + getNet(line), 0)).toBe(findKrw(sales.totals)?.net);
  expect(sales.by_day).toBeUndefined();
});

it('a summary of the current period keeps test channels and other currencies apart', async () => {
  const { sales, test, note } = await summarize({ from: formatKoreanDay(-20), to: formatKoreanDay(0) });
  expect(findKrw(sales.totals)).toEqual(computeExpected(formatKoreanDay(-20), formatKoreanDay(0), false));
  expect(findKrw(test?.totals)?.gross).toBe(computeExpected(formatKoreanDay(-20), formatKoreanDay(0), true).gross);
  expect(note).toContain('not included in sales');
});

it('a summary compares a period with the one before', async () => {
  const { sales, before, change } = await summarize({
    from: formatKoreanDay(-10),
    to: formatKoreanDay(-6),
    compare: true,
  });
  expect(before?.period).toBe(`${formatKoreanDay(-15)} ~ ${formatKoreanDay(-11)} (Korean time)`);
  const then = computeExpected(formatKoreanDay(-15), formatKoreanDay(-11), false);
  expect(findKrw(before?.sales.totals)).toMatchObject({ gross: then.gross, net: then.net });
  expect(change?.find((one) => one.currency === 'KRW')).toMatchObject({
    gross: (findKrw(sales.totals)?.gross ?? 0) - then.gross,
    net: (findKrw(sales.totals)?.net ?? 0) - then.net,
  });
});

it('a summary says that an unfinished period is compared with a complete one', async () => {
  expect((await summarize({ period: '이번 달', compare: true })).note).toContain('while the previous one is complete');
  expect((await summarize({ period: '이번 달' })).note).not.toContain('the one before');
});

it('a summary says that its sums are too low when a list could not be read', async () => {
  const fault = { route: 'GET /payments/status/{payment_status}', kind: 'http_500', times: 1 };
  await fetch(`${sandbox.url}/_sandbox/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(fault),
  });
  const { searched, note } = await summarize({ period: 'yesterday' });
  expect(searched.complete).toBe(false);
  expect(note).toContain('the sums are too low');
});
