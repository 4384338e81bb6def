import { hasLuhnCheckDigit } from '../../../base/card-number.ts';

/** Keys of merchant data whose values nobody should read on a screen. */
const SECRET_KEY =
  /passw|pwd|secret|token|cvc|cvv|api_?key|card_?(?:number|no|num)|(?:^|_)(?:rrn|ssn|jumin)|비밀번호|카드_?번호|주민/i;
export const isSecretKey = (key: string): boolean => SECRET_KEY.test(key);

/** Numbers as long as those of cards, in groups or not. */
const CARD_CANDIDATE = /(?<![\w-])[3-69](?:[ -]?\d){12,18}(?![\w-])/g;

/** Hides all but the last four digits of card numbers in a text that the caller wrote. */
export const hideCardNumbers = (text: string): string =>
  text.replace(CARD_CANDIDATE, (candidate) => {
    const digits = candidate.replace(/\D/g, '');
    return hasLuhnCheckDigit(digits) ? `•••${digits.slice(-4)}` : candidate;
  });
