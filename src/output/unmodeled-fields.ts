import { containsPersonalText } from '../base/personal-text.ts';
import { sanitizeText } from '../base/text.ts';
import { maskContent } from './content-mask.ts';
import { HIDDEN, inferPiiKind, isSecretName, mask } from './mask.ts';

/** Last words of field names whose values are numbers or words that say nothing about a person. */
const HARMLESS_WORDS = new Set([
  ...['amount', 'price', 'total', 'subtotal', 'sum', 'fee', 'cost', 'tax', 'vat', 'discount', 'point', 'points'],
  ...['quantity', 'qty', 'count', 'cnt', 'unit', 'size', 'color', 'colour', 'weight', 'width', 'height', 'length'],
  ...['option', 'options', 'sku', 'product', 'item', 'items', 'goods', 'category', 'brand', 'model', 'variant'],
  ...['type', 'kind', 'status', 'state', 'code', 'currency', 'lang', 'language', 'locale', 'country'],
  ...['channel', 'source', 'medium', 'campaign', 'coupon', 'promotion', 'plan', 'tier', 'grade', 'level'],
  ...['version', 'installment', 'quota', 'cycle', 'round', 'period', 'method', 'provider', 'platform'],
  ...['at', 'date', 'time', 'year', 'month', 'day', 'enabled', 'sandbox', 'test', 'stock', 'rate', 'step'],
  ...[
    '상품',
    '상품명',
    '수량',
    '금액',
    '가격',
    '합계',
    '할인',
    '쿠폰',
    '옵션',
    '사이즈',
    '색상',
    '분류',
    '회차',
    '상태',
  ],
]);
/** Words before `name`, `id` and the like that make them those of a thing. */
const THINGS = new Set([
  ...['product', 'item', 'goods', 'option', 'brand', 'category', 'plan', 'coupon', 'campaign', 'event', 'channel'],
  ...['order', 'cart', 'sku', 'menu', 'course', 'ticket', 'model', 'promotion', 'pg', 'bank'],
]);
const NAMING_WORDS = new Set(['name', 'title', 'id', 'no', 'uid', 'number']);

const splitWords = (key: string): string[] =>
  key
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

function isHarmlessName(key: string): boolean {
  const words = splitWords(key);
  const last = words.at(-1);
  if (last === undefined) return false;
  if (HARMLESS_WORDS.has(last) || (words.length > 1 && (words[0] === 'is' || words[0] === 'has'))) return true;
  return isIdOfThing(words);
}

const isIdOfThing = (words: readonly string[]): boolean =>
  NAMING_WORDS.has(words.at(-1) ?? '') && THINGS.has(words.at(-2) ?? '');

/** Words in field names that make an id or a number that of a person. */
const PEOPLE = new Set([
  ...['user', 'member', 'buyer', 'customer', 'login', 'nick', 'nickname', 'sns', 'kakao', 'insta', 'instagram'],
  ...[
    'holder',
    'owner',
    'sender',
    'receiver',
    'recipient',
    'dob',
    'bday',
    'child',
    'baby',
    'age',
    'gender',
    '회원',
    '아이디',
    '닉네임',
  ],
]);

const MAX_ID_LENGTH = 64;
const ASCII_ID = /^[A-Za-z0-9]+(?:[-_.][A-Za-z0-9]+)*$/;
/** As names are written: Kim, HongGilDong. */
const CAPITALIZED_WORD = /[A-Z][a-z]{2,}/;
const DATE = /^(\d{4})-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;
/** PortOne is younger: an earlier date may be that of a birth. */
const FIRST_YEAR = 2015;
/** Larger numbers under an unknown name may be a code for a door or a date of birth. */
const MAX_ANONYMOUS_NUMBER = 999;
/** Longer rows of digits may be telephone or account numbers, except in the id of a thing. */
const MAX_PLAIN_DIGITS = 9;

/**
 * Whether a value says nothing about a person: a date, a small number, or, under a name that is known to be harmless, a
 * number or an id.
 */
function isHarmless(key: string, value: unknown, text: string): boolean {
  if (maskContent(text) !== text || containsPersonalText(text)) return false;
  const year = DATE.exec(text)?.[1];
  if (year !== undefined) return Number(year) >= FIRST_YEAR;
  // Fractions may be a place on the map.
  if (Number.isInteger(value) && Math.abs(Number(value)) <= MAX_ANONYMOUS_NUMBER) return true;
  if (!isHarmlessName(key)) return false;
  if (/^-?\d+(?:\.\d+)?$/.test(text)) return text.length <= MAX_PLAIN_DIGITS || isIdOfThing(splitWords(key));
  return text.length <= MAX_ID_LENGTH && ASCII_ID.test(text) && !CAPITALIZED_WORD.test(text);
}

const isOfPerson = (key: string): boolean => splitWords(key).some((word) => PEOPLE.has(word));

/** Names that can be given to `--show-fields`. */
const GIVABLE_NAME = /^[A-Za-z0-9_가-힣-]{1,40}$/;

function describeMaskedText(key: string, text: string): string {
  const advice = GIVABLE_NAME.test(key) ? `; allow with --show-fields ${key}` : '';
  return `[masked text, ${[...text].length} characters${advice}]`;
}

/**
 * Returns a scalar of a field that no model describes as it may be shown: whole if name and form say that it tells nothing
 * about a person, or if the operator allows the name, otherwise masked.
 * Undefined if there is no value.
 */
export function maskUnmodeledValue(
  key: string,
  value: unknown,
  shownFields: ReadonlySet<string> | undefined,
  maxLength?: number,
): unknown {
  const kind = inferPiiKind(key);
  const isPersonal = kind !== undefined;
  if (isPersonal && (value === 0 || value === false)) return undefined;
  const text = sanitizeText(String(value), maxLength);
  if (isSecretName(key)) return HIDDEN;
  if (shownFields?.has(key.toLowerCase())) return typeof value === 'string' ? maskContent(text) : value;
  if (isPersonal) return mask(kind, text);
  if (typeof value === 'boolean') return value;
  if (isOfPerson(key) || !isHarmless(key, value, text)) return describeMaskedText(key, text);
  return typeof value === 'string' ? text : value;
}
