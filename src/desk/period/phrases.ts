import {
  addMonths,
  DAY,
  type Day,
  dateOf,
  dayOf,
  dayOfDate,
  endOf,
  monthStart,
  startOf,
  weekday,
} from '../../base/korean-calendar.ts';

/** Unix seconds, both ends inclusive. */
export interface Span {
  from: number;
  to: number;
}

/** What a phrase is understood by: the present, and for the end of a range its beginning. */
export interface Anchor {
  now: number;
  since?: Span;
  /** Whether it is where a range begins: as a period of its own, a month ago is no certain day. */
  begins?: boolean;
}

type Groups = Readonly<Record<string, string | undefined>>;
type Phrase = readonly [RegExp, (groups: Groups, anchor: Anchor) => Span | undefined];

const days = (first: Day, last: Day = first): Span => ({ from: startOf(first), to: endOf(last) });
const months = (year: number, month: number, count = 1): Span =>
  days(monthStart(year, month), monthStart(year, month + count) - 1);

/** Korean counts days and months in words of their own. */
const WORDS: Readonly<Record<string, string>> = {
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
const WORD = new RegExp(Object.keys(WORDS).join('|'));

/** How many weeks, months, quarters or years away a word points. */
function away(word = ''): number {
  if (/^(지지난|저저번|재작년)/.test(word)) return -2;
  if (/^(last|previous|전|지난|저번|작년)/.test(word)) return -1;
  if (/^(next|다음|내년|담)/.test(word)) return 1;
  return 0;
}

function ago(count: number, unit: string, now: number): Span | undefined {
  const today = dayOf(now);
  const minutes = /^(m|분)/.test(unit) && !/^mo/.test(unit);
  if (minutes || /^(h|시간)/.test(unit)) return { from: now - count * (minutes ? 60 : 3600), to: now };
  if (/^(w|주)/.test(unit)) return days(today - 7 * count + 1, today);
  if (/^(mo|개월|달)/.test(unit)) return days(addMonths(today, -count) + 1, today);
  if (/^(y|년)/.test(unit)) return days(addMonths(today, -12 * count) + 1, today);
  return days(today - count + 1, today);
}

/** Half a year: a range without years that seems to go on for longer into the next one was written the wrong way round. */
const ACROSS_YEARS = 183 * DAY;

/** The date without its year: the latest that has begun; at the end of a range the first that is not before its beginning. */
function nearest(of: (year: number) => Span | undefined, { now, since }: Anchor): Span | undefined {
  const { year } = dateOf(dayOf(since?.from ?? now));
  if (since) {
    const next = of(year + 1);
    const same = of(year);
    if (same && same.to >= since.from) return same;
    return next && next.to - since.from <= ACROSS_YEARS ? next : undefined;
  }
  // A leap day is at most eight years away.
  for (let step = 0; step <= 8; step++) {
    const span = of(year - step);
    if (span && span.from <= now) return span;
  }
  return undefined;
}

const oneDay = (year: number, month: number, day: number): Span | undefined => {
  const found = dayOfDate(year, month, day);
  return found === undefined ? undefined : days(found);
};
const oneMonth = (year: number, month: number): Span | undefined =>
  month >= 1 && month <= 12 ? months(year, month) : undefined;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH_NAME =
  '(?<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const monthOf = (g: Groups) => (g.name ? MONTHS.indexOf(g.name.slice(0, 3)) + 1 : Number(g.m));
const WEEKDAYS = '월화수목금토일';
const yearNow = (now: number) => dateOf(dayOf(now)).year;

const relativeDay =
  (by: number) =>
  (_: Groups, { now }: Anchor) =>
    days(dayOf(now) + by);

const YEAR = '(?<y>20\\d\\d)년?';
const OTHER_YEAR = '(?<w>재작년|작년|지난해|올해|금년|내년)';

/** In small letters and without spaces. */
const PHRASES: readonly Phrase[] = [
  [/^(today|오늘|금일|당일)$/, relativeDay(0)],
  [/^(yesterday|어제|전일|어저께)$/, relativeDay(-1)],
  [/^(thedaybeforeyesterday|daybeforeyesterday|그제|그저께|엊그제|재어제)$/, relativeDay(-2)],
  [
    /^(?<n>\d{1,3})(?<u>weeks?|months?|주|주일|개월|달)(ago|전)$/,
    ({ n, u }, { now, begins, since }) => {
      if (!begins && !since) return undefined;
      const today = dayOf(now);
      return days(/^(w|주)/.test(u ?? '') ? today - 7 * Number(n) : addMonths(today, -Number(n)));
    },
  ],
  [
    /^(?<n>\d{1,4})(?<u>days?|d|hours?|h|weeks?|months?|일간|시간|주|주일|주간|개월|개월간|달)$/,
    ({ n, u }, { now, since }) => (since ? undefined : ago(Number(n), u ?? '', now)),
  ],
  [/^(tomorrow|내일|명일)$/, relativeDay(1)],
  [/^(dayaftertomorrow|모레)$/, relativeDay(2)],
  [/^(?<n>\d{1,4})(daysago|dayago|일전)$/, ({ n }, { now }) => days(dayOf(now) - Number(n))],
  [
    /^(last|past|recent|최근|지난|직전|최근의)(?<n>\d{1,4})(?<u>minutes?|hours?|days?|weeks?|months?|years?|분|시간|일|주|주일|개월|달|년)간?$/,
    ({ n, u }, { now }) => ago(Number(n), u ?? '', now),
  ],
  [/^past(?<u>hour|day|week|month|year)$/, ({ u }, { now }) => ago(1, u ?? '', now)],
  [
    /^(next|앞으로|다음|향후)(?<n>\d{1,4})(?<u>days?|weeks?|일|주|주일)간?$/,
    ({ n, u }, { now }) => days(dayOf(now), dayOf(now) + Number(n) * (/^(w|주)/.test(u ?? '') ? 7 : 1) - 1),
  ],
  [
    /^(?<w>this|last|previous|next|이번|금|지난|저번|지지난|저저번|다음|담)(week|주)((?<d>[월화수목금토일])요일)?$/,
    ({ w, d }, { now }) => {
      const monday = dayOf(now) - weekday(dayOf(now)) + 7 * away(w);
      return d ? days(monday + WEEKDAYS.indexOf(d)) : days(monday, monday + 6);
    },
  ],
  [
    /^(?<w>this|last|이번|지난|저번|지지난)주?(weekend|주말)$/,
    ({ w }, { now }) => {
      const monday = dayOf(now) - weekday(dayOf(now)) + 7 * away(w);
      return days(monday + 5, monday + 6);
    },
  ],
  [
    /^(?<w>this|last|previous|next|이번|이(?=달)|금|당|전(?=월)|지난|저번|지지난|저저번|다음|담)(month|달|월)(?:(?<d>\d{1,2})일)?$/,
    ({ w, d }, { now }) => {
      const { year, month } = dateOf(addMonths(dayOf(now), away(w)));
      return d ? oneDay(year, month, Number(d)) : months(year, month);
    },
  ],
  [
    /^(?<w>this|last|previous|next|이번|지난|저번|다음)(quarter|분기)$/,
    ({ w }, { now }) => {
      const { year, month } = dateOf(dayOf(now));
      return months(year, month - ((month - 1) % 3) + 3 * away(w), 3);
    },
  ],
  [/^(?<w>this|last|previous|next)year$/, ({ w }, { now }) => months(yearNow(now) + away(w), 1, 12)],
  [new RegExp(`^${OTHER_YEAR}$`), ({ w }, { now }) => months(yearNow(now) + away(w), 1, 12)],
  [
    new RegExp(`^${OTHER_YEAR}(?<m>\\d{1,2})월(?:(?<d>\\d{1,2})일)?$`),
    ({ w, m, d }, { now }) =>
      d ? oneDay(yearNow(now) + away(w), Number(m), Number(d)) : oneMonth(yearNow(now) + away(w), Number(m)),
  ],
  [/^(?<y>20\d\d)(?<m>[01]\d)(?<d>[0-3]\d)$/, ({ y, m, d }) => oneDay(Number(y), Number(m), Number(d))],
  [
    /^(?<y>20\d\d)(?<s>[-./])(?<m>\d{1,2})\k<s>(?<d>\d{1,2})\.?$/,
    ({ y, m, d }) => oneDay(Number(y), Number(m), Number(d)),
  ],
  [/^(?<y>20\d\d)년(?<m>\d{1,2})월(?<d>\d{1,2})일$/, ({ y, m, d }) => oneDay(Number(y), Number(m), Number(d))],
  [/^(?<y>20\d\d)([-./]|년)(?<m>\d{1,2})[.월]?$/, ({ y, m }) => oneMonth(Number(y), Number(m))],
  [new RegExp(`^${MONTH_NAME},?${YEAR}$`), (g) => oneMonth(Number(g.y), monthOf(g))],
  [
    new RegExp(`^${MONTH_NAME}(?<d>\\d{1,2})(?:st|nd|rd|th)?,${YEAR}$`),
    (g) => oneDay(Number(g.y), monthOf(g), Number(g.d)),
  ],
  [new RegExp(`^${YEAR}[-,]?q(?<q>[1-4])$`), ({ y, q }) => months(Number(y), 3 * Number(q) - 2, 3)],
  [
    new RegExp(`^(?:${YEAR}|${OTHER_YEAR})?(?:(?<k>[1-4])분기|(?<h>[상하])반기)$`),
    ({ y, w, k, h }, anchor) => {
      const part = (year: number) => (k ? months(year, 3 * Number(k) - 2, 3) : months(year, h === '상' ? 1 : 7, 6));
      if (y) return part(Number(y));
      return w ? part(yearNow(anchor.now) + away(w)) : nearest(part, anchor);
    },
  ],
  [new RegExp(`^${YEAR}$`), ({ y }) => months(Number(y), 1, 12)],
  [
    new RegExp(`^(?:${MONTH_NAME}(?<d>\\d{1,2})(?:st|nd|rd|th)?)$`),
    (g, anchor) => nearest((year) => oneDay(year, monthOf(g), Number(g.d)), anchor),
  ],
  [
    /^(?<m>\d{1,2})([/.]|월)(?<d>\d{1,2})[.일]?$/,
    ({ m, d }, anchor) => nearest((year) => oneDay(year, Number(m), Number(d)), anchor),
  ],
  [/^(?<m>[01]\d)-(?<d>[0-3]\d)$/, ({ m, d }, anchor) => nearest((year) => oneDay(year, Number(m), Number(d)), anchor)],
  [
    new RegExp(`^(?:${MONTH_NAME}|(?<m>\\d{1,2})월)$`),
    (g, anchor) => nearest((year) => oneMonth(year, monthOf(g)), anchor),
  ],
  [
    // Only at the end of a range is it told which month is meant: 11월 20일부터 22일까지.
    /^(?<d>\d{1,2})일?$/,
    ({ d }, { since }) => {
      if (!since) return undefined;
      const { year, month } = dateOf(dayOf(since.from));
      return oneDay(year, month, Number(d));
    },
  ],
  [
    /^(?<d>[월화수목금토일])요일$/,
    ({ d = '' }, { since }) => {
      if (!since || dayOf(since.from) !== dayOf(since.to)) return undefined;
      const first = dayOf(since.from);
      return days(first + ((WEEKDAYS.indexOf(d) - weekday(first) + 7) % 7));
    },
  ],
];

const isDay = ({ from, to }: Span) => to - from === DAY - 1;
const isMonth = ({ from, to }: Span) => dateOf(dayOf(from)).day === 1 && endOf(monthEnd(from)) === to;
const monthEnd = (at: number): Day => {
  const { year, month } = dateOf(dayOf(at));
  return monthStart(year, month + 1) - 1;
};
const tenDays = ({ from, to }: Span, first: number): Span =>
  first === 20 ? { from: from + first * DAY, to } : { from: from + first * DAY, to: from + (first + 10) * DAY - 1 };

/** What is said after a day or a month: all of it, or which part of it. */
const PARTS: readonly (readonly [RegExp, (whole: Span) => Span | undefined])[] = [
  [/오전$|am$/, (day) => (isDay(day) ? { from: day.from, to: day.to - DAY / 2 } : undefined)],
  [/오후$|pm$/, (day) => (isDay(day) ? { from: day.from + DAY / 2, to: day.to } : undefined)],
  [/하루(종일)?$/, (day) => (isDay(day) ? day : undefined)],
  [/한달간?$|달$/, (month) => (isMonth(month) ? month : undefined)],
  [/(상|초)순$/, (month) => (isMonth(month) ? tenDays(month, 0) : undefined)],
  [/중순$/, (month) => (isMonth(month) ? tenDays(month, 10) : undefined)],
  [/하순$/, (month) => (isMonth(month) ? tenDays(month, 20) : undefined)],
];

/** The span of one phrase that is no range, or undefined when it is not understood or not in the calendar. */
export function spanOf(phrase: string, anchor: Anchor): Span | undefined {
  const bare = phrase.replaceAll(' ', '');
  const joined = bare.replace(WORD, (word) => WORDS[word] ?? word);
  for (const [pattern, span] of PHRASES) {
    const found = pattern.exec(joined);
    if (found) return span(found.groups ?? {}, anchor);
  }
  for (const [pattern, part] of PARTS) {
    const whole = pattern.test(bare) && spanOf(bare.replace(pattern, ''), anchor);
    if (whole) return part(whole);
  }
  return undefined;
}
