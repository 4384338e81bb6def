import { promotionWitnesses } from '../../../endpoints/pg-facts/promotions.ts';
import { hasPromotion, isPartialRefund, wasCancelledTimes } from '../conditions/amounts.ts';
import { isMissing } from '../conditions/arguments.ts';
import { type PgRule, pgRule } from '../rule.ts';

const tools = ['cancel_payment'];

/** Refunds of payments that a promotion of PortOne discounted. */
export const promotionWarnings: readonly PgRule[] = [
  pgRule({
    id: 'cancel_payment.promotion',
    kind: 'warn',
    tools,
    argument: 'amount',
    when: [hasPromotion],
    message: {
      en: 'A promotion discounted this payment: PortOne counts the amount to refund before the discount and decides what goes back.',
      ko: '프로모션 할인이 적용된 결제입니다. 취소 금액은 할인 전 금액 기준이며 실제 환불액은 포트원이 결정합니다.',
    },
    witnesses: promotionWitnesses,
  }),
  pgRule({
    id: 'cancel_payment.promotion-retain',
    kind: 'warn',
    tools,
    argument: 'retain_promotion',
    when: [hasPromotion, isPartialRefund, isMissing('retain_promotion')],
    message: {
      en: 'If what remains no longer qualifies for the promotion, its discount is taken back, and PortOne refuses a refund that would leave more to be paid than was. To keep it, decline and ask for the refund again with the promotion kept.',
      ko: '취소 후 남는 금액이 프로모션 조건에 맞지 않으면 할인이 회수되며, 남아야 할 금액이 실제 결제액보다 커지면 취소가 거절됩니다. 할인을 유지하려면 거절하고 프로모션 유지를 지정해 다시 요청하세요.',
    },
    witnesses: promotionWitnesses,
  }),
  pgRule({
    id: 'cancel_payment.promotion-same',
    kind: 'warn',
    tools,
    argument: 'retain_promotion',
    when: [hasPromotion, wasCancelledTimes(1)],
    message: {
      en: 'All refunds of one payment must treat its promotion alike: kept in all or in none.',
      ko: '한 결제의 부분취소는 처음 선택한 프로모션 유지 여부를 그대로 따라야 합니다.',
    },
    witnesses: promotionWitnesses,
  }),
];
