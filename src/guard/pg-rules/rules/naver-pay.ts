import { supportedPgs } from '../builders.ts';
import { isFullyRefunded } from '../conditions/amounts.ts';
import { paymentHas, statusIs } from '../conditions/common.ts';
import type { PgRule } from '../rule.ts';

const POINT = 'POST /payments/{imp_uid}/naver/point';
const CONFIRM = 'POST /payments/{imp_uid}/naver/confirm';
const tools = ['deposit_naver_point', 'confirm_naver_payment'];

/** Naver Pay pay type: points and escrow. */
export const naverPayRules: readonly PgRule[] = [
  supportedPgs({ tool: 'deposit_naver_point', pgs: ['naverpay'], source: POINT, kind: 'rejected' }),
  supportedPgs({ tool: 'confirm_naver_payment', pgs: ['naverpay'], source: CONFIRM, kind: 'rejected' }),
  {
    id: 'naverpay.not-paid',
    tools: tools,
    kind: 'rejected',
    when: [statusIs('ready', 'failed')],
    message: { en: 'The payment has not been paid.', ko: '결제가 완료되지 않은 건입니다.' },
    source: 'facts 4 (Naver pay type)',
  },
  {
    id: 'naverpay.nothing-left',
    tools: tools,
    kind: 'rejected',
    when: [isFullyRefunded],
    message: { en: 'The payment has been refunded in full.', ko: '전액 취소된 결제입니다.' },
    source: 'facts 4 (Naver pay type)',
  },
  {
    id: 'naverpay.partly-refunded',
    tools: tools,
    kind: 'advice',
    when: [statusIs('cancelled')],
    message: {
      en: 'The payment has been refunded in part: Naver Pay may refuse.',
      ko: '일부 취소된 결제라 네이버페이가 거절할 수 있습니다.',
    },
    source: 'facts 4 (Naver pay type)',
  },
  {
    id: 'confirm_naver_payment.not-escrow',
    tools: ['confirm_naver_payment'],
    kind: 'rejected',
    when: [paymentHas('escrow', false)],
    message: {
      en: 'This is no escrow payment: there is no purchase to confirm.',
      ko: '에스크로 결제가 아니라 구매확정할 것이 없습니다.',
    },
    source: CONFIRM,
  },
];
