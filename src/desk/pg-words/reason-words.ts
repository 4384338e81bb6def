import type { PgReason } from '../pg-reason.ts';

/**
 * Words that stand for a reason, as regular expressions without flags. A message is compared without blanks and in lower
 * case; a blank here stands for a Korean particle that may follow a noun (한도가 초과, 한도를 초과, 한도초과).
 */
export interface ReasonWords {
  reason: PgReason;
  words: readonly string[];
}

const PARTICLE = '(?:[은는이가을를의에도로과와]|으로|에서)?';

/** Compiles the words of a reason to one expression. */
export const compileWords = ({ words }: ReasonWords): RegExp =>
  new RegExp(words.map((one) => `(?:${one.replaceAll(' ', PARTICLE)})`).join('|'));

/** The form in which a message is compared with words. */
export const normalizeWords = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
