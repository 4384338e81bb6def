/** Korea is nine hours ahead of UTC and has no daylight saving time. */
const KST_OFFSET = 9 * 3600;
export const DAY = 86_400;

/**
 * A calendar day in Korea, as the number of days since 1970-01-01. All date arithmetic uses these numbers and UTC, so
 * the time zone of the machine does not matter.
 */
export type Day = number;

export interface CalendarDate {
  year: number;
  month: number;
  day: number;
}

/** Returns the Korean day of a time in unix seconds. */
export const toDay = (seconds: number): Day => Math.floor((seconds + KST_OFFSET) / DAY);
/** Returns the first second of a day, in unix seconds. */
export const getDayStart = (day: Day): number => day * DAY - KST_OFFSET;
/** Returns the last second of a day, in unix seconds. */
export const getDayEnd = (day: Day): number => getDayStart(day + 1) - 1;

export function toCalendarDate(day: Day): CalendarDate {
  const date = new Date(day * DAY * 1000);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** Returns the day of a date, or undefined if no such date exists: 2026-02-29, month 13. */
export function findDay(year: number, month: number, day: number): Day | undefined {
  const found = Date.UTC(year, month - 1, day) / (DAY * 1000);
  const date = toCalendarDate(found);
  return date.month === month && date.day === day ? found : undefined;
}

/** Returns the first day of a month. Months outside 1 to 12 roll over into the next or previous year. */
export const getMonthStart = (year: number, month: number): Day => Date.UTC(year, month - 1, 1) / (DAY * 1000);

/** Adds months (may be negative). If the target month is shorter, returns its last day. */
export function addMonths(day: Day, months: number): Day {
  const date = toCalendarDate(day);
  const start = getMonthStart(date.year, date.month + months);
  return Math.min(start + date.day - 1, getMonthStart(date.year, date.month + months + 1) - 1);
}

/** Returns the weekday: 0 is Monday, the start of a Korean week. */
export const getWeekday = (day: Day): number => (day + 3) % 7;

/** `2026-11-21`. */
export const formatDate = (day: Day): string => new Date(day * DAY * 1000).toISOString().slice(0, 10);
