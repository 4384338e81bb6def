import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Language, Localized } from '../../../base/bilingual.ts';
import { parseJson } from '../../../base/json.ts';
import { formatMoney } from '../../../base/money.ts';
import { truncateText } from '../../../base/text.ts';
import { getArgumentLabel, isAmountArgument } from '../../../endpoints/argument-labels.ts';
import { getArgumentValueName } from '../../../endpoints/code-names.ts';
import { getFieldMeta, unwrapOptional } from '../../../endpoints/sensitivity.ts';
import { quoteForPerson, removeMarkup } from './quotation.ts';
import { hideCardNumbers, isSecretKey } from './typed-secrets.ts';
import { formatTimeText } from './wording.ts';

export interface ValueContext {
  currency: unknown;
  /** Whether `name` is a person's name. */
  isPerson: boolean;
  /** The schema of the value; undefined if there is none. */
  schema: z.ZodType | undefined;
}

const yesNo = { true: { en: 'yes', ko: '예' }, false: { en: 'no', ko: '아니요' } };
/** The format in which `redact` returns times. */
const KST_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+09:00$/;
export const HIDDEN_VALUE: Localized = { en: '(secret, not shown)', ko: '(비공개 값, 표시하지 않음)' };

/** Formats an argument for a person: whole, by the names of its codes, and quoted because the caller wrote it. */
export function formatArgument(name: string, value: unknown, context: ValueContext, lang: Language): string {
  if (context.schema && getFieldMeta(context.schema)?.kind === 'custom') return formatMerchantData(value, lang);
  if (typeof value === 'string') {
    if (KST_TIME.test(value)) return formatTimeText(value);
    const codeName = isCode(name, context.schema) ? getArgumentValueName(name, value) : undefined;
    return codeName?.[lang] ?? formatText(FREE_TEXTS.has(name) ? hideCardNumbers(value) : value, lang);
  }
  if (typeof value === 'number' && isAmountArgument(name)) return formatMoney(value, String(context.currency ?? 'KRW'));
  if (typeof value === 'boolean') return yesNo[`${value}`][lang];
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) {
    const ofItem = { ...context, schema: getItemSchema(context.schema) };
    return value.map((item) => formatArgument(name, item, ofItem, lang)).join(', ');
  }
  return `{ ${listFields(value, context, lang).join(', ')} }`;
}

/** Formats the fields of a record as `label: value`. */
export function listFields(record: object, context: ValueContext, lang: Language): string[] {
  // A record may have its own currency, such as a schedule.
  const inside = { ...context, currency: 'currency' in record ? record.currency : context.currency };
  return Object.entries(record).map(([key, item]) => {
    const label = removeMarkup(getArgumentLabel(key, inside.isPerson)[lang]);
    return `${label}: ${formatArgument(key, item, { ...inside, schema: getFieldSchema(context.schema, key) }, lang)}`;
  });
}

/** Formats the merchant's own data, usually JSON, by its keys. */
function formatMerchantData(value: unknown, lang: Language): string {
  const parsed = typeof value === 'string' ? parseJson(value) : undefined;
  // A text of digits is an id, not a number.
  const data = typeof parsed === 'object' && parsed !== null ? parsed : value;
  if (Array.isArray(data)) return data.map((item) => formatMerchantData(item, lang)).join(', ');
  if (typeof data !== 'object' || data === null)
    return typeof data === 'string' ? formatText(hideCardNumbers(data), lang) : hideCardNumbers(String(data));
  const entries = Object.entries(data).map(
    ([key, item]) =>
      `${quoteForPerson(key)}: ${isSecretKey(key) ? HIDDEN_VALUE[lang] : formatMerchantData(item, lang)}`,
  );
  return `{ ${entries.join(', ')} }`;
}

/** Arguments for sentences. The digits of an account or an id can look like a card number. */
const FREE_TEXTS: ReadonlySet<string> = new Set(['reason', 'memo', 'name', 'details']);

/** PortOne documents these as text, but they take codes. */
const TEXT_CODES: ReadonlySet<string> = new Set(['pg', 'company', 'refund_bank', 'vbank_code']);

/** Free text is shown as written, even if it looks like a code. */
const isCode = (name: string, schema: z.ZodType | undefined): boolean =>
  TEXT_CODES.has(name) || unwrap(schema) instanceof z.ZodEnum;

const unwrap = (schema: z.ZodType | undefined): z.ZodType | undefined =>
  schema === undefined ? undefined : (unwrapOptional(schema) ?? schema);

export function getItemSchema(schema: z.ZodType | undefined): z.ZodType | undefined {
  const list = unwrap(schema);
  return list instanceof z.ZodArray ? toSchema(list.element) : undefined;
}

export function getFieldSchema(schema: z.ZodType | undefined, key: string): z.ZodType | undefined {
  const record = unwrap(schema);
  return record instanceof z.ZodObject ? toSchema(record.shape[key]) : undefined;
}

const toSchema = (schema: unknown): z.ZodType | undefined => (schema instanceof z.ZodType ? schema : undefined);

/** The part of a text that is shown in a question. */
const MAX_TEXT_LENGTH = 500;

/** For a text that is too long, says that there is more and gives the hash of the rest. */
function formatText(value: string, lang: Language): string {
  if (value.length <= MAX_TEXT_LENGTH) return quoteForPerson(value, Number.POSITIVE_INFINITY);
  const visible = truncateText(value, MAX_TEXT_LENGTH);
  const rest = value.slice(visible.length);
  const fingerprint = createHash('sha256').update(rest).digest('hex').slice(0, 16);
  const more = {
    en: `(${rest.length} more characters are sent but not shown, SHA-256 ${fingerprint})`,
    ko: `(표시되지 않은 ${rest.length}자도 함께 전송됨, SHA-256 ${fingerprint})`,
  };
  return `${quoteForPerson(visible, Number.POSITIVE_INFINITY)} ${more[lang]}`;
}
