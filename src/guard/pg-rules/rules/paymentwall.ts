import { supportedPgs } from '../builders.ts';
import { isMissing, statusIs } from '../conditions/common.ts';
import type { PgRule } from '../rule.ts';

const ROUTE = 'POST /paymentwall/delivery';
const tools = ['register_paymentwall_delivery'];

/** Delivery reports, without which Paymentwall does not settle. */
export const paymentwallRules: readonly PgRule[] = [
  supportedPgs({ tool: 'register_paymentwall_delivery', pgs: ['paymentwall'], source: ROUTE, kind: 'rejected' }),
  {
    id: 'register_paymentwall_delivery.order',
    tools,
    kind: 'invalid_input',
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
    source: ROUTE,
  },
  {
    id: 'register_paymentwall_delivery.not-paid',
    tools,
    kind: 'rejected',
    when: [statusIs('ready', 'failed')],
    message: { en: 'The payment has not been paid.', ko: '결제가 완료되지 않은 건입니다.' },
    source: ROUTE,
  },
  {
    id: 'register_paymentwall_delivery.state',
    tools,
    kind: 'advice',
    argument: 'shipping_address_state',
    when: [
      { description: '`type` is `physical`', evaluate: ({ args }) => args.type === 'physical' },
      isMissing('shipping_address_state'),
    ],
    message: {
      en: 'Outside the United States "shipping_address_state" is "N/A".',
      ko: '미국 외 지역이면 "shipping_address_state"에 "N/A"를 입력합니다.',
    },
    source: `${ROUTE}: shipping_address_state`,
  },
];
