import { supportedPgs } from '../builders.ts';
import { argumentIs, statusIs } from '../conditions/common.ts';
import type { PgRule } from '../rule.ts';

const ROUTE = 'POST /payco/orders/status/{imp_uid}';
const tools = ['update_payco_order_status'];

/** The status of an order at PAYCO. */
export const paycoRules: readonly PgRule[] = [
  supportedPgs({ tool: 'update_payco_order_status', pgs: ['payco'], source: ROUTE, kind: 'rejected' }),
  {
    id: 'update_payco_order_status.not-paid',
    tools,
    kind: 'rejected',
    when: [statusIs('ready', 'failed')],
    message: { en: 'The payment has not been paid.', ko: '결제가 완료되지 않은 건입니다.' },
    source: ROUTE,
  },
  {
    id: 'update_payco_order_status.no-refund',
    tools,
    kind: 'advice',
    argument: 'status',
    when: [statusIs('paid'), argumentIs('status', 'CANCELED')],
    message: {
      en: 'CANCELED gives no money back: cancel_payment does.',
      ko: 'CANCELED로 변경해도 환불되지 않습니다. 환불은 cancel_payment로 합니다.',
    },
    source: 'facts 4 (Payco), 5',
  },
  {
    id: 'update_payco_order_status.decided',
    tools,
    kind: 'advice',
    argument: 'status',
    when: [argumentIs('status', 'PURCHASE_DECISION')],
    message: { en: 'PURCHASE_DECISION cannot be taken back.', ko: 'PURCHASE_DECISION은 되돌릴 수 없습니다.' },
    source: 'facts 4 (Payco)',
  },
  {
    id: 'update_payco_order_status.refunded',
    tools,
    kind: 'advice',
    argument: 'status',
    when: [statusIs('cancelled'), argumentIs('status', 'DELIVERY_START', 'PURCHASE_DECISION')],
    message: {
      en: 'The payment has been refunded, wholly or in part: PAYCO may refuse.',
      ko: '전부 또는 일부가 취소된 결제라 페이코가 거절할 수 있습니다.',
    },
    source: 'facts 4 (Payco)',
  },
];
