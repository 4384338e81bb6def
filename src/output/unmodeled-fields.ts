import { sanitizeText } from '../base/text.ts';
import { maskContent } from './content-mask.ts';
import { HIDDEN, inferPiiKind, isSecretName, mask } from './mask.ts';

/**
 * Last words of field names whose values say nothing about a person. Data without a model is the merchant's or a PG's
 * own, so only these are shown.
 */
const HARMLESS_WORDS = new Set([
  ...['amount', 'price', 'total', 'subtotal', 'sum', 'fee', 'cost', 'tax', 'vat', 'discount', 'point', 'points'],
  ...['quantity', 'qty', 'count', 'cnt', 'unit', 'size', 'color', 'colour', 'weight', 'width', 'height', 'length'],
  ...['option', 'options', 'sku', 'product', 'item', 'items', 'goods', 'category', 'brand', 'model', 'variant'],
  ...['type', 'kind', 'status', 'state', 'code', 'currency', 'lang', 'language', 'locale', 'country'],
  ...['channel', 'source', 'medium', 'campaign', 'coupon', 'promotion', 'plan', 'tier', 'grade', 'level'],
  ...['version', 'installment', 'quota', 'cycle', 'round', 'period', 'method', 'provider', 'platform', 'device'],
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
  return NAMING_WORDS.has(last) && THINGS.has(words.at(-2) ?? '');
}

/** Longer texts are remarks, which may contain anything. */
const MAX_LENGTH = 80;

const looksHarmless = (text: string): boolean =>
  text.length <= MAX_LENGTH && !/[@\n]/.test(text) && maskContent(text) === text;

/**
 * Returns a scalar of a field that no model describes as it may be shown: whole if the name and the form of the value are
 * known to be harmless, or if the operator allows the name, otherwise masked. Undefined if there is no value.
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
  if (!isHarmlessName(key) || !looksHarmless(text)) return HIDDEN;
  return typeof value === 'string' ? text : value;
}
