import { createHash } from 'node:crypto';
import * as z from 'zod';
import { type Language, type Localized, languages } from '../../../base/bilingual.ts';
import { formatMoney } from '../../../base/money.ts';
import { quote, toSingleLine, truncateText } from '../../../base/text.ts';
import { getArgumentLabel, isAmountArgument } from '../../../endpoints/argument-labels.ts';
import { getArgumentValueName } from '../../../endpoints/code-names.ts';
import { getRefundableAmount } from '../../../endpoints/refundable.ts';
import { getFieldMeta, unwrapOptional } from '../../../endpoints/sensitivity.ts';
import { redact } from '../../../output/redact.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { createLine, formatTimeText, type QuestionLine } from './snapshot-lines.ts';

type ArgumentSchemas = Readonly<Record<string, z.ZodType>>;
type ToolArguments = Readonly<Record<string, unknown>>;

/**
 * The arguments as they would be sent, by the names that a person knows them by, masked like any other value, and quoted since
 * the model wrote them. What the question says already is not repeated; `hasAmount` when it says how much.
 */
export function describeArguments(
  fields: ArgumentSchemas,
  args: ToolArguments,
  snapshot: Snapshot,
  hasAmount: boolean,
): QuestionLine[] {
  const unstated = Object.fromEntries(
    Object.entries(args).filter(([name]) => !isAlreadyStated(name, args, snapshot, hasAmount)),
  );
  const redacted = redact(unstated, z.object(fields), { pii: 'masked', maxLength: Number.POSITIVE_INFINITY });
  const secretNames = Object.keys(unstated).filter(
    (name) => fields[name] && getFieldMeta(fields[name])?.privacy === 'secret',
  );
  const currency = args.currency ?? snapshot.payment?.currency;
  return [
    ...Object.entries(redacted ?? {}).flatMap(([name, value]) => {
      const isPerson = fields[name] !== undefined && getFieldMeta(fields[name])?.privacy === 'personal';
      return describeArgument(name, value, { currency, isPerson, schema: fields[name] });
    }),
    ...secretNames.map((name) => ({
      label: getArgumentLabel(name),
      value: { en: '(secret, not shown)', ko: '(비밀 값, 표시 안 함)' },
    })),
  ];
}

function isAlreadyStated(name: string, args: ToolArguments, snapshot: Snapshot, hasAmount: boolean): boolean {
  const { payment, schedule, schedules, billing_key, certification, naver_items, channel } = snapshot;
  const value = args[name];
  // What is told elsewhere is cut there.
  if (typeof value === 'string' && value.length > MAX_STATED_LENGTH) return false;
  switch (name) {
    // How much of the result the model wants to see: it is not sent.
    case 'detail':
      return true;
    case 'imp_uid':
      return (payment ?? certification)?.imp_uid === value;
    case 'merchant_uid':
      if (Array.isArray(value))
        return isCoveredBy(
          value,
          schedules?.map((row) => row.merchant_uid),
        );
      return (payment ?? schedule)?.merchant_uid === value;
    case 'customer_uid':
      return billing_key === null || billing_key?.customer_uid === value;
    case 'product_order_id':
      return (
        Array.isArray(value) &&
        isCoveredBy(
          value,
          naver_items?.map((item) => item.product_order_id),
        )
      );
    case 'channel_key':
      return Boolean(channel);
    case 'checksum':
      return payment !== undefined && value === getRefundableAmount(payment);
    case 'amount':
    case 'full_refund':
      return hasAmount;
    // It is in the amount.
    case 'currency':
      return hasAmount && args.amount !== undefined;
    default:
      return false;
  }
}

/** As much of an id as a fact tells. */
const MAX_STATED_LENGTH = 120;

const isCoveredBy = (values: readonly unknown[], stated: readonly unknown[] = []): boolean =>
  values.every((value) => stated.includes(value) && String(value).length <= MAX_STATED_LENGTH);

interface LineContext {
  currency: unknown;
  /** Whether a name here is a person's. */
  isPerson: boolean;
  /** Of the value; undefined where nothing describes it. */
  schema: z.ZodType | undefined;
}

/**
 * Records of a list get a line each. Nothing is left out without a word: what a person was not shown, they did not agree to,
 * and of what is too long to read they see that there is more, and its fingerprint.
 */
function describeArgument(name: string, value: unknown, context: LineContext): QuestionLine[] {
  const { en, ko } = getArgumentLabel(name, context.isPerson);
  const isRecords = Array.isArray(value) && value.some((item) => typeof item === 'object');
  const inside = name === 'sender' || name === 'receiver' ? { ...context, isPerson: true } : context;
  if (!isRecords)
    return [
      createLine(
        en,
        ko,
        localizeWith((lang) => formatArgument(name, value, inside, lang)),
      ),
    ];
  const ofItem = { ...inside, schema: getItemSchema(inside.schema) };
  return value.map((item, index) =>
    createLine(
      `${en} ${index + 1}`,
      `${ko} ${index + 1}`,
      localizeWith((lang) => formatArgument(name, item, ofItem, lang)),
    ),
  );
}

const localizeWith = (render: (lang: Language) => string): Localized =>
  // Made of all the languages there are.
  Object.fromEntries(languages.map((lang) => [lang, render(lang)])) as Record<Language, string>;

const yesNo = { true: { en: 'yes', ko: '예' }, false: { en: 'no', ko: '아니요' } };
/** How times come out of `shown`. */
const KST_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+09:00$/;

function formatArgument(name: string, value: unknown, context: LineContext, lang: Language): string {
  if (typeof value === 'string') {
    if (KST_TIME.test(value)) return formatTimeText(value);
    return (isCode(name, context.schema) && getArgumentValueName(name, value)?.[lang]) || formatText(value, lang);
  }
  if (typeof value === 'number' && isAmountArgument(name)) return formatMoney(value, String(context.currency ?? 'KRW'));
  if (typeof value === 'boolean') return yesNo[`${value}`][lang];
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) {
    const ofItem = { ...context, schema: getItemSchema(context.schema) };
    return value.map((item) => formatArgument(name, item, ofItem, lang)).join(', ');
  }
  // A record of its own currency, such as a booking.
  const inside = { ...context, currency: 'currency' in value ? value.currency : context.currency };
  const fields = Object.entries(value).map(([key, item]) => {
    const label = toSingleLine(getArgumentLabel(key, inside.isPerson)[lang]);
    return `${label}: ${formatArgument(key, item, { ...inside, schema: getFieldSchema(context.schema, key) }, lang)}`;
  });
  return `{ ${fields.join(', ')} }`;
}

/** PortOne describes these as text, and takes codes. */
const TEXT_CODES: ReadonlySet<string> = new Set(['pg', 'company', 'refund_bank', 'vbank_code']);

/** A text that a person wrote is shown as it is, even if it looks like a code. */
const isCode = (name: string, schema: z.ZodType | undefined): boolean =>
  TEXT_CODES.has(name) || unwrap(schema) instanceof z.ZodEnum;

const unwrap = (schema: z.ZodType | undefined): z.ZodType | undefined =>
  schema === undefined ? undefined : (unwrapOptional(schema) ?? schema);

function getItemSchema(schema: z.ZodType | undefined): z.ZodType | undefined {
  const list = unwrap(schema);
  return list instanceof z.ZodArray ? toSchema(list.element) : undefined;
}

function getFieldSchema(schema: z.ZodType | undefined, key: string): z.ZodType | undefined {
  const record = unwrap(schema);
  return record instanceof z.ZodObject ? toSchema(record.shape[key]) : undefined;
}

const toSchema = (schema: unknown): z.ZodType | undefined => (schema instanceof z.ZodType ? schema : undefined);

/** As much of one text as people read in a question. */
const MAX_TEXT_LENGTH = 500;

function formatText(value: string, lang: Language): string {
  if (value.length <= MAX_TEXT_LENGTH) return quote(value, MAX_TEXT_LENGTH);
  const visible = truncateText(value, MAX_TEXT_LENGTH);
  const rest = value.slice(visible.length);
  const fingerprint = createHash('sha256').update(rest).digest('hex').slice(0, 16);
  const more = {
    en: `(${rest.length} more characters are sent and not shown, SHA-256 ${fingerprint})`,
    ko: `(표시되지 않은 ${rest.length}자도 함께 전송됨, SHA-256 ${fingerprint})`,
  };
  return `${quote(visible, MAX_TEXT_LENGTH)} ${more[lang]}`;
}
