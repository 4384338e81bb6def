import { createHash } from 'node:crypto';
import * as z from 'zod';
import { type Lang, langs, type Words } from '../../../base/bilingual.ts';
import { left, money } from '../../../base/money.ts';
import { begun, oneLine, quoted } from '../../../base/text.ts';
import { isAmount, labelOf } from '../../../endpoints/argument-labels.ts';
import { markOf } from '../../../endpoints/sensitivity.ts';
import { shown } from '../../../output/redact.ts';
import type { Seen } from '../../snapshot/snapshot.ts';
import { type Fact, fact, koreanMinute } from './snapshot-lines.ts';

type Fields = Readonly<Record<string, z.ZodType>>;
type Arguments = Readonly<Record<string, unknown>>;

/**
 * The arguments as they would be sent, by the names that a person knows them by, masked like any other value, and quoted since
 * the model wrote them. What the question says already is not repeated; `hasAmount` when it says how much.
 */
export function sentFacts(fields: Fields, args: Arguments, seen: Seen, hasAmount: boolean): Fact[] {
  const untold = Object.fromEntries(Object.entries(args).filter(([name]) => !isTold(name, args, seen, hasAmount)));
  const view = shown(untold, z.object(fields), { pii: 'masked', longest: Number.POSITIVE_INFINITY });
  const hidden = Object.keys(untold).filter((name) => fields[name] && markOf(fields[name])?.privacy === 'secret');
  const currency = args.currency ?? seen.payment?.currency;
  return [
    ...Object.entries(view ?? {}).flatMap(([name, value]) => {
      const isPerson = fields[name] !== undefined && markOf(fields[name])?.privacy === 'personal';
      return told(name, value, { currency, isPerson });
    }),
    ...hidden.map((name) => ({
      label: labelOf(name),
      value: { en: '(secret, not shown)', ko: '(비밀 값, 표시 안 함)' },
    })),
  ];
}

function isTold(name: string, args: Arguments, seen: Seen, hasAmount: boolean): boolean {
  const { payment, schedule, schedules, billing_key, certification, naver_items, channel } = seen;
  const value = args[name];
  // What is told elsewhere is cut there.
  if (typeof value === 'string' && value.length > LONGEST_TOLD) return false;
  switch (name) {
    case 'imp_uid':
      return (payment ?? certification)?.imp_uid === value;
    case 'merchant_uid':
      if (Array.isArray(value))
        return areAmong(
          value,
          schedules?.map((row) => row.merchant_uid),
        );
      return (payment ?? schedule)?.merchant_uid === value;
    case 'customer_uid':
      return billing_key === null || billing_key?.customer_uid === value;
    case 'product_order_id':
      return (
        Array.isArray(value) &&
        areAmong(
          value,
          naver_items?.map((item) => item.product_order_id),
        )
      );
    case 'channel_key':
      return Boolean(channel);
    case 'checksum':
      return payment !== undefined && value === left(payment.amount ?? 0, payment.cancel_amount ?? 0);
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
const LONGEST_TOLD = 120;

const areAmong = (values: readonly unknown[], shown: readonly unknown[] = []): boolean =>
  values.every((value) => shown.includes(value) && String(value).length <= LONGEST_TOLD);

interface Within {
  currency: unknown;
  /** Whether a name here is a person's. */
  isPerson: boolean;
}

/**
 * Records of a list get a line each. Nothing is left out without a word: what a person was not shown, they did not agree to,
 * and of what is too long to read they see that there is more, and its fingerprint.
 */
function told(name: string, value: unknown, within: Within): Fact[] {
  const { en, ko } = labelOf(name, within.isPerson);
  const isRecords = Array.isArray(value) && value.some((item) => typeof item === 'object');
  const inside = name === 'sender' || name === 'receiver' ? { ...within, isPerson: true } : within;
  if (!isRecords)
    return [
      fact(
        en,
        ko,
        inBoth((lang) => argument(name, value, inside, lang)),
      ),
    ];
  return value.map((item, index) =>
    fact(
      `${en} ${index + 1}`,
      `${ko} ${index + 1}`,
      inBoth((lang) => argument(name, item, inside, lang)),
    ),
  );
}

const inBoth = (say: (lang: Lang) => string): Words =>
  // Made of all the languages there are.
  Object.fromEntries(langs.map((lang) => [lang, say(lang)])) as Record<Lang, string>;

const words = { true: { en: 'yes', ko: '예' }, false: { en: 'no', ko: '아니요' } };
/** How times come out of `shown`. */
const KOREAN_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+09:00$/;

function argument(name: string, value: unknown, within: Within, lang: Lang): string {
  if (typeof value === 'string') return KOREAN_TIME.test(value) ? koreanMinute(value) : text(value, lang);
  if (typeof value === 'number' && isAmount(name)) return money(value, String(within.currency ?? 'KRW'));
  if (typeof value === 'boolean') return words[`${value}`][lang];
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return value.map((item) => argument(name, item, within, lang)).join(', ');
  // A record of its own currency, such as a booking.
  const inside = { ...within, currency: 'currency' in value ? value.currency : within.currency };
  const fields = Object.entries(value).map(
    ([key, item]) => `${oneLine(labelOf(key, inside.isPerson)[lang])}: ${argument(key, item, inside, lang)}`,
  );
  return `{ ${fields.join(', ')} }`;
}

/** As much of one text as people read in a question. */
const LONGEST_TEXT = 500;

function text(value: string, lang: Lang): string {
  if (value.length <= LONGEST_TEXT) return quoted(value, LONGEST_TEXT);
  const kept = begun(value, LONGEST_TEXT);
  const rest = value.slice(kept.length);
  const print = createHash('sha256').update(rest).digest('hex').slice(0, 16);
  const more = {
    en: `(${rest.length} more characters are sent and not shown, SHA-256 ${print})`,
    ko: `(표시되지 않은 ${rest.length}자도 함께 전송됨, SHA-256 ${print})`,
  };
  return `${quoted(kept, LONGEST_TEXT)} ${more[lang]}`;
}
