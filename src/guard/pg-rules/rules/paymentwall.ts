import { pgGuide, portOneRecord } from '../../../endpoints/pg-facts/witness.ts';
import { warnsOfOtherPgs } from '../builders.ts';
import { isMissing } from '../conditions/arguments.ts';
import { statusIs } from '../conditions/payment.ts';
import { type PgRule, pgRule } from '../rule.ts';
import { citeApi } from '../sources.ts';

const TOOL = 'register_paymentwall_delivery';
const tools = [TOOL];

/** Delivery reports, which Paymentwall requires for settlement. */
export const paymentwallRules: readonly PgRule[] = [
  warnsOfOtherPgs({ tool: TOOL, confirmedBy: pgGuide('paymentwall') }),
  pgRule({
    id: 'register_paymentwall_delivery.order',
    kind: 'reject',
    isContradiction: true,
    tools,
    argument: 'merchant_uid',
    when: [
      {
        description: '`merchant_uid` is not that of the payment',
        evaluate: ({ args, snapshot: { payment } }) =>
          payment?.merchant_uid ? args.merchant_uid !== payment.merchant_uid : undefined,
      },
    ],
    message: {
      en: '"merchant_uid" is not the order of this "imp_uid": read the payment again.',
      ko: '"merchant_uid"가 이 "imp_uid"의 주문번호와 다릅니다. 결제를 다시 조회해 주세요.',
    },
    witnesses: [citeApi(TOOL, 'merchant_uid'), portOneRecord('payment')],
  }),
  pgRule({
    id: 'register_paymentwall_delivery.not-paid',
    kind: 'reject',
    isContradiction: true,
    tools,
    when: [statusIs('ready', 'failed')],
    message: { en: 'The payment has not been paid.', ko: '결제가 완료되지 않은 건입니다.' },
    witnesses: [citeApi(TOOL), portOneRecord('payment')],
  }),
  pgRule({
    id: 'register_paymentwall_delivery.state',
    kind: 'warn',
    tools,
    argument: 'shipping_address_state',
    when: [
      { description: '`type` is `physical`', evaluate: ({ args }) => args.type === 'physical' },
      isMissing('shipping_address_state'),
    ],
    message: {
      en: 'The state of the address is missing: outside the United States it is "N/A".',
      ko: '배송지의 주/도가 비어 있습니다. 미국 외 지역이면 "N/A"를 입력합니다.',
    },
    witnesses: [citeApi(TOOL, 'shipping_address_state')],
  }),
];
