import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../../src/sandbox/server.ts';
import { openSession, type Session } from '../../support/clients.ts';
import { koreanDay } from '../../support/korean-day.ts';
import { serverAt } from '../../support/upstream.ts';

interface Line {
  currency: string;
  gross: number;
  net: number;
  paid_count: number;
  cancel_count?: number;
  cancelled?: number;
}

interface Told {
  live: { totals: Line[]; by_day: (Line & { day: string })[]; by_pg: Line[]; by_method: Line[] };
  test?: { totals: Line[] };
  before?: { period: string; live: { totals: Line[] } };
  change?: { currency: string; gross: number; net: number }[];
  searched: { period: string; complete: boolean };
  note?: string;
}

let sandbox: Sandbox;
let session: Session;
beforeAll(async () => {
  sandbox = await startSandbox({ strict: true, payments: 3_000 });
  session = await openSession('SDK v2, 2026-07-28', serverAt(sandbox.url));
}, 60_000);
afterAll(async () => {
  await session.close();
  await sandbox.close();
});

async function summarize(args: Record<string, unknown>): Promise<Told> {
  const { isError, structured, text } = await session.call('summarize_payments', args);
  expect(isError, text).toBe(false);
  // The shape is what this file tests.
  return structured as Told;
}

const second = (day: string) => Date.parse(`${day}T00:00:00+09:00`) / 1000;

/** The same sums, made the plain way from the sandbox's own rows. */
function expected(first: string, last: string, sandboxed: boolean) {
  const isIn = (time: number | null | undefined) => (time ?? 0) >= second(first) && (time ?? 0) < second(last) + 86_400;
  const rows = [...sandbox.world().payments.values()]
    .map(({ shown }) => shown)
    .filter((row) => row.currency === 'KRW' && (row.sandbox === true) === sandboxed);
  const paid = rows.filter((row) => isIn(row.paid_at));
  const cancels = rows.flatMap((row) => row.cancel_history ?? []).filter((cancel) => isIn(cancel.cancelled_at));
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

const won = (lines: readonly Line[] | undefined) => lines?.find((line) => line.currency === 'KRW');

it('adds up a stretch of the past, cancels on the day they happened, test channels apart', async () => {
  const [first, last] = [koreanDay(-112), koreanDay(-80)];
  const { live, searched } = await summarize({ period: `${first}~${last}` });
  expect(searched).toMatchObject({ complete: true, period: `${first} ~ ${last} (Korean time)` });
  expect(won(live.totals)).toEqual(expected(first, last, false));
  for (const line of live.by_day.filter((one) => one.currency === 'KRW'))
    expect(line).toMatchObject({
      gross: expected(line.day, line.day, false).gross,
      net: expected(line.day, line.day, false).net,
    });
  for (const group of [live.by_pg, live.by_method]) {
    const lines = group.filter((one) => one.currency === 'KRW');
    expect(lines.reduce((sum, line) => sum + line.net, 0)).toBe(won(live.totals)?.net);
  }
});

it('keeps test channels and other currencies apart from today on', async () => {
  const { live, test, note } = await summarize({ from: koreanDay(-20), to: koreanDay(0) });
  expect(won(live.totals)).toEqual(expected(koreanDay(-20), koreanDay(0), false));
  expect(won(test?.totals)?.gross).toBe(expected(koreanDay(-20), koreanDay(0), true).gross);
  expect(note).toContain('not in live');
});

it('compares with the period before', async () => {
  const { live, before, change } = await summarize({ from: koreanDay(-10), to: koreanDay(-6), compare: true });
  expect(before?.period).toBe(`${koreanDay(-15)} ~ ${koreanDay(-11)} (Korean time)`);
  const then = expected(koreanDay(-15), koreanDay(-11), false);
  expect(won(before?.live.totals)).toMatchObject({ gross: then.gross, net: then.net });
  expect(change?.find((one) => one.currency === 'KRW')).toMatchObject({
    gross: (won(live.totals)?.gross ?? 0) - then.gross,
    net: (won(live.totals)?.net ?? 0) - then.net,
  });
});

it('says of a period that is not over that it cannot be held against a whole one', async () => {
  expect((await summarize({ period: '이번 달', compare: true })).note).toContain('the one before is whole');
  expect((await summarize({ period: '이번 달' })).note).not.toContain('the one before');
});

it('says that sums are too low where a list could not be read', async () => {
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
