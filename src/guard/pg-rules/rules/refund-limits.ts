import type { Localized } from '../../../base/bilingual.ts';
import {
  earlierPhoneBillRefunds,
  maxPartialRefunds,
  nightlyPauses,
  partialRefundApplications,
  probablyWholeGiftCardRefunds,
  refundDeadlines,
  testDebitCardRefunds,
  wholeGiftCardRefunds,
  wholePhoneBillRefunds,
} from '../../../endpoints/pg-facts/refund-limits.ts';
import { formatPgNames, type Pg } from '../../../endpoints/pg-providers/index.ts';
import { isPartialRefund, wasCancelledTimes } from '../conditions/amounts.ts';
import { createPgCondition, not } from '../conditions/condition.ts';
import { matchesPgScope, methodIs, pgIs, pgIsNot } from '../conditions/payment.ts';
import {
  isBetweenHoursKst,
  wasPaidInEarlierMonth,
  wasPaidMoreThanDaysAgo,
  wasPaidMoreThanMonthsAgo,
} from '../conditions/time.ts';
import { type Condition, type PgRule, pgRule } from '../rule.ts';

const tools = ['cancel_payment'];

const isTestDebitCard: Condition = createPgCondition('a test payment by debit card', ({ snapshot: { payment } }) =>
  typeof payment?.card_type === 'number' && typeof payment.sandbox === 'boolean'
    ? payment.sandbox && payment.card_type === 1
    : undefined,
);

const wholeOnly: Localized = {
  en: 'This PG refunds such a gift card only as a whole.',
  ko: '이 PG의 해당 상품권 결제는 전액 취소만 가능합니다.',
};

const isWholeGiftCard = createPgCondition('a gift card that the PG certainly refunds only as a whole', (input) =>
  wholeGiftCardRefunds.some(({ scope }) => matchesPgScope(scope).evaluate(input) === true),
);

const partialRefundRules: PgRule[] = [
  pgRule({
    id: 'cancel_payment.phone-partial',
    kind: 'reject',
    tools,
    when: [methodIs('phone'), pgIsNot(...wholePhoneBillRefunds.exceptPgs), isPartialRefund],
    message: {
      en: 'This PG refunds a mobile phone payment only as a whole. Refund all of it with "full_refund", or the shop pays the part back by other means.',
      ko: '이 PG의 휴대폰 결제는 전액 취소만 가능합니다. "full_refund"로 전액 취소하거나, 일부 금액은 상점이 다른 방법으로 돌려주어야 합니다.',
    },
    witnesses: wholePhoneBillRefunds.witnesses,
  }),
  ...wholeGiftCardRefunds.map(({ id, scope, witnesses }) =>
    pgRule({
      id: `cancel_payment.gift-card-partial-${id}`,
      kind: 'reject',
      tools,
      when: [pgIs(...scope.pgs), methodIs(...scope.methods), isPartialRefund],
      message: wholeOnly,
      witnesses,
    }),
  ),
  pgRule({
    id: 'cancel_payment.gift-card-partial',
    kind: 'warn',
    tools,
    when: [methodIs(...probablyWholeGiftCardRefunds.methods), not(isWholeGiftCard), isPartialRefund],
    message: {
      en: 'Gift cards are usually refunded only as a whole: the PG may refuse a part.',
      ko: '상품권 결제는 보통 전액 취소만 가능합니다. PG사가 부분취소를 거절할 수 있습니다.',
    },
    witnesses: probablyWholeGiftCardRefunds.witnesses,
  }),
  ...maxPartialRefunds.map(({ scope: { pgs = [] }, count, witnesses }) =>
    pgRule({
      id: `cancel_payment.${pgs[0]}-partials`,
      kind: 'reject',
      tools,
      when: [pgIs(...pgs), isPartialRefund, wasCancelledTimes(count)],
      message: {
        en: `${formatPgNames(pgs, 'en')} refunds a payment in part at most ${count} times, and this one has had ${count}: refund the rest as a whole.`,
        ko: `${formatPgNames(pgs, 'ko')} 부분취소는 최대 ${count}회까지 가능하며 이미 ${count}회 취소되었습니다. 남은 금액은 전액으로만 취소할 수 있습니다.`,
      },
      witnesses,
    }),
  ),
  pgRule({
    id: 'cancel_payment.smartro-test-debit-partial',
    kind: 'reject',
    tools,
    when: [pgIs(...testDebitCardRefunds.pgs), isTestDebitCard, isPartialRefund],
    message: {
      en: 'In test mode Smartro refunds debit card payments only as a whole.',
      ko: '스마트로 테스트 모드에서 체크카드 결제는 전액 취소만 가능합니다.',
    },
    witnesses: testDebitCardRefunds.witnesses,
  }),
  ...partialRefundApplications.map(({ id, scope, witnesses }) =>
    pgRule({
      id: `cancel_payment.partial-application-${id}`,
      kind: 'warn',
      tools,
      when: [matchesPgScope(scope), isPartialRefund],
      message: {
        en: `${formatPgNames(scope.pgs ?? [], 'en')} refunds in part only if the shop has applied for it.`,
        ko: `${formatPgNames(scope.pgs ?? [], 'ko')} 부분취소는 PG사에 사용을 신청한 상점만 가능합니다.`,
      },
      witnesses,
    }),
  ),
];

/** The rule's name for each deadline, and how a person would state it. */
const deadlineWords: Readonly<Partial<Record<Pg, { id: string; en: string; ko: string }>>> = {
  ksnet: { id: 'ksnet-six-months', en: 'six months', ko: '6개월' },
  naverpay: { id: 'naverpay-deadline', en: '1,095 days', ko: '1,095일' },
  paypal: { id: 'paypal-deadline', en: '180 days', ko: '180일' },
  kakaopay: { id: 'kakaopay-deadline', en: 'five years', ko: '5년' },
};

const deadlineRules: PgRule[] = [
  pgRule({
    id: 'cancel_payment.phone-month',
    kind: 'warn',
    tools,
    when: [methodIs('phone'), pgIsNot(...earlierPhoneBillRefunds.pgs), wasPaidInEarlierMonth],
    message: {
      en: 'A mobile phone payment of an earlier month (Korean time): many PGs refund it only in the month of the payment, others to a bank account of the buyer if the shop has a contract for it. The PG may refuse.',
      ko: '지난달 이전의 휴대폰 결제입니다. 결제한 달에만 취소되는 PG사가 많고, 익월 환불 특약이 있는 상점은 구매자의 계좌로 환불됩니다. PG사가 거절할 수 있습니다.',
    },
    witnesses: earlierPhoneBillRefunds.deadlineWitnesses,
  }),
  ...refundDeadlines.map(({ scope: { pgs }, days, months, witnesses }) => {
    const words = deadlineWords[pgs[0]];
    return pgRule({
      id: `cancel_payment.${words?.id ?? `${pgs[0]}-deadline`}`,
      kind: 'reject',
      tools,
      when: [pgIs(...pgs), months ? wasPaidMoreThanMonthsAgo(months) : wasPaidMoreThanDaysAgo(days ?? Infinity)],
      message: {
        en: `${formatPgNames(pgs, 'en')} refunds within ${words?.en ?? 'a period'} of the payment, and that period is over.`,
        ko: `${formatPgNames(pgs, 'ko')} 결제는 결제일로부터 ${words?.ko ?? '정해진 기한'} 이내에만 취소할 수 있습니다.`,
      },
      witnesses,
    });
  }),
  ...nightlyPauses.map(({ scope, from, until, witnesses }) =>
    pgRule({
      id: `cancel_payment.${scope.pgs?.[0]}-night`,
      kind: 'reject',
      tools,
      when: [matchesPgScope(scope), isBetweenHoursKst(from, until)],
      message: {
        en: `${formatPgNames(scope.pgs ?? [], 'en')} refunds virtual accounts only between 06:00 and 23:00 Korean time: try again then.`,
        ko: `${formatPgNames(scope.pgs ?? [], 'ko')} 가상계좌는 06:00~23:00에만 취소할 수 있습니다. 그 시간에 다시 시도해 주세요.`,
      },
      witnesses,
    }),
  ),
];

/** Partial refund limits and refund deadlines of PGs. */
export const refundLimitRules: readonly PgRule[] = [...partialRefundRules, ...deadlineRules];
