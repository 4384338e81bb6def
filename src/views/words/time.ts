import { getLanguage } from './language.ts';

const TIME = /^(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d:\d\d))?/;

interface ParsedTime {
  year: number;
  month: number;
  day: number;
  clock: string | undefined;
}

/** Reads the times of results, which are Korean: `2026-11-20 14:03` or ISO 8601. */
function parseTime(text: string): ParsedTime | undefined {
  const [, year, month, day, clock] = TIME.exec(text) ?? [];
  return year === undefined ? undefined : { year: Number(year), month: Number(month), day: Number(day), clock };
}

/** `2026-11-20 14:03`, from either form. */
export function showTime(text: string | undefined): string {
  const time = text === undefined ? undefined : parseTime(text);
  return time ? `${text?.slice(0, 10)}${time.clock ? ` ${time.clock}` : ''}` : (text ?? '–');
}

export const toDate = (text: string | undefined): string | undefined =>
  text !== undefined && parseTime(text) ? text.slice(0, 10) : undefined;

export const toClock = (text: string | undefined): string => (text && parseTime(text)?.clock) || '';

const formatDate = (date: string, options: Intl.DateTimeFormatOptions): string => {
  const moment = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(moment.getTime())) return date;
  const locale = getLanguage() === 'ko' ? 'ko-KR' : 'en-US';
  return new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(moment);
};

/** `Fri, Nov 20` or `11월 20일 (금)`. */
export const showDay = (date: string): string =>
  formatDate(date, { month: getLanguage() === 'ko' ? 'long' : 'short', day: 'numeric', weekday: 'short' });

export const showMonth = (date: string): string => formatDate(date, { year: 'numeric', month: 'long' });

/** The weekdays as the head of a calendar, Monday first. */
export const getWeekdays = (): string[] =>
  ['2026-11-02', '2026-11-03', '2026-11-04', '2026-11-05', '2026-11-06', '2026-11-07', '2026-11-08'].map((date) =>
    formatDate(date, { weekday: 'short' }),
  );
