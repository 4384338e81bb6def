import { findDay, formatDate, getWeekday } from '../../base/korean-time.ts';

const DAYS = 7;
/** More weeks than this, and those without anything are left out. */
const MAX_WHOLE_WEEKS = 6;

/** A week of days, `2026-11-16` and so on, Monday first. */
export type Week = readonly string[];

const toDays = (dates: readonly string[]): number[] =>
  dates.flatMap((date) => {
    const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
    return findDay(year, month, day) ?? [];
  });

const getMonday = (day: number): number => day - getWeekday(day);

/**
 * The weeks of a calendar that holds all given days and the whole period, if that is not too long: then only the weeks
 * that have any of the days.
 */
export function getWeeks(dates: readonly string[], period: readonly string[]): Week[] {
  const mondays = toDays(dates).map(getMonday);
  if (mondays.length === 0) return [];
  const all = [...mondays, ...toDays(period).map(getMonday)];
  const [first, last] = [Math.min(...all), Math.max(...all)];
  const count = (last - first) / DAYS + 1;
  const shown =
    count > MAX_WHOLE_WEEKS
      ? [...new Set(mondays)].sort((a, b) => a - b)
      : Array.from({ length: count }, (_, index) => first + index * DAYS);
  return shown.map((monday) => Array.from({ length: DAYS }, (_, index) => formatDate(monday + index)));
}
