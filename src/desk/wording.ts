import { formatKst } from '../base/korean-time.ts';
import { quote, toSingleLine } from '../base/text.ts';
import { findBrandByMethod } from '../endpoints/payment-brands.ts';
import { paymentMethods } from '../endpoints/payment-methods.ts';
import { formatPgList, isKnownPg } from '../endpoints/pg-providers/index.ts';
import { maskContent } from '../output/content-mask.ts';

/** Formats unix seconds in Korean time for a sentence: `2026-11-20 14:03`. */
export const formatKstMinute = (seconds: number): string => formatKst(seconds, { precision: 'minute' });

/** Quotes text from outside for a sentence, with identifiers masked. */
export const quoteReason = (text: string | null | undefined): string => (text ? quote(maskContent(text)) : 'no reason');

/** Returns the common name of a PG; an unknown code is quoted. */
export function pgName(code: string | null | undefined): string {
  if (!code) return 'the PG';
  return isKnownPg(code) ? formatPgList([code], 'en') : quote(toSingleLine(code), 40);
}

export function methodName(code: string | null | undefined): string {
  if (!code) return 'an unknown method';
  const method = paymentMethods[code] ?? findBrandByMethod(code);
  return method ? `${method.name.en} (${method.name.ko})` : quote(code, 40);
}

/** `1 payment`, `2 payments`. */
export const pluralize = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;
