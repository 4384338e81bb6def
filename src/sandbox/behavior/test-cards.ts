import { getDayStart, getMonthStart } from '../../base/korean-time.ts';
import { cardCompanies } from '../../endpoints/card-companies.ts';

/** A card as PortOne stores it: masked, never the number. */
export interface MaskedCard {
  card_code: string;
  card_name: string;
  card_issuer_code: string;
  card_issuer_name: string;
  card_publisher_code: string;
  card_publisher_name: string;
  card_number: string;
  card_type: number;
}

interface CardBehavior {
  /** The PG's error when it verifies the card. Nothing is charged or stored. */
  verificationError?: string;
  /** The PG's error when it charges the card. */
  declineReason?: string;
}

/**
 * Test cards, a convention of the sandbox. Only the last four digits matter; a card with any other number can be
 * charged.
 */
export const TEST_OTP = '000000';

/** Test cards of the sandbox, its own convention. Their last four digits count; any other number is a card that pays. */
export const testCards = {
  pays: '4000-1234-5678-9010',
  unknown_to_pg: '4000-0000-0000-0000',
  refused_when_checked: '4000-0000-0000-0113',
  over_limit: '4000-0000-0000-0341',
  out_of_balance: '4000-0000-0000-0054',
} as const;

const behaviorByLastFour: Readonly<Record<string, CardBehavior>> = {
  [getLastFour(testCards.unknown_to_pg)]: {
    verificationError: '[F112]유효하지않은 카드번호를 입력하셨습니다. (card_bin 없음)',
  },
  [getLastFour(testCards.refused_when_checked)]: { verificationError: '[F113]거래거절 카드번호틀림' },
  [getLastFour(testCards.over_limit)]: { declineReason: '[3041]한도초과' },
  [getLastFour(testCards.out_of_balance)]: { declineReason: '[3054]잔액부족' },
};

/** Issuers by first digit: a made-up number does not identify a real issuer. */
const issuersByFirstDigit: Readonly<Record<string, string>> = { 3: '367', 4: '366', 5: '381', 6: '365', 9: '361' };

function extractDigits(cardNumber: string): string {
  return cardNumber.replaceAll(/\D/g, '');
}

function getLastFour(cardNumber: string): string {
  return extractDigits(cardNumber).slice(-4);
}

export function maskCard(cardNumber: string): MaskedCard {
  const digits = extractDigits(cardNumber);
  const code = issuersByFirstDigit[digits.charAt(0)] ?? '361';
  const name = cardCompanies.find((one) => one.code === code)?.name.ko ?? '';
  return {
    card_code: code,
    card_name: name,
    card_issuer_code: code,
    card_issuer_name: name,
    card_publisher_code: code,
    card_publisher_name: name,
    card_number: `${digits.slice(0, 6)}${'*'.repeat(Math.max(0, digits.length - 7))}${digits.slice(-1)}`,
    card_type: 0,
  };
}

/** Returns how the PG treats a card. Number and expiry (`YYYY-MM`) are not stored. */
export function testCardBehavior(cardNumber: string, expiry: string, now: number): CardBehavior {
  const digits = extractDigits(cardNumber);
  if (!/^\d{14,16}$/.test(digits)) return behaviorByLastFour[getLastFour(testCards.unknown_to_pg)] ?? {};
  const month = /^(\d{4})-?(\d{2})$/.exec(expiry);
  if (!month || Number(month[2]) < 1 || Number(month[2]) > 12) return { verificationError: '[F114]유효기간 형식오류' };
  // A card is valid until its month has ended in Korea.
  const endsAt = getDayStart(getMonthStart(Number(month[1]), Number(month[2]) + 1));
  if (endsAt <= now) return { verificationError: '[F115]유효기간경과 카드' };
  return behaviorByLastFour[getLastFour(digits)] ?? {};
}
