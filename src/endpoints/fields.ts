import * as z from 'zod';
import { DAY_SECONDS } from '../base/korean-time.ts';
import { isUnsafePathValue } from './path-segment.ts';
import { annotate, nonSensitive, personal, secret } from './sensitivity.ts';

/** Maximum text length where PortOne documents none: enough for any legitimate value. */
const MAX_TEXT_LENGTH = 2_000;
/** Maximum length of `custom_data`, `bypass` and other text that may contain JSON. */
const MAX_JSON_LENGTH = 20_000;

// biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern finds control characters to reject
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: a memo may contain line breaks and tabs, but no others
const CONTROL_EXCEPT_LINE_BREAKS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

function textSchema(maxLength: number, forbidden: RegExp) {
  return z.string().superRefine((value, ctx) => {
    if (value === '') ctx.addIssue({ code: 'custom', message: 'must not be empty' });
    else if (value.length > maxLength)
      ctx.addIssue({ code: 'custom', message: `must be at most ${maxLength} characters long` });
    else if (!value.isWellFormed()) ctx.addIssue({ code: 'custom', message: 'must be well-formed Unicode' });
    else if (forbidden.test(value))
      ctx.addIssue({ code: 'custom', message: 'must not contain control or bidirectional characters' });
  });
}

/** One line of text. Set `max` only to a documented length. */
export const line = (max?: number) =>
  max === undefined ? textSchema(MAX_TEXT_LENGTH, CONTROL) : textSchema(MAX_TEXT_LENGTH, CONTROL).max(max);
const lines = () => textSchema(MAX_TEXT_LENGTH, CONTROL_EXCEPT_LINE_BREAKS);

/** Text without personal data. */
export const Text = (max?: number) => nonSensitive(line(max));
/** Multi-line text that a person reads, such as a memo or a reason. */
export const Memo = () => nonSensitive(lines());
/** A code or number written in digits that may begin with a zero. */
export const Digits = (max?: number) => annotate(line(max), { privacy: 'nonSensitive', leadingZeros: true });
export const Flag = () => nonSensitive(z.boolean());
export const Int = () => nonSensitive(z.int());
export const Num = () => nonSensitive(z.number());
export const Choice = <const V extends readonly [string, ...string[]]>(...values: V) => nonSensitive(z.enum(values));
/** A choice with so many values that the model gets an example instead of the list. */
export const LongChoice = <const V extends readonly [string, ...string[]]>(...values: V) =>
  annotate(z.enum(values), { privacy: 'nonSensitive', omitEnum: true });
/** A boolean that PortOne writes as `Y` or `N`. */
export const YesNo = () => nonSensitive(z.enum(['Y', 'N']));

export const Name = (max?: number) => personal('name', line(max));
export const Phone = (max?: number) => personal('phone', line(max));
export const Email = (max?: number) => personal('email', line(max));
export const Address = (max?: number) => personal('address', line(max));
export const Postcode = (max?: number) => personal('postcode', line(max));
export const Account = (max?: number) => personal('account', line(max));
export const Ip = () => personal('ip', line());
const ipv4 = z.ipv4();
/** Declares no JSON schema format: some models' APIs refuse every format but that of a date. */
export const Ipv4 = () =>
  personal(
    'ip',
    line()
      .refine((value) => ipv4.safeParse(value).success, { error: 'must be an IPv4 address such as 203.0.113.7' })
      .describe('IPv4'),
  );
/** The merchant's JSON text. PortOne returns `custom_data` on the payment as given. */
export const CustomData = () => personal('custom', textSchema(MAX_JSON_LENGTH, CONTROL_EXCEPT_LINE_BREAKS));
export const Secret = (max?: number) => secret(line(max));

/** What programs write for a missing value, such as a callback that was sent without its payment. */
export const isMissingValueText = (value: string): boolean =>
  /^(?:undefined|null|NaN|None|\[object Object\])$/.test(value);
export const NOT_AN_ID = 'must be an id: "undefined", "null" and "NaN" are what a program writes for a missing value';

const idLine = (max?: number) =>
  line(max).refine((value) => !isMissingValueText(value), { error: NOT_AN_ID, abort: true });

/** An id that is not sent in a path. */
export const Id = () => nonSensitive(idLine());

/** A text that is safe as a single path segment. */
const segment = (max?: number) =>
  idLine(max).refine((value) => !isUnsafePathValue(value), {
    error: 'must not be blank or contain "." or ".." as a path segment',
    abort: true,
  });
export const Segment = (max?: number) => nonSensitive(segment(max));
/** A code in a path, in digits that may begin with a zero. */
export const CodeSegment = () => annotate(segment(), { privacy: 'nonSensitive', leadingZeros: true });

/** PortOne's id of a payment attempt: `imp_…` from the payment window, `imps_…` from the API. */
export const ImpUid = (max?: number) => Segment(max);
/** The merchant's order number. At most one paid payment per order. */
export const MerchantUid = (max?: number) => Segment(max);
/** The merchant's id of a stored billing key (빌링키). */
export const CustomerUid = (max?: number) => Segment(max);
export const ChannelKey = (max?: number) => Text(max);

/**
 * An amount in units of its currency (KRW has no decimals). Zero is rejected, since PortOne takes it for "everything".
 */
export const Amount = () => annotate(z.number().gt(0), { privacy: 'nonSensitive', amount: 'whole' });
export const IntAmount = () => annotate(z.int().gt(0), { privacy: 'nonSensitive', amount: 'whole' });
/** An amount of its own that may be zero for "none". */
export const OptionalIntAmount = (max?: number) =>
  annotate(max === undefined ? z.int().gte(0) : z.int().gte(0).max(max), { privacy: 'nonSensitive', amount: 'whole' });
/** A part of an amount, such as its tax. May be zero. */
export const PartAmount = () => annotate(z.number().gte(0), { privacy: 'nonSensitive', amount: 'part' });
export const IntPartAmount = () => annotate(z.int().gte(0), { privacy: 'nonSensitive', amount: 'part' });

export const Page = () => nonSensitive(z.int().gte(1));
export const Limit = () => nonSensitive(z.int().min(1).max(1000));
export const Sorting = () => nonSensitive(z.enum(['-started', 'started', '-paid', 'paid', '-updated', 'updated']));
export const ScheduleStatus = () => nonSensitive(z.enum(['scheduled', 'executed', 'revoked']));
export const Requester = () => nonSensitive(z.enum(['customer', 'admin']));

const isoDate = z.iso.date();
const isoDateTime = z.iso.datetime({ offset: true });
/** Seconds are optional, the offset may lack its colon, and a space may replace the `T`. */
const DATE_TIME = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(:\d{2}(?:\.\d+)?)?(?:(Z)|([+-]\d{2}):?(\d{2}))?$/i;
/** Korea has no daylight saving time: its offset is constant. */
const KST = '+09:00';
/** 2001-09-09, long before PortOne. A smaller number is not a time but a date such as 20261121 or a number of days. */
const MIN_UNIX_SECONDS = 1_000_000_000;
/** 2100-01-01. Later values are milliseconds. */
const MAX_UNIX_SECONDS = 4_102_444_800;

/** Which second of the Korean day a bare date means: its first, its last, or the first one after it. */
type DayBoundary = 'start' | 'end' | 'after';
const BOUNDARY_OFFSET: Record<DayBoundary, number> = { start: 0, end: DAY_SECONDS - 1, after: DAY_SECONDS };

/** Returns the unix seconds of a date, date-time or number; undefined if it is invalid or out of range. */
function parseUnixSeconds(value: string | number, boundary: DayBoundary): number | undefined {
  const text = String(value).trim();
  const seconds = /^\d+$/.test(text) ? Number(text) : (parseDate(text, boundary) ?? parseDateTime(text));
  return seconds !== undefined && seconds >= MIN_UNIX_SECONDS && seconds < MAX_UNIX_SECONDS ? seconds : undefined;
}

function parseDate(text: string, boundary: DayBoundary): number | undefined {
  if (!isoDate.safeParse(text).success) return undefined;
  return Date.parse(`${text}T00:00:00${KST}`) / 1000 + BOUNDARY_OFFSET[boundary];
}

function parseDateTime(text: string): number | undefined {
  const [, date, minutes, seconds = ':00', utc, hours, rest] = DATE_TIME.exec(text) ?? [];
  const offset = utc ? 'Z' : hours ? `${hours}:${rest}` : KST;
  const exact = `${date}T${minutes}${seconds}${offset}`;
  return isoDateTime.safeParse(exact).success ? Math.floor(Date.parse(exact) / 1000) : undefined;
}

/** What a model must know of a time. Some hosts drop the server's instructions, which say more. */
const timeDescriptions: Record<DayBoundary, string> = {
  start: 'ISO 8601, Korean time',
  end: 'ISO 8601, Korean time; a date means its end',
  after: 'ISO 8601, Korean time; a date is included',
};

function timeSchema(boundary: DayBoundary) {
  const schema = z
    .union([z.string(), z.number()])
    .transform((value, ctx) => {
      const seconds = parseUnixSeconds(value, boundary);
      if (seconds !== undefined) return seconds;
      ctx.addIssue({
        code: 'custom',
        message:
          'must be ISO 8601 such as 2026-11-21 or 2026-11-21T09:00 (Korean time), or unix seconds (not milliseconds)',
      });
      return z.NEVER;
    })
    .describe(timeDescriptions[boundary]);
  return annotate(schema, { privacy: 'nonSensitive', time: true, listAsString: true });
}

/**
 * A time: ISO 8601 (Korean time without an offset) or unix seconds. A bare date means its first second. Sent as unix
 * seconds.
 */
export const Time = () => timeSchema('start');
/** The end of a range or a deadline: like `Time`, but a bare date means its last second. */
export const UntilTime = () => timeSchema('end');
/** The exclusive end of a range: like `Time`, but a bare date means the first second after it. */
export const BeforeTime = () => timeSchema('after');
