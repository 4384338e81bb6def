import { cards } from '../data/cards.ts';

/** A card as PortOne keeps it: masked, never the number. */
export type MaskedCard = { card_code: string; card_name: string; card_number: string; card_type: number };

interface CardConduct {
  /** What the PG says when the card is checked; nothing is charged or stored. */
  unauthorized?: string;
  /** What the PG says when the card is charged. */
  refuses?: string;
}

/** Test cards of the sandbox, its own convention. Their last four digits count; any other number is a card that pays. */
export const testCards = {
  pays: '4000-1234-5678-9010',
  unknown_to_pg: '4000-0000-0000-0000',
  refused_when_checked: '4000-0000-0000-0113',
  over_limit: '4000-0000-0000-0341',
  out_of_balance: '4000-0000-0000-0054',
} as const;

const conducts: Readonly<Record<string, CardConduct>> = {
  [lastFour(testCards.unknown_to_pg)]: {
    unauthorized: '[F112]유효하지않은 카드번호를 입력하셨습니다. (card_bin 없음)',
  },
  [lastFour(testCards.refused_when_checked)]: { unauthorized: '[F113]거래거절 카드번호틀림' },
  [lastFour(testCards.over_limit)]: { refuses: '[3041]한도초과' },
  [lastFour(testCards.out_of_balance)]: { refuses: '[3054]잔액부족' },
};

/** By the first digit; real issuers cannot be told from a made-up number. */
const issuers: Readonly<Record<string, string>> = { 3: '367', 4: '366', 5: '381', 6: '365', 9: '361' };

function digitsOf(cardNumber: string): string {
  return cardNumber.replaceAll(/\D/g, '');
}

function lastFour(cardNumber: string): string {
  return digitsOf(cardNumber).slice(-4);
}

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
  if (!/^\d{14,16}$/.test(digits)) return conducts[lastFour(testCards.unknown_to_pg)] ?? {};
  const month = /^(\d{4})-?(\d{2})$/.exec(expiry);
  if (!month || Number(month[2]) < 1 || Number(month[2]) > 12) return { unauthorized: '[F114]유효기간 형식오류' };
  // A card is good until its month has ended in Korea.
  const endsAt = Date.UTC(Number(month[1]), Number(month[2]), 1) / 1000 - 9 * 3600;
  if (endsAt <= now) return { unauthorized: '[F115]유효기간경과 카드' };
  return conducts[lastFour(digits)] ?? {};
}
