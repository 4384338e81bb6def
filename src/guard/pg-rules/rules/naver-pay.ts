import { portOneRecord } from '../../../endpoints/pg-facts/witness.ts';
import { warnsOfOtherPgs } from '../builders.ts';
import { isFullyRefunded } from '../conditions/amounts.ts';
import { paymentHas, statusIs } from '../conditions/payment.ts';
import { type PgRule, pgRule } from '../rule.ts';
import { citeApi } from '../sources.ts';

const POINT = 'deposit_naver_point';
const CONFIRM = 'confirm_naver_payment';
const tools = [POINT, CONFIRM];

/** Naver Pay pay type: points and escrow. */
export const naverPayRules: readonly PgRule[] = [
  warnsOfOtherPgs({ tool: POINT }),
  warnsOfOtherPgs({ tool: CONFIRM }),
  pgRule({
    id: 'naverpay.not-paid',
    kind: 'reject',
    isContradiction: true,
    tools,
    when: [statusIs('ready', 'failed')],
    message: { en: 'The payment has not been paid.', ko: '결제가 완료되지 않은 건입니다.' },
    witnesses: [citeApi(CONFIRM), portOneRecord('payment')],
  }),
  pgRule({
    id: 'naverpay.nothing-left',
    kind: 'reject',
    isContradiction: true,
    tools,
    when: [isFullyRefunded],
    message: { en: 'The payment has been refunded in full.', ko: '전액 취소된 결제입니다.' },
    witnesses: [citeApi(CONFIRM), portOneRecord('payment')],
  }),
  pgRule({
    id: 'naverpay.partly-refunded',
    kind: 'warn',
    tools,
    when: [statusIs('cancelled')],
    message: {
      en: 'The payment has been refunded in part: Naver Pay may refuse.',
      ko: '일부 취소된 결제라 네이버페이가 거절할 수 있습니다.',
    },
    witnesses: [citeApi(CONFIRM)],
  }),
  pgRule({
    id: 'confirm_naver_payment.not-escrow',
    kind: 'reject',
    isContradiction: true,
    tools: [CONFIRM],
    when: [paymentHas('escrow', false)],
    message: {
      en: 'This is not an escrow payment: there is no purchase to confirm.',
      ko: '에스크로 결제가 아니라 구매확정할 것이 없습니다.',
    },
    witnesses: [citeApi(CONFIRM), portOneRecord('payment')],
  }),
];
