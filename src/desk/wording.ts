import { koreanTime } from '../base/korean-time.ts';
import { oneLine, quoted } from '../base/text.ts';
import { isKnownPg, pgNames } from '../endpoints/pg-providers.ts';
import { withoutPeople } from '../output/mask.ts';

/** A moment inside a sentence, in Korean time: `2026-11-20 14:03`. */
export const moment = (seconds: number): string => koreanTime(seconds).slice(0, 16).replace('T', ' ');

/** Text from outside inside a sentence of ours: quoted, and without what singles a person out. */
export const told = (text: string | null | undefined): string => (text ? withoutPeople(quoted(text)) : 'no reason');

/** A PG by the name that people know it by; one that nobody knows is quoted. */
export function pgOf(code: string | null | undefined): string {
  if (!code) return 'the PG';
  return isKnownPg(code) ? pgNames([code], 'en') : quoted(oneLine(code), 40);
}

const methods: Readonly<Record<string, string>> = {
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

export function methodOf(code: string | null | undefined): string {
  if (!code) return 'an unknown method';
  return methods[code] ?? quoted(code, 40);
}

/** `1 payment`, `2 payments`. */
export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;
