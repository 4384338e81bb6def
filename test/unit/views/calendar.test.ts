import { describe, expect, it } from 'vitest';
import { getCharges, groupByCustomer } from '../../../src/views/subscriptions/charges.ts';
import { getWeeks } from '../../../src/views/subscriptions/weeks.ts';

describe('The weeks of a calendar', () => {
  it('hold every day of the period, from Monday to Sunday', () => {
    const weeks = getWeeks(['2026-11-25'], ['2026-11-24', '2026-12-08']);
    expect(weeks.map(([monday]) => monday)).toEqual(['2026-11-23', '2026-11-30', '2026-12-07']);
    expect(weeks[0]?.at(-1)).toBe('2026-11-29');
  });

  it('are only those with a charge if the period is long', () => {
    const weeks = getWeeks(['2026-01-05', '2026-11-25'], ['2026-01-01', '2026-12-31']);
    expect(weeks.map(([monday]) => monday)).toEqual(['2026-01-05', '2026-11-23']);
  });

  it.each([[[]], [['2026-13-40']], [['soon']]])('are none without a day: %j', (dates) => {
    expect(getWeeks(dates, ['2026-11-24'])).toEqual([]);
  });
});

describe('The charges of a review', () => {
  const content = {
    failed: [{ customer_uid: 'c_2', buyer_name: '이○다', amount: 9_900, schedule_at: '2026-11-28 13:43' }],
    due: [
      { customer_uid: 'c_1', amount: 5_000, schedule_at: '2026-12-20 10:00' },
      { customer_uid: 'c_1', amount: 5_000, schedule_at: '2026-12-10 10:00' },
      'not a charge',
      { amount: 'much' },
    ],
    paid: 'none',
  };

  it('are read with their state, whatever else the result holds', () => {
    expect(getCharges(content).map(({ state, date, customer, amount }) => [state, date, customer, amount])).toEqual([
      ['failed', '2026-11-28', 'c_2', 9_900],
      ['due', '2026-12-20', 'c_1', 5_000],
      ['due', '2026-12-10', 'c_1', 5_000],
      ['due', undefined, '–', 0],
    ]);
  });

  it('are grouped by customer: failed ones first, with what is due and when', () => {
    const lines = groupByCustomer(getCharges(content));
    expect(lines.map(({ customer, due, next }) => [customer, due, next])).toEqual([
      ['c_2', 0, undefined],
      ['c_1', 10_000, '2026-12-10'],
      ['–', 0, undefined],
    ]);
  });
});
