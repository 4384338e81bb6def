import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePeriod } from '../../../../src/desk/period/period.ts';
import { getPreviousPeriod } from '../../../../src/desk/period/previous-period.ts';
import { Totals } from '../../../../src/desk/summary/totals.ts';

const toSeconds = (korean: string) => Date.parse(`${korean}+09:00`) / 1000;
const NOW = toSeconds('2026-11-22T13:05:07');
const october = parsePeriod('2026-10', NOW);
const card = { pay_method: 'card', pg_provider: 'kcp', currency: 'KRW' };

describe('the totals of a period', () => {
  it('totals count a payment when it was paid and each refund when it was made', () => {
    const totals = new Totals(october);
    const cancels = [
      { amount: 1_000, cancelled_at: toSeconds('2026-10-03T10:00:00') },
      { amount: 2_000, cancelled_at: toSeconds('2026-10-31T23:59:59') },
      { amount: 4_000, cancelled_at: toSeconds('2026-11-01T00:00:00') },
    ];
    const cancelled = {
      ...card,
      status: 'cancelled',
      cancel_history: cancels,
      cancel_amount: 7_000,
      cancelled_at: toSeconds('2026-11-01T00:00:00'),
    };
    totals.add({ ...cancelled, amount: 10_000, paid_at: toSeconds('2026-10-02T10:00:00') });
    totals.add({ ...cancelled, amount: 50_000, paid_at: toSeconds('2026-09-30T23:59:59') });
    totals.add({ ...card, status: 'paid', amount: 7, paid_at: october.from });
    totals.add({ ...card, status: 'paid', amount: 8, paid_at: october.to });
    totals.add({ ...card, status: 'paid', amount: 100, paid_at: october.to + 1 });
    totals.add({ ...card, status: 'failed', amount: 300, paid_at: 0, failed_at: toSeconds('2026-10-05T10:00:00') });
    const answer = totals.toReport();
    expect(answer.totals).toEqual([
      { currency: 'KRW', paid_count: 3, gross: 10_015, cancel_count: 4, cancelled: 6_000, net: 4_015 },
    ]);
    expect(answer).toMatchObject({
      by_day: [
        { day: '2026-10-01', gross: 7 },
        { day: '2026-10-02', gross: 10_000 },
        { day: '2026-10-03', gross: 0, cancel_count: 2, cancelled: 2_000, net: -2_000 },
        { day: '2026-10-31', gross: 8, cancelled: 4_000, net: -3_992 },
      ],
    });
    expect(answer.by_status_now).toEqual([
      { status: 'paid', count: 2, original_amount: 15 },
      { status: 'cancelled', count: 1, original_amount: 10_000 },
      { status: 'failed', count: 1, original_amount: 300 },
    ]);
  });

  it('a line of a breakdown states its currency unless it is KRW, and its net only if something was cancelled', () => {
    const totals = new Totals(october, 'pg_provider');
    totals.add({ ...card, status: 'paid', amount: 7, paid_at: october.from });
    totals.add({ ...card, status: 'paid', amount: 3.5, currency: 'USD', paid_at: october.from });
    expect(totals.toReport()).toHaveProperty('by_pg_provider', [
      { pg_provider: 'kcp', paid_count: 1, gross: 7 },
      { pg_provider: 'kcp', currency: 'USD', paid_count: 1, gross: 3.5 },
    ]);
  });

  it('totals use the last cancellation time of a payment without a cancel history', () => {
    const totals = new Totals(october);
    totals.add({ ...card, status: 'cancelled', amount: 5, cancel_amount: 5, paid_at: 1, cancelled_at: october.from });
    expect(totals.toReport().totals).toMatchObject([{ gross: 0, cancelled: 5, net: -5 }]);
  });

  it('totals keep currencies apart and add decimals exactly, in any order', () => {
    const cents = fc.array(fc.integer({ min: 1, max: 999_999 }), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(cents, cents, (paid, won) => {
        const totals = new Totals(october);
        for (const amount of paid) totals.add({ currency: 'USD', amount: amount / 100, paid_at: october.from });
        for (const amount of won) totals.add({ currency: 'KRW', amount, paid_at: october.from });
        const addUp = (of: number[]) => of.reduce((a, b) => a + b, 0);
        const gross = Object.fromEntries(totals.toReport().totals.map((one) => [one.currency, one.gross]));
        expect(gross).toEqual({ USD: addUp(paid) / 100, KRW: addUp(won) });
      }),
    );
  });

  it('totals are listed by month for long periods, and not by day for a single day', () => {
    const paid = { ...card, status: 'paid', amount: 1, paid_at: toSeconds('2026-10-31T23:59:59') };
    const year = new Totals(parsePeriod('2026', NOW));
    year.add(paid);
    expect(year.toReport()).toMatchObject({ by_month: [{ month: '2026-10', gross: 1 }] });
    const day = new Totals(parsePeriod('2026-10-31', NOW));
    day.add(paid);
    expect(Object.keys(day.toReport())).not.toContain('by_day');
  });
});

describe('the previous period of a period', () => {
  it.each([
    ['2026-10', '2026-09-01 ~ 2026-09-30'],
    ['2026-03', '2026-02-01 ~ 2026-02-28'],
    ['2024-03', '2024-02-01 ~ 2024-02-29'],
    ['2026-01', '2025-12-01 ~ 2025-12-31'],
    ['2026', '2025-01-01 ~ 2025-12-31'],
    ['2026 Q1', '2025-10-01 ~ 2025-12-31'],
    ['today', '2026-11-21'],
    ['last week', '2026-11-02 ~ 2026-11-08'],
    ['3/2~3/5', '2026-02-26 ~ 2026-03-01'],
    ['어제 09:00~18:00', '2026-11-20 23:59:59 ~ 2026-11-21 08:59:59'],
  ])('the period before %s is %s', (phrase, before) => {
    expect(getPreviousPeriod(parsePeriod(phrase, NOW)).text).toBe(`${before} (Korean time)`);
  });
});

it.each(['pg_provider', 'pay_method', 'card_name', 'name', 'weekday', 'hour'] as const)(
  'totals by %s add up to the whole',
  (grouping) => {
    const totals = new Totals(october, grouping);
    const at = Date.parse('2026-10-05T09:30:00+09:00') / 1000;
    const coffee = { status: 'paid', pg_provider: 'kcp', pay_method: 'card', card_name: '신한카드', name: '커피' };
    const tea = { ...coffee, pg_provider: 'inicis', card_name: '국민카드', name: '홍차' };
    totals.add({ ...coffee, amount: 10_000, paid_at: at });
    totals.add({ ...tea, amount: 5_000, paid_at: at + 3_600 });
    totals.add({ ...tea, amount: 3_000, paid_at: at + 86_400, pay_method: 'trans' });
    const groups = {
      pg_provider: [
        ['kcp', 10_000],
        ['inicis', 8_000],
      ],
      pay_method: [
        ['card', 15_000],
        ['trans', 3_000],
      ],
      card_name: [
        ['신한카드', 10_000],
        ['국민카드', 8_000],
      ],
      name: [
        ['커피', 10_000],
        ['홍차', 8_000],
      ],
      weekday: [
        ['Mon', 15_000],
        ['Tue', 3_000],
      ],
      hour: [
        ['09', 13_000],
        ['10', 5_000],
      ],
    };
    const report: Readonly<Record<string, unknown>> = totals.toReport();
    expect(report).not.toHaveProperty('by_day');
    expect(report[`by_${grouping}`]).toMatchObject(
      groups[grouping].map(([group, gross]) => ({ [grouping]: group, gross })),
    );
  },
);

it('of very many products the largest are listed and the others counted', () => {
  const totals = new Totals(october, 'name');
  for (let n = 1; n <= 33; n++)
    totals.add({ status: 'paid', amount: n, paid_at: october.from + 60, name: `상품 ${n}` });
  const { by_name, more_groups } = totals.toReport() as { by_name?: unknown[]; more_groups?: number };
  expect(by_name).toHaveLength(30);
  expect(more_groups).toBe(3);
});
