import {
  DAY_SECONDS,
  findDay,
  formatDate,
  formatKst,
  getDayEnd,
  getDayStart,
  getKstHour,
  HOUR_SECONDS,
  KST_OFFSET_SECONDS,
  toDay,
} from '../../base/korean-time.ts';
import { Refused } from '../../base/refusal.ts';
import { type Anchor, parseSpan, type TimeSpan } from './phrases.ts';

export interface Period {
  /** Unix seconds, both ends inclusive. */
  from: number;
  to: number;
  /** How the period was understood, in Korean time, for the result. */
  text: string;
}

/** PortOne has no payments before this. */
const EARLIEST = getDayStart(findDay(2000, 1, 1) ?? 0);
const LATEST = getDayStart(findDay(2100, 1, 1) ?? 0);

const SUPPORTED_PHRASES =
  'today, yesterday, 3 days ago, last 7 days, last 24 hours, this/last week, month, quarter or year, 2026, 2026-10, 2026-11-21, 11/21, ' +
  '3/2~3/5, 2026-11-01..2026-11-20, 2026-11-01/2026-11-20, 2026-11-21T09:00+09:00..2026-11-21T18:00+09:00, 2026-11-01~ (until today), and in Korean ' +
  '오늘, 어제, 어제 오후, 그제, 최근 3일, 일주일, 이번 주, 지난주, 지난주 금요일, 지난 주말, 이번 달, 지난달, 올해, 작년, 상반기, 3분기, 10월, 10월 초순, 10월 3일, ' +
  '11월 20일부터 22일까지, 어제 오후 2시~5시';

/** Parses a phrase into a period in Korean time. Throws Refused if the phrase is not understood or is ambiguous. */
export function parsePeriod(phrase: string, now: number, argument = 'period'): Period {
  const text = normalizePhrase(phrase);
  const span = parseRange(text, now) ?? parseSpan(text, { now });
  if (!span)
    throw new Refused(
      'invalid_input',
      `"${argument}" is not understood. Today in Korea is ${formatDate(toDay(now))}. Supported forms: ${SUPPORTED_PHRASES}.`,
    );
  return createPeriod(span.from, span.to, argument);
}

/** Creates a period from unix seconds, both ends inclusive. Throws Refused if it ends before it begins. */
export function createPeriod(from: number, to: number, argument = 'period'): Period {
  if (from > to) throw new Refused('invalid_input', `"${argument}" ends before it starts.`);
  if (from < EARLIEST || to >= LATEST)
    throw new Refused('invalid_input', `"${argument}" must be between the years 2000 and 2099.`);
  return { from, to, text: formatPeriod({ from, to }) };
}

function formatPeriod({ from, to }: TimeSpan): string {
  const [first, last] = [toDay(from), toDay(to)];
  if (from !== getDayStart(first) || to !== getDayEnd(last))
    return `${formatKst(from, { precision: 'second' })} ~ ${formatKst(to, { precision: 'second' })} (Korean time)`;
  return `${formatDate(first)}${first === last ? '' : ` ~ ${formatDate(last)}`} (Korean time)`;
}

/** Normalizes a phrase: width, case, spaces, dashes and filler words. */
const normalizePhrase = (phrase: string) =>
  phrase
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[〜∼–—―−]/g, '~')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^(?:(?:in|for|during|on|the|over) )+/, '')
    .replace(/ ?(동안|사이|중에|에)$/, '');

const RANGES: readonly RegExp[] = [
  // The interval of ISO 8601: 2026-11-23/2026-11-29.
  /^(?<a>\d{4}-\d{2}(?:-\d{2}.*)?) ?\/ ?(?<b>\d{4}-.+)$/,
  /^(?:from )?(?<a>.+?) ?(?:~|\.{2,3}) ?(?<b>.*)$/,
  /^(?<a>.+?) ?부터 ?(?<b>.*?)(?: ?까지)?$/,
  /^between (?<a>.+) and (?<b>.+)$/,
  /^(?:from )?(?<a>.+?) (?:to|until|till|through|-) (?<b>.+)$/,
  /^(?:since|from) (?<a>.+)$/,
  /^(?<a>.+?) ?이후$/,
];

/** Parses a range: from the start of one phrase to the end of another, or to the end of today. */
function parseRange(text: string, now: number): TimeSpan | undefined {
  for (const pattern of RANGES) {
    const { a, b } = pattern.exec(text)?.groups ?? {};
    if (a === undefined) continue;
    const since = parseRangeBound(a, { now, isStart: true });
    if (!since) return undefined;
    if (!b) return { from: since.from, to: Math.max(getDayEnd(toDay(now)), since.from) };
    const until = parseRangeBound(b.replace(/ ?까지$/, ''), { now, since });
    return until && { from: since.from, to: until.to };
  }
  return undefined;
}

const TIME =
  /^(?:(?<date>.+?)(?: |t(?=\d)))?(?<h>[01]?\d|2[0-4]):(?<m>[0-5]\d)(?::(?<s>[0-5]\d)(?:\.\d+)?)? ?(?<zone>z|[+-]\d{2}:?\d{2})?$/;

const CLOCK = /(?:(?<half>오전|오후) ?)?(?<h>\d{1,2})시(?: ?(?<m>\d{1,2})분)?$/;

/**
 * Converts Korean clock times to 24-hour form: 오후 3시 30분 becomes 15:30. Undefined if it could be either morning or
 * afternoon.
 */
function normalizeClockTime(text: string, since: TimeSpan | undefined): string | undefined {
  const { half, h, m = '0' } = CLOCK.exec(text)?.groups ?? {};
  if (h === undefined) return text;
  const hour = Number(h);
  if (half && hour > 12) return undefined;
  // After a start at 9 in the morning, "3시" can only be 3 in the afternoon.
  const isHalfUnstated = !half && h.length === 1 && hour > 0;
  if (isHalfUnstated && !since) return undefined;
  const isAfternoon = half === '오후' || (isHalfUnstated && since !== undefined && hour < getKstHour(since.from));
  const hour24 = (half ? hour % 12 : hour) + (isAfternoon ? 12 : 0);
  return text.replace(CLOCK, `${String(hour24).padStart(2, '0')}:${m.padStart(2, '0')}`);
}

/** One end of a range: a phrase, or a moment of a day. */
function parseRangeBound(phrase: string, anchor: Anchor): TimeSpan | undefined {
  const text = normalizeClockTime(phrase, anchor.since);
  if (text === undefined) return undefined;
  if (/^\d{10}$/.test(text)) return { from: Number(text), to: Number(text) };
  const { date, h, m, s = '0', zone } = TIME.exec(text)?.groups ?? {};
  if (h === undefined) return parseSpan(text, anchor);
  // An end without a date is a time on the day the range begins.
  const span = date === undefined ? anchor.since : parseSpan(date, anchor);
  if (!span || (date !== undefined && span.to - span.from !== DAY_SECONDS - 1)) return undefined;
  const at =
    getDayStart(toDay(span.from)) +
    Number(h) * HOUR_SECONDS +
    Number(m) * 60 +
    Number(s) +
    KST_OFFSET_SECONDS -
    parseOffset(zone);
  return { from: at, to: at };
}

/** Seconds ahead of UTC. Korean time if there is no zone. */
function parseOffset(zone: string | undefined): number {
  if (zone === undefined) return KST_OFFSET_SECONDS;
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone) ?? [];
  return hours === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * HOUR_SECONDS + Number(minutes) * 60);
}
