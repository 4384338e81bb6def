export const HOUR_SECONDS = 3_600;
export const DAY_SECONDS = 24 * HOUR_SECONDS;
/** Korea is nine hours ahead of UTC and has no daylight saving time. */
export const KST_OFFSET_SECONDS = 9 * HOUR_SECONDS;

/** The last formatted date. Neighboring rows usually share a day, and formatting the date is the expensive part. */
export type Day = number;

export interface CalendarDate {
  year: number;
  month: number;
  day: number;
}

/** The day in Korea at a moment in unix seconds. */
export const toDay = (seconds: number): Day => Math.floor((seconds + KST_OFFSET_SECONDS) / DAY_SECONDS);
/** The first second of a day. */
export const getDayStart = (day: Day): number => day * DAY_SECONDS - KST_OFFSET_SECONDS;
/** The last second of a day. */
export const getDayEnd = (day: Day): number => getDayStart(day + 1) - 1;

export function toCalendarDate(day: Day): CalendarDate {
  const date = new Date(day * DAY_SECONDS * 1000);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** The day of a date; undefined if the calendar has no such date, such as 2026-02-29 or month 13. */
export function findDay(year: number, month: number, day: number): Day | undefined {
  const found = Date.UTC(year, month - 1, day) / (DAY_SECONDS * 1000);
  const date = toCalendarDate(found);
  return date.month === month && date.day === day ? found : undefined;
}

/** The first day of a month. Months below 1 or above 12 belong to the previous or the next year. */
export const getMonthStart = (year: number, month: number): Day => Date.UTC(year, month - 1, 1) / (DAY_SECONDS * 1000);

/** The same day some months later or earlier, or the last day of that month if it is shorter. */
export function addMonths(day: Day, months: number): Day {
  const date = toCalendarDate(day);
  const start = getMonthStart(date.year, date.month + months);
  return Math.min(start + date.day - 1, getMonthStart(date.year, date.month + months + 1) - 1);
}

/** The day of the week. Monday is 0, since weeks in Korea begin on Monday. */
export function hasPassedMonths(since: number, months: number, now: number): boolean {
  const { year, month, day } = toCalendarDate(toDay(since));
  return toDay(now) > getMonthStart(year, month + months) + day - 1;
}

/** Monday, on which a week begins in Korea, is 0. */
export const getWeekday = (day: Day): number => (day + 3) % 7;

/** `2026-11-21`. */
export const formatDate = (day: Day): string => new Date(day * DAY_SECONDS * 1000).toISOString().slice(0, 10);

/** `20261121`, as in order numbers. */
export const formatCompactDate = (seconds: number): string => formatDate(toDay(seconds)).replaceAll('-', '');

/** The hour in Korea, 0 to 23, at a time in unix seconds. */
export const getKstHour = (seconds: number): number =>
  Math.floor((seconds - getDayStart(toDay(seconds))) / HOUR_SECONDS);

/** The precision of a formatted time: full ISO 8601, or the first part of `2026-11-21 09:00:00`. */
type Precision = 'iso' | 'second' | 'minute' | 'day' | 'month';
const PRECISION_LENGTHS = { second: 19, minute: 16, day: 10, month: 7 } as const;

/** The text of the last formatted day, which is expensive to create and usually the same for neighboring rows. */
let cachedDay = { day: Number.NaN, text: '' };

const padTwo = (number: number) => (number < 10 ? `0${number}` : `${number}`);

/** Formats unix seconds in Korean time: as ISO 8601, or for people if a precision is given. */
export function formatKst(seconds: number, { precision = 'iso' }: { precision?: Precision } = {}): string {
  const local = Math.floor(seconds) + KST_OFFSET_SECONDS;
  const day = Math.floor(local / DAY_SECONDS);
  if (day !== cachedDay.day) {
    const date = new Date(day * DAY_SECONDS * 1000);
    if (Number.isNaN(date.getTime())) return String(seconds);
    cachedDay = { day, text: date.toISOString().slice(0, -14) };
  }
  const second = local - day * DAY_SECONDS;
  const minute = Math.floor(second / 60);
  const clock = `${padTwo(Math.floor(minute / 60))}:${padTwo(minute % 60)}:${padTwo(second % 60)}`;
  if (precision === 'iso') return `${cachedDay.text}T${clock}+09:00`;
  return `${cachedDay.text} ${clock}`.slice(0, PRECISION_LENGTHS[precision]);
}

/** Whether a time lies in an earlier month than another. */
export const isEarlierMonth = (time: number, other: number): boolean =>
  formatKst(time, { precision: 'month' }) < formatKst(other, { precision: 'month' });
