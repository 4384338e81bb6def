import type { PgReason } from './pg-reason.ts';
import { buyerWords, certificateWords } from './pg-words/buyer-words.ts';
import { orderWords, repeatedWords } from './pg-words/order-words.ts';
import { paymentMeansWords } from './pg-words/payment-means-words.ts';
import { pgWords, uncertainWords } from './pg-words/pg-words.ts';
import { compileWords, normalizeWords, type ReasonWords } from './pg-words/reason-words.ts';
import { refundWords, unrefundableWords } from './pg-words/refund-words.ts';
import { requestWords, weakRequestWords } from './pg-words/request-words.ts';
import { settingsWords, shopWords } from './pg-words/shop-words.ts';

export type { PgReason } from './pg-reason.ts';

/**
 * Whose concern the words are, before what kind of failure: the first that matches counts. The order, the request, the
 * refund, the shop and the PG come before the buyer, and what the buyer pays with comes last, so that no fault of the shop
 * or the PG is taken for one of the buyer's card.
 */
const wordsBySubject: readonly (readonly ReasonWords[])[] = [
  orderWords,
  settingsWords,
  certificateWords,
  uncertainWords,
  requestWords,
  refundWords,
  repeatedWords,
  pgWords,
  unrefundableWords,
  shopWords,
  buyerWords,
  paymentMeansWords,
  weakRequestWords,
];
const reasons = wordsBySubject.flat().map((one) => ({ reason: one.reason, pattern: compileWords(one) }));

/**
 * Sentences and marks that only say that something failed: the cause stands beside them. A list, because what a PG adds in
 * brackets is often only the name of a field or whom to ask.
 */
const FRAMES = [
  /(^|\[)[^[\](]*실패(하였|했)습니다\.?(?=.)/g,
  /\[(인증실패|결제실패|승인거절)\]/,
  /^이용기관\(쇼핑몰\)송신전문오류(?=\()/,
  /\[코드:\w+\]파라미터의데이터설정이잘못되었습니다/,
];

/** More than PortOne's messages have; a longer text is not one. */
const MAX_LENGTH = 500;

/** Returns the reason that a message of PortOne, a PG or a card company means. */
export function classifyPgMessage(message: string | null | undefined): PgReason {
  const text = normalizeWords((message ?? '').slice(0, MAX_LENGTH)).replace(/관련문의:.*$/, '');
  const cause = FRAMES.reduce((rest, frame) => rest.replace(frame, ''), text);
  return findReason(cause) ?? findReason(text) ?? 'other';
}

const findReason = (text: string): PgReason | undefined => reasons.find(({ pattern }) => pattern.test(text))?.reason;
