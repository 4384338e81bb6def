import { cards } from './codes/cards.ts';

/** A card as PortOne keeps it: masked, never the number. */
export type MaskedCard = { card_code: string; card_name: string; card_number: string; card_type: number };

interface CardConduct {
  /** What the PG says when the card is checked; nothing is charged or stored. */
  unauthorized?: string;
  /** What the PG says when the card is charged. */
  refuses?: string;
}

/**
 * Test card numbers of the sandbox, its own convention: any other number is a card that pays.
 * - ending in `0000`: unknown to the PG
 * - ending in `0113`: refused when it is checked
 * - ending in `0341`: over its limit whenever it is charged
 * - ending in `0054`: out of balance whenever it is charged
 */
const conducts: Readonly<Record<string, CardConduct>> = {
  '0000': { unauthorized: '[F112]유효하지않은 카드번호를 입력하셨습니다. (card_bin 없음)' },
  '0113': { unauthorized: '[F113]거래거절 카드번호틀림' },
  '0341': { refuses: '[3041]한도초과' },
  '0054': { refuses: '[3054]잔액부족' },
};

/** By the first digit; real issuers cannot be told from a made-up number. */
const issuers: Readonly<Record<string, string>> = { 3: '367', 4: '366', 5: '381', 6: '365', 9: '361' };

const digitsOf = (cardNumber: string): string => cardNumber.replaceAll(/\D/g, '');

export function maskedCard(cardNumber: string): MaskedCard {
  const digits = digitsOf(cardNumber);
  const code = issuers[digits.charAt(0)] ?? '361';
  return {
    card_code: code,
    card_name: cards.find((one) => one.code === code)?.name ?? '',
    card_number: `${digits.slice(0, 6)}${'*'.repeat(Math.max(0, digits.length - 7))}${digits.slice(-1)}`,
    card_type: 0,
  };
}

/** How a card fares at the PG: its number and expiry (`YYYY-MM`) are looked at and forgotten. */
export function conductOf(cardNumber: string, expiry: string, now: number): CardConduct {
  const digits = digitsOf(cardNumber);
  if (!/^\d{14,16}$/.test(digits)) return { unauthorized: conducts['0000']?.unauthorized ?? '' };
  const month = /^(\d{4})-?(\d{2})$/.exec(expiry);
  if (!month || Number(month[2]) < 1 || Number(month[2]) > 12) return { unauthorized: '[F114]유효기간 형식오류' };
  // A card is good until its month has ended in Korea.
  const endsAt = Date.UTC(Number(month[1]), Number(month[2]), 1) / 1000 - 9 * 3600;
  if (endsAt <= now) return { unauthorized: '[F115]유효기간경과 카드' };
  return conducts[digits.slice(-4)] ?? {};
}
