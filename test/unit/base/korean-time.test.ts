import { describe, expect, it } from 'vitest';
import {
  addMonths,
  findDay,
  formatCompactDate,
  formatKst,
  getKstHour,
  getWeekday,
  toDay,
} from '../../../src/base/korean-time.ts';

/** 2026-11-30T23:59:59+09:00 and the second after it. */
const LAST_SECOND = Date.parse('2026-11-30T23:59:59+09:00') / 1000;

describe('Korean time', () => {
  it('Korean time is formatted with the requested precision', () => {
    expect(formatKst(LAST_SECOND)).toBe('2026-11-30T23:59:59+09:00');
    const texts = (['second', 'minute', 'day', 'month'] as const).map((precision) =>
      formatKst(LAST_SECOND, { precision }),
    );
    expect(texts).toEqual(['2026-11-30 23:59:59', '2026-11-30 23:59', '2026-11-30', '2026-11']);
    expect(formatCompactDate(LAST_SECOND)).toBe('20261130');
    expect(formatKst(LAST_SECOND + 1, { precision: 'second' })).toBe('2026-12-01 00:00:00');
  });

  it('a time that no date can represent is formatted as a plain number', () => {
    expect(formatKst(1e15)).toBe('1000000000000000');
  });

  it('days, hours and weeks begin at midnight in Seoul', () => {
    expect(toDay(LAST_SECOND + 1) - toDay(LAST_SECOND)).toBe(1);
    expect([getKstHour(LAST_SECOND), getKstHour(LAST_SECOND + 1)]).toEqual([23, 0]);
    expect(getWeekday(toDay(LAST_SECOND))).toBe(0);
  });

  it('adding months ends on the last day of a shorter month', () => {
    expect(addMonths(findDay(2026, 1, 31) ?? 0, 1)).toBe(findDay(2026, 2, 28));
    expect(findDay(2026, 2, 29)).toBeUndefined();
  });
});
