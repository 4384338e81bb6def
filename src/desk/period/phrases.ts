import {
  addMonths,
  DAY_SECONDS,
  type Day,
  findDay,
  getDayEnd,
  getDayStart,
  getMonthStart,
  getWeekday,
  HOUR_SECONDS,
  toCalendarDate,
  toDay,
} from '../../base/korean-time.ts';

/** Unix seconds, both ends inclusive. */
export interface TimeSpan {
  from: number;
  to: number;
}

/** What a phrase is relative to: the current time, and for the end of a range its start. */
export interface Anchor {
  now: number;
  since?: TimeSpan;
  /**
   * Whether the phrase is the start of a range. Only there is "a month ago" a single day; as a period of its own it is
   * ambiguous.
   */
  isStart?: boolean;
}

type MatchGroups = Readonly<Record<string, string | undefined>>;
type Phrase = readonly [RegExp, (groups: MatchGroups, anchor: Anchor) => TimeSpan | undefined];

const spanDays = (first: Day, last: Day = first): TimeSpan => ({ from: getDayStart(first), to: getDayEnd(last) });
const spanMonths = (year: number, month: number, count = 1): TimeSpan =>
  spanDays(getMonthStart(year, month), getMonthStart(year, month + count) - 1);

/** Native Korean words for numbers of days and months. */
const KOREAN_COUNTS: Readonly<Record<string, string>> = {
  하루: '1일',
  이틀: '2일',
  사흘: '3일',
  나흘: '4일',
  열흘: '10일',
  보름: '15일',
  일주일: '1주',
  이주일: '2주',
  한주: '1주',
  두주: '2주',
  한달: '1개월',
  두달: '2개월',
  세달: '3개월',
  석달: '3개월',
  반년: '6개월',
  일년: '1년',
  한시간: '1시간',
  두시간: '2시간',
};
const KOREAN_COUNT = new RegExp(Object.keys(KOREAN_COUNTS).join('|'));

/** Returns how many weeks, months, quarters or years a word is away from the current one. */
function parseRelativeOffset(word = ''): number {
  if (/^(지지난|저저번|재작년)/.test(word)) return -2;
  if (/^(last|previous|전|지난|저번|작년)/.test(word)) return -1;
  if (/^(next|다음|내년|담)/.test(word)) return 1;
  return 0;
}

function getRecentSpan(count: number, unit: string, now: number): TimeSpan | undefined {
  const today = toDay(now);
  const minutes = /^(m|분)/.test(unit) && !/^mo/.test(unit);
  if (minutes || /^(h|시간)/.test(unit)) return { from: now - count * (minutes ? 60 : HOUR_SECONDS), to: now };
  if (/^(w|주)/.test(unit)) return spanDays(today - 7 * count + 1, today);
  if (/^(mo|개월|달)/.test(unit)) return spanDays(addMonths(today, -count) + 1, today);
  if (/^(y|년)/.test(unit)) return spanDays(addMonths(today, -12 * count) + 1, today);
  return spanDays(today - count + 1, today);
}

/**
 * Half a year in seconds. A range without years that would cross into the next year for longer is more likely written
 * backwards.
 */
const ACROSS_YEARS = 183 * DAY_SECONDS;

/**
 * Resolves a date without a year: the latest one that has begun; at the end of a range, the first one that is not
 * before its start.
 */
function findNearest(spanInYear: (year: number) => TimeSpan | undefined, { now, since }: Anchor): TimeSpan | undefined {
  const { year } = toCalendarDate(toDay(since?.from ?? now));
  if (since) {
    const next = spanInYear(year + 1);
    const same = spanInYear(year);
    if (same && same.to >= since.from) return same;
    return next && next.to - since.from <= ACROSS_YEARS ? next : undefined;
  }
  // A leap day is at most eight years away.
  for (let step = 0; step <= 8; step++) {
    const span = spanInYear(year - step);
    if (span && span.from <= now) return span;
  }
  return undefined;
}

const spanOneDay = (year: number, month: number, day: number): TimeSpan | undefined => {
  const date = findDay(year, month, day);
  return date === undefined ? undefined : spanDays(date);
};
const spanOneMonth = (year: number, month: number): TimeSpan | undefined =>
  month >= 1 && month <= 12 ? spanMonths(year, month) : undefined;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH_NAME =
  '(?<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const parseMonth = (g: MatchGroups) => (g.name ? MONTHS.indexOf(g.name.slice(0, 3)) + 1 : Number(g.m));
const WEEKDAYS = '월화수목금토일';
const getCurrentYear = (now: number) => toCalendarDate(toDay(now)).year;

const createRelativeDay =
  (by: number) =>
  (_: MatchGroups, { now }: Anchor) =>
    spanDays(toDay(now) + by);

const YEAR = '(?<y>20\\d\\d)년?';
const OTHER_YEAR = '(?<w>재작년|작년|지난해|올해|금년|내년)';

/** Patterns for phrases in lowercase without spaces. */
const PHRASES: readonly Phrase[] = [
  [/^(today|오늘|금일|당일)$/, createRelativeDay(0)],
  [/^(yesterday|어제|전일|어저께)$/, createRelativeDay(-1)],
  [/^(thedaybeforeyesterday|daybeforeyesterday|그제|그저께|엊그제|재어제)$/, createRelativeDay(-2)],
  [
    /^(?<n>\d{1,3})(?<u>weeks?|months?|주|주일|개월|달)(ago|전)$/,
    ({ n, u }, { now, isStart, since }) => {
      if (!isStart && !since) return undefined;
      const today = toDay(now);
      return spanDays(/^(w|주)/.test(u ?? '') ? today - 7 * Number(n) : addMonths(today, -Number(n)));
    },
  ],
  [
    /^(?<n>\d{1,4})(?<u>days?|d|hours?|h|weeks?|months?|일간|시간|주|주일|주간|개월|개월간|달)$/,
    ({ n, u }, { now, since }) => (since ? undefined : getRecentSpan(Number(n), u ?? '', now)),
  ],
  [/^(tomorrow|내일|명일)$/, createRelativeDay(1)],
  [/^(dayaftertomorrow|모레)$/, createRelativeDay(2)],
  [/^(?<n>\d{1,4})(daysago|dayago|일전)$/, ({ n }, { now }) => spanDays(toDay(now) - Number(n))],
  [
    /^(last|past|recent|최근|지난|직전|최근의)(?<n>\d{1,4})(?<u>minutes?|hours?|days?|weeks?|months?|years?|분|시간|일|주|주일|개월|달|년)간?$/,
    ({ n, u }, { now }) => getRecentSpan(Number(n), u ?? '', now),
  ],
  [/^past(?<u>hour|day|week|month|year)$/, ({ u }, { now }) => getRecentSpan(1, u ?? '', now)],
  [
    /^(next|앞으로|다음|향후)(?<n>\d{1,4})(?<u>days?|weeks?|일|주|주일)간?$/,
    ({ n, u }, { now }) => spanDays(toDay(now), toDay(now) + Number(n) * (/^(w|주)/.test(u ?? '') ? 7 : 1) - 1),
  ],
  [
    /^(?<w>this|last|previous|next|이번|금|지난|저번|지지난|저저번|다음|담)(week|주)((?<d>[월화수목금토일])요일)?$/,
    ({ w, d }, { now }) => {
      const monday = toDay(now) - getWeekday(toDay(now)) + 7 * parseRelativeOffset(w);
      return d ? spanDays(monday + WEEKDAYS.indexOf(d)) : spanDays(monday, monday + 6);
    },
  ],
  [
    /^(?<w>this|last|이번|지난|저번|지지난)주?(weekend|주말)$/,
    ({ w }, { now }) => {
      const monday = toDay(now) - getWeekday(toDay(now)) + 7 * parseRelativeOffset(w);
      return spanDays(monday + 5, monday + 6);
    },
  ],
  [
    /^(?<w>this|last|previous|next|이번|이(?=달)|금|당|전(?=월)|지난|저번|지지난|저저번|다음|담)(month|달|월)(?:(?<d>\d{1,2})일)?$/,
    ({ w, d }, { now }) => {
      const { year, month } = toCalendarDate(addMonths(toDay(now), parseRelativeOffset(w)));
      return d ? spanOneDay(year, month, Number(d)) : spanMonths(year, month);
    },
  ],
  [
    /^(?<w>this|last|previous|next|이번|지난|저번|다음)(quarter|분기)$/,
    ({ w }, { now }) => {
      const { year, month } = toCalendarDate(toDay(now));
      return spanMonths(year, month - ((month - 1) % 3) + 3 * parseRelativeOffset(w), 3);
    },
  ],
  [
    /^(?<w>this|last|previous|next)year$/,
    ({ w }, { now }) => spanMonths(getCurrentYear(now) + parseRelativeOffset(w), 1, 12),
  ],
  [new RegExp(`^${OTHER_YEAR}$`), ({ w }, { now }) => spanMonths(getCurrentYear(now) + parseRelativeOffset(w), 1, 12)],
  [
    new RegExp(`^${OTHER_YEAR}(?<m>\\d{1,2})월(?:(?<d>\\d{1,2})일)?$`),
    ({ w, m, d }, { now }) =>
      d
        ? spanOneDay(getCurrentYear(now) + parseRelativeOffset(w), Number(m), Number(d))
        : spanOneMonth(getCurrentYear(now) + parseRelativeOffset(w), Number(m)),
  ],
  [/^(?<y>20\d\d)(?<m>[01]\d)(?<d>[0-3]\d)$/, ({ y, m, d }) => spanOneDay(Number(y), Number(m), Number(d))],
  [
    /^(?<y>20\d\d)(?<s>[-./])(?<m>\d{1,2})\k<s>(?<d>\d{1,2})\.?$/,
    ({ y, m, d }) => spanOneDay(Number(y), Number(m), Number(d)),
  ],
  [/^(?<y>20\d\d)년(?<m>\d{1,2})월(?<d>\d{1,2})일$/, ({ y, m, d }) => spanOneDay(Number(y), Number(m), Number(d))],
  [/^(?<y>20\d\d)([-./]|년)(?<m>\d{1,2})[.월]?$/, ({ y, m }) => spanOneMonth(Number(y), Number(m))],
  [new RegExp(`^${MONTH_NAME},?${YEAR}$`), (g) => spanOneMonth(Number(g.y), parseMonth(g))],
  [
    new RegExp(`^${MONTH_NAME}(?<d>\\d{1,2})(?:st|nd|rd|th)?,${YEAR}$`),
    (g) => spanOneDay(Number(g.y), parseMonth(g), Number(g.d)),
  ],
  [new RegExp(`^${YEAR}[-,]?q(?<q>[1-4])$`), ({ y, q }) => spanMonths(Number(y), 3 * Number(q) - 2, 3)],
  [
    new RegExp(`^(?:${YEAR}|${OTHER_YEAR})?(?:(?<k>[1-4])분기|(?<h>[상하])반기)$`),
    ({ y, w, k, h }, anchor) => {
      const spanPart = (year: number) =>
        k ? spanMonths(year, 3 * Number(k) - 2, 3) : spanMonths(year, h === '상' ? 1 : 7, 6);
      if (y) return spanPart(Number(y));
      return w ? spanPart(getCurrentYear(anchor.now) + parseRelativeOffset(w)) : findNearest(spanPart, anchor);
    },
  ],
  [new RegExp(`^${YEAR}$`), ({ y }) => spanMonths(Number(y), 1, 12)],
  [
    new RegExp(`^(?:${MONTH_NAME}(?<d>\\d{1,2})(?:st|nd|rd|th)?)$`),
    (g, anchor) => findNearest((year) => spanOneDay(year, parseMonth(g), Number(g.d)), anchor),
  ],
  [
    /^(?<m>\d{1,2})([/.]|월)(?<d>\d{1,2})[.일]?$/,
    ({ m, d }, anchor) => findNearest((year) => spanOneDay(year, Number(m), Number(d)), anchor),
  ],
  [
    /^(?<m>[01]\d)-(?<d>[0-3]\d)$/,
    ({ m, d }, anchor) => findNearest((year) => spanOneDay(year, Number(m), Number(d)), anchor),
  ],
  [
    new RegExp(`^(?:${MONTH_NAME}|(?<m>\\d{1,2})월)$`),
    (g, anchor) => findNearest((year) => spanOneMonth(year, parseMonth(g)), anchor),
  ],
  [
    // Only at the end of a range is the month known: 11월 20일부터 22일까지.
    /^(?<d>\d{1,2})일?$/,
    ({ d }, { since }) => {
      if (!since) return undefined;
      const { year, month } = toCalendarDate(toDay(since.from));
      return spanOneDay(year, month, Number(d));
    },
  ],
  [
    /^(?<d>[월화수목금토일])요일$/,
    ({ d = '' }, { since }) => {
      if (!since || toDay(since.from) !== toDay(since.to)) return undefined;
      const first = toDay(since.from);
      return spanDays(first + ((WEEKDAYS.indexOf(d) - getWeekday(first) + 7) % 7));
    },
  ],
];

const isWholeDay = ({ from, to }: TimeSpan) => to - from === DAY_SECONDS - 1;
const isWholeMonth = ({ from, to }: TimeSpan) =>
  toCalendarDate(toDay(from)).day === 1 && getDayEnd(getMonthEnd(from)) === to;
const getMonthEnd = (at: number): Day => {
  const { year, month } = toCalendarDate(toDay(at));
  return getMonthStart(year, month + 1) - 1;
};
const spanTenDays = ({ from, to }: TimeSpan, first: number): TimeSpan =>
  first === 20
    ? { from: from + first * DAY_SECONDS, to }
    : { from: from + first * DAY_SECONDS, to: from + (first + 10) * DAY_SECONDS - 1 };

/** Words after a day or month that mean all of it or a part of it. */
const PART_PHRASES: readonly (readonly [RegExp, (span: TimeSpan) => TimeSpan | undefined])[] = [
  [/오전$|am$/, (day) => (isWholeDay(day) ? { from: day.from, to: day.to - DAY_SECONDS / 2 } : undefined)],
  [/오후$|pm$/, (day) => (isWholeDay(day) ? { from: day.from + DAY_SECONDS / 2, to: day.to } : undefined)],
  [/하루(종일)?$/, (day) => (isWholeDay(day) ? day : undefined)],
  [/한달간?$|달$/, (month) => (isWholeMonth(month) ? month : undefined)],
  [/(상|초)순$/, (month) => (isWholeMonth(month) ? spanTenDays(month, 0) : undefined)],
  [/중순$/, (month) => (isWholeMonth(month) ? spanTenDays(month, 10) : undefined)],
  [/하순$/, (month) => (isWholeMonth(month) ? spanTenDays(month, 20) : undefined)],
];

/** Parses a phrase that is not a range. Undefined if it is not understood or the date does not exist. */
export function parseSpan(phrase: string, anchor: Anchor): TimeSpan | undefined {
  const bare = phrase.replaceAll(' ', '');
  const joined = bare.replace(KOREAN_COUNT, (word) => KOREAN_COUNTS[word] ?? word);
  for (const [pattern, span] of PHRASES) {
    const found = pattern.exec(joined);
    if (found) return span(found.groups ?? {}, anchor);
  }
  for (const [pattern, part] of PART_PHRASES) {
    const outerSpan = pattern.test(bare) && parseSpan(bare.replace(pattern, ''), anchor);
    if (outerSpan) return part(outerSpan);
  }
  return undefined;
}
