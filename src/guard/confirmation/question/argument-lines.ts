import { createHash } from 'node:crypto';
import * as z from 'zod';
import { type Language, type Localized, languages } from '../../../base/bilingual.ts';
import { formatMoney } from '../../../base/money.ts';
import { quote, toSingleLine, truncateText } from '../../../base/text.ts';
import { getArgumentLabel, isAmountArgument } from '../../../endpoints/argument-labels.ts';
import { getRefundableAmount } from '../../../endpoints/refundable.ts';
import { getFieldMeta } from '../../../endpoints/sensitivity.ts';
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
      return describeArgument(name, value, { currency, isPerson });
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
  return value.map((item, index) =>
    createLine(
      `${en} ${index + 1}`,
      `${ko} ${index + 1}`,
      localizeWith((lang) => formatArgument(name, item, inside, lang)),
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
  if (typeof value === 'string') return KST_TIME.test(value) ? formatTimeText(value) : formatText(value, lang);
  if (typeof value === 'number' && isAmountArgument(name)) return formatMoney(value, String(context.currency ?? 'KRW'));
  if (typeof value === 'boolean') return yesNo[`${value}`][lang];
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return value.map((item) => formatArgument(name, item, context, lang)).join(', ');
  // A record of its own currency, such as a booking.
  const inside = { ...context, currency: 'currency' in value ? value.currency : context.currency };
  const fields = Object.entries(value).map(
    ([key, item]) =>
      `${toSingleLine(getArgumentLabel(key, inside.isPerson)[lang])}: ${formatArgument(key, item, inside, lang)}`,
  );
  return `{ ${fields.join(', ')} }`;
}

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
