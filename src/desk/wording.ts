import { formatKst } from '../base/korean-time.ts';
import { quote, toSingleLine } from '../base/text.ts';
import { formatPgList, isKnownPg } from '../endpoints/pg-providers.ts';
import { maskIdentifiers } from '../output/mask.ts';

/** A moment inside a sentence, in Korean time: `2026-11-20 14:03`. */
export const formatKstMinute = (seconds: number): string => formatKst(seconds, { precision: 'minute' });

/** Text from outside inside a sentence of ours: quoted, and without what singles a person out. */
export const quoteReason = (text: string | null | undefined): string =>
  text ? maskIdentifiers(quote(text)) : 'no reason';

/** A PG by the name that people know it by; one that nobody knows is quoted. */
export function pgName(code: string | null | undefined): string {
  if (!code) return 'the PG';
  return isKnownPg(code) ? formatPgList([code], 'en') : quote(toSingleLine(code), 40);
}

const methodNames: Readonly<Record<string, string>> = {
  card: 'card (카드)',
  trans: 'bank transfer (계좌이체)',
  vbank: 'virtual account (가상계좌)',
  phone: 'phone bill (휴대폰 소액결제)',
  cvs: 'convenience store (편의점)',
  cultureland: 'gift card (문화상품권)',
  culturegift: 'gift card (문화상품권)',
  smartculture: 'gift card (스마트문상)',
  booknlife: 'gift card (도서문화상품권)',
};

export function methodName(code: string | null | undefined): string {
  if (!code) return 'an unknown method';
  return methodNames[code] ?? quote(code, 40);
}

/** `1 payment`, `2 payments`. */
export const pluralize = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;
