/** Korea is nine hours ahead of UTC and keeps no summer time. */
const KST_OFFSET = 9 * 3600;
export const DAY = 86_400;

/**
 * A day in Korea, counted from 1970-01-01. Dates are reckoned with these numbers and in UTC: nothing here asks what zone the
 * machine is in.
 */
export type Day = number;

export interface CalendarDate {
  year: number;
  month: number;
  day: number;
}

/** The day in Korea at a moment in unix seconds. */
export const toDay = (seconds: number): Day => Math.floor((seconds + KST_OFFSET) / DAY);
/** The first second of a day. */
export const getDayStart = (day: Day): number => day * DAY - KST_OFFSET;
/** The last second of a day. */
export const getDayEnd = (day: Day): number => getDayStart(day + 1) - 1;

export function toCalendarDate(day: Day): CalendarDate {
  const date = new Date(day * DAY * 1000);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** The day of a date, or undefined where the calendar has none: 2026-02-29, month 13. */
export function findDay(year: number, month: number, day: number): Day | undefined {
  const found = Date.UTC(year, month - 1, day) / (DAY * 1000);
  const date = toCalendarDate(found);
  return date.month === month && date.day === day ? found : undefined;
}

/** The first day of a month; months beyond the year's ends count on into the next or the last. */
export const getMonthStart = (year: number, month: number): Day => Date.UTC(year, month - 1, 1) / (DAY * 1000);

/** So many months later or earlier; where that month is shorter, its last day. */
export function addMonths(day: Day, months: number): Day {
  const date = toCalendarDate(day);
  const start = getMonthStart(date.year, date.month + months);
  return Math.min(start + date.day - 1, getMonthStart(date.year, date.month + months + 1) - 1);
}

/** Monday, on which a week begins in Korea, is 0. */
export const getWeekday = (day: Day): number => (day + 3) % 7;

/** `2026-11-21`. */
export const formatDate = (day: Day): string => new Date(day * DAY * 1000).toISOString().slice(0, 10);
