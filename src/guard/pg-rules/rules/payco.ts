import { portOneRecord, report } from '../../../endpoints/pg-facts/witness.ts';
import { warnsOfOtherPgs } from '../builders.ts';
import { argumentIs } from '../conditions/arguments.ts';
import { statusIs } from '../conditions/payment.ts';
import { type PgRule, pgRule } from '../rule.ts';
import { citeApi } from '../sources.ts';

const TOOL = 'update_payco_order_status';
const tools = [TOOL];

/** The status of an order at PAYCO. */
export const paycoRules: readonly PgRule[] = [
  warnsOfOtherPgs({ tool: TOOL, confirmedBy: report('iamport-rest-client-java') }),
  pgRule({
    id: 'update_payco_order_status.not-paid',
    kind: 'reject',
    isContradiction: true,
    tools,
    when: [statusIs('ready', 'failed')],
    message: { en: 'The payment has not been paid.', ko: '결제가 완료되지 않은 건입니다.' },
    witnesses: [citeApi(TOOL), portOneRecord('payment')],
  }),
  pgRule({
    id: 'update_payco_order_status.no-refund',
    kind: 'warn',
    tools,
    argument: 'status',
    when: [statusIs('paid'), argumentIs('status', 'CANCELED')],
    message: {
      en: 'Marking the order as cancelled refunds nothing: the refund is a separate step.',
      ko: '주문 상태를 취소로 변경해도 환불되지 않습니다. 환불은 따로 진행해야 합니다.',
    },
    witnesses: [citeApi(TOOL, 'status')],
  }),
  pgRule({
    id: 'update_payco_order_status.decided',
    kind: 'warn',
    tools,
    argument: 'status',
    when: [argumentIs('status', 'PURCHASE_DECISION')],
    message: { en: 'A confirmed purchase cannot be undone.', ko: '구매확정은 되돌릴 수 없습니다.' },
    witnesses: [citeApi(TOOL, 'status')],
  }),
  pgRule({
    id: 'update_payco_order_status.refunded',
    kind: 'warn',
    tools,
    argument: 'status',
    when: [statusIs('cancelled'), argumentIs('status', 'DELIVERY_START', 'PURCHASE_DECISION')],
    message: {
      en: 'The payment has been refunded in full or in part: PAYCO may refuse.',
      ko: '전부 또는 일부가 취소된 결제라 페이코가 거절할 수 있습니다.',
    },
    witnesses: [citeApi(TOOL, 'status')],
  }),
];
