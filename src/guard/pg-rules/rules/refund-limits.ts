import { giftCardMethods } from '../../../endpoints/payment-methods.ts';
import { findPgs, getPgFacts, type Pg } from '../../../endpoints/pg-providers/index.ts';
import { isPartialRefund, wasCancelledTimes } from '../conditions/amounts.ts';
import { methodIs, pgIs, pgIsNot } from '../conditions/payment.ts';
import {
  isBetweenHoursKst,
  wasPaidInEarlierMonth,
  wasPaidMoreThanDaysAgo,
  wasPaidMoreThanMonthsAgo,
} from '../conditions/time.ts';
import { type Condition, type PgRule, pgRule } from '../rule.ts';
import { cite, citeApi } from '../sources.ts';

const TOOL = 'cancel_payment';
const tools = [TOOL];

const isTestDebitCard: Condition = {
  description: 'a test payment by debit card',
  evaluate: ({ snapshot: { payment } }) =>
    typeof payment?.card_type === 'number' && typeof payment.sandbox === 'boolean'
      ? payment.sandbox && payment.card_type === 1
      : undefined,
};

const partialRefundRules: PgRule[] = [
  pgRule({
    id: 'cancel_payment.phone-partial',
    kind: 'reject',
    tools,
    when: [methodIs('phone'), pgIsNot(...findPgs(({ refunds }) => refunds?.partialPhoneBill)), isPartialRefund],
    message: {
      en: 'This PG refunds a mobile phone payment only as a whole. Refund it with "full_refund", or ask the merchant.',
      ko: '이 PG의 휴대폰 결제는 전액 취소만 가능합니다. "full_refund"로 취소하거나 고객사에 확인해 주세요.',
    },
    source: cite('help_refund_deadlines'),
  }),
  pgRule({
    id: 'cancel_payment.gift-card-partial',
    kind: 'reject',
    tools,
    when: [methodIs(...giftCardMethods), isPartialRefund],
    message: {
      en: 'A payment by gift card can be refunded only as a whole.',
      ko: '상품권 결제는 전액 취소만 가능합니다.',
    },
    source: cite('help_refund_deadlines'),
  }),
  pgRule({
    id: 'cancel_payment.ksnet-ninth-partial',
    kind: 'reject',
    tools,
    when: [pgIs('ksnet'), isPartialRefund, wasCancelledTimes(getPgFacts('ksnet').refunds?.maxPartials ?? Infinity)],
    message: {
      en: 'KSNET refunds a payment in part at most nine times, and this one has had nine: refund the rest as a whole.',
      ko: 'KSNET 부분취소는 최대 9회까지 가능하며 이미 9회 취소되었습니다. 남은 금액은 전액으로만 취소할 수 있습니다.',
    },
    source: citeApi(TOOL, 'ksnet'),
  }),
  pgRule({
    id: 'cancel_payment.smartro-test-debit-partial',
    kind: 'reject',
    tools,
    when: [pgIs('smartro_v2'), isTestDebitCard, isPartialRefund],
    message: {
      en: 'In test mode Smartro refunds debit card payments only as a whole.',
      ko: '스마트로 테스트 모드에서 체크카드 결제는 전액 취소만 가능합니다.',
    },
    source: citeApi(TOOL, 'smartro_v2'),
  }),
];

/** A deadline in days, for the PGs of one name. */
const rejectAfterDeadline = (id: string, pgs: readonly [Pg, ...Pg[]], en: string, ko: string): PgRule =>
  pgRule({
    id: `cancel_payment.${id}`,
    kind: 'reject',
    tools,
    when: [pgIs(...pgs), wasPaidMoreThanDaysAgo(getPgFacts(pgs[0]).refunds?.days ?? Infinity)],
    message: {
      en: `${en} of the payment, and that period is over.`,
      ko: `${ko} 이내에만 취소할 수 있습니다.`,
    },
    source: cite('help_refund_deadlines'),
  });

const deadlineRules: PgRule[] = [
  pgRule({
    id: 'cancel_payment.phone-month',
    kind: 'reject',
    tools,
    when: [methodIs('phone'), pgIsNot(...findPgs(({ refunds }) => refunds?.earlierPhoneBill)), wasPaidInEarlierMonth],
    message: {
      en: 'A mobile phone payment can be refunded only in the month it was made (Korean time); after that the merchant must pay the buyer back by other means.',
      ko: '휴대폰 결제는 결제한 달에만 취소할 수 있습니다. 이후에는 다른 방법으로 환불해야 합니다.',
    },
    source: cite('help_refund_deadlines'),
  }),
  pgRule({
    id: 'cancel_payment.ksnet-six-months',
    kind: 'reject',
    tools,
    when: [pgIs('ksnet'), wasPaidMoreThanMonthsAgo(getPgFacts('ksnet').refunds?.months ?? Infinity)],
    message: {
      en: 'KSNET refunds within six months of the payment, and that period is over.',
      ko: 'KSNET 결제는 결제일로부터 6개월 이내에만 취소할 수 있습니다.',
    },
    source: citeApi(TOOL, 'ksnet'),
  }),
  pgRule({
    id: 'cancel_payment.ksnet-night',
    kind: 'reject',
    tools,
    when: [pgIs('ksnet'), methodIs('vbank'), isBetweenHoursKst(23, 6)],
    message: {
      en: 'KSNET refunds virtual accounts only between 06:00 and 23:00 Korean time: try again then.',
      ko: 'KSNET 가상계좌는 06:00~23:00에만 취소할 수 있습니다. 그 시간에 다시 시도해 주세요.',
    },
    source: citeApi(TOOL, 'ksnet'),
  }),
  rejectAfterDeadline(
    'naverpay-deadline',
    ['naverpay'],
    'Naver Pay refunds within 1,095 days',
    '네이버페이 결제는 결제일로부터 1,095일',
  ),
  rejectAfterDeadline(
    'paypal-deadline',
    ['paypal', 'paypal_v2'],
    'PayPal refunds within 180 days',
    '페이팔 결제는 결제일로부터 180일',
  ),
  rejectAfterDeadline(
    'kakaopay-deadline',
    ['kakaopay'],
    'Kakao Pay refunds within five years',
    '카카오페이 결제는 결제일로부터 5년',
  ),
];

/** Partial refund limits and refund deadlines of PGs. */
export const refundLimitRules: readonly PgRule[] = [...partialRefundRules, ...deadlineRules];
