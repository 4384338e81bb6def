import type { Localized } from '../../../base/bilingual.ts';
import { portOneRecord } from '../../../endpoints/pg-facts/witness.ts';
import { isFullyRefunded } from '../conditions/amounts.ts';
import {
  hasIneligibleItems,
  hasItemStatus,
  hasMatchingItem,
  hasNoEligibleItem,
  hasNoItems,
  hasOpenReturn,
  type ItemCondition,
  matchesAll,
  matchesClaim,
  namesUnknownItem,
  negate,
} from '../conditions/naver-items.ts';
import { pgIsNot, statusIs } from '../conditions/payment.ts';
import { type PgRule, pgRule } from '../rule.ts';
import { citeApi } from '../sources.ts';

interface ItemOperation {
  isEligible: ItemCondition;
  /** Description of the states for the rule table. */
  states: string;
  /** Description of the states for a person, without codes. */
  explanation: Localized;
  /** What to do instead. */
  alternative?: Localized;
}

const PAID = { isEligible: hasItemStatus('PAYED'), states: 'PAYED' };
const OPEN_RETURN = { isEligible: hasOpenReturn, states: 'RETURN_REQUEST, COLLECTING or COLLECT_DONE' };

/** The item states in which Naver accepts each operation. */
const itemOperations: Readonly<Record<string, ItemOperation>> = {
  place_naver_orders: {
    ...PAID,
    explanation: {
      en: 'Only items that are paid and not shipped can be accepted.',
      ko: '결제완료 상태의 상품주문만 발주확인할 수 있습니다.',
    },
  },
  ship_naver_orders: {
    ...PAID,
    explanation: {
      en: 'Only items that are paid and not shipped can be shipped.',
      ko: '결제완료 상태의 상품주문만 발송처리할 수 있습니다.',
    },
  },
  cancel_naver_orders: {
    isEligible: matchesAll(hasItemStatus('PAYED'), negate(matchesClaim('CANCEL', 'CANCEL_REQUEST', 'CANCELING'))),
    states: 'PAYED without a requested cancellation',
    explanation: {
      en: 'The seller can cancel only items that are paid, not shipped, and not already requested to be cancelled.',
      ko: '발송 전이고 구매자의 취소 요청이 없는 결제완료 상품주문만 판매자가 취소할 수 있습니다.',
    },
    alternative: {
      en: 'A cancellation that the buyer requested is approved instead; after shipping it is a return.',
      ko: '구매자가 취소를 요청했다면 취소 승인으로, 발송 후라면 반품으로 처리합니다.',
    },
  },
  approve_naver_cancel: {
    isEligible: matchesClaim('CANCEL', 'CANCEL_REQUEST'),
    states: 'CANCEL_REQUEST',
    explanation: {
      en: 'Only a cancellation that the buyer requested can be approved.',
      ko: '구매자가 취소를 요청한 상품주문만 승인할 수 있습니다.',
    },
  },
  request_naver_return: {
    isEligible: matchesAll(hasItemStatus('DELIVERING', 'DELIVERED'), negate(hasOpenReturn)),
    states: 'DELIVERING or DELIVERED without an open return',
    explanation: {
      en: 'A return can be opened only for items that were shipped and have no open return.',
      ko: '배송중 또는 배송완료이면서 진행 중인 반품이 없는 상품주문만 반품요청할 수 있습니다.',
    },
  },
  approve_naver_return: {
    ...OPEN_RETURN,
    explanation: { en: 'Only an open return can be approved.', ko: '진행 중인 반품만 승인할 수 있습니다.' },
  },
  reject_naver_return: {
    ...OPEN_RETURN,
    explanation: { en: 'Only an open return can be rejected.', ko: '진행 중인 반품만 거절할 수 있습니다.' },
  },
  withhold_naver_return: {
    ...OPEN_RETURN,
    explanation: { en: 'Only an open return can be put on hold.', ko: '진행 중인 반품만 보류할 수 있습니다.' },
  },
  resolve_naver_return: {
    ...OPEN_RETURN,
    explanation: {
      en: 'Only the hold of an open return can be lifted.',
      ko: '진행 중인 반품의 보류만 해제할 수 있습니다.',
    },
  },
  collect_naver_exchange: {
    isEligible: matchesClaim('EXCHANGE', 'COLLECTING'),
    states: 'an exchange COLLECTING',
    explanation: {
      en: 'Only goods of an exchange that are on their way back can be marked as collected.',
      ko: '교환 수거 중인 상품주문만 수거완료 처리할 수 있습니다.',
    },
  },
  ship_naver_exchange: {
    isEligible: matchesClaim('EXCHANGE', 'COLLECT_DONE'),
    states: 'an exchange COLLECT_DONE',
    explanation: {
      en: 'An exchange can be shipped again only after its goods have come back.',
      ko: '교환 수거가 완료된 상품주문만 재발송할 수 있습니다.',
    },
  },
};

const tools = Object.keys(itemOperations);
const LIST = 'list_naver_product_orders';

const transitionRules: PgRule[] = Object.entries(itemOperations).flatMap(
  ([tool, { isEligible, states, explanation, alternative }]) => [
    pgRule({
      id: `${tool}.state`,
      kind: 'warn',
      tools: [tool],
      argument: 'product_order_id',
      when: [hasNoEligibleItem(isEligible, states)],
      message: {
        en: `None of the items is in such a state, so Naver will probably refuse. ${explanation.en}${alternative ? ` ${alternative.en}` : ''}`,
        ko: `해당하는 상태의 상품주문이 없어 네이버페이가 거절할 수 있습니다. ${explanation.ko}${alternative ? ` ${alternative.ko}` : ''}`,
      },
      witnesses: [citeApi(tool)],
    }),
    pgRule({
      id: `${tool}.some`,
      kind: 'warn',
      tools: [tool],
      argument: 'product_order_id',
      when: [hasIneligibleItems(isEligible, states)],
      message: {
        en: `Only some of the items will be processed. ${explanation.en}`,
        ko: `일부 상품주문만 처리됩니다. ${explanation.ko}`,
      },
      witnesses: [citeApi(tool)],
    }),
  ],
);

/** Naver Pay order type: items and their claims. */
export const naverOrderRules: readonly PgRule[] = [
  pgRule({
    id: 'naver-orders.pg',
    kind: 'warn',
    tools,
    when: [pgIsNot('naverco')],
    message: {
      en: 'This is not a payment of Naver Pay order type.',
      ko: '네이버페이 주문형 결제가 아닙니다.',
    },
    witnesses: [citeApi('cancel_naver_orders')],
  }),
  pgRule({
    id: 'naver-orders.no-items',
    kind: 'reject',
    isContradiction: true,
    tools,
    when: [hasNoItems],
    message: {
      en: 'Naver has no item of this payment.',
      ko: '이 결제에서 해당하는 네이버페이 상품주문을 찾을 수 없습니다.',
    },
    witnesses: [citeApi(LIST), portOneRecord('items')],
  }),
  pgRule({
    id: 'naver-orders.unknown-item',
    kind: 'reject',
    isContradiction: true,
    tools,
    argument: 'product_order_id',
    when: [namesUnknownItem],
    message: {
      en: `"product_order_id" names an item that this payment does not have: read ${LIST}.`,
      ko: `"product_order_id"에 이 결제에 없는 상품주문이 있습니다. ${LIST}로 확인해 주세요.`,
    },
    witnesses: [citeApi(LIST), portOneRecord('items')],
  }),
  ...transitionRules,
  pgRule({
    id: 'cancel_naver_orders.nothing-left',
    kind: 'reject',
    isContradiction: true,
    tools: ['cancel_naver_orders'],
    when: [isFullyRefunded],
    message: { en: 'The payment has already been refunded in full.', ko: '이미 전액 취소된 결제입니다.' },
    witnesses: [citeApi('cancel_payment'), portOneRecord('payment')],
  }),
  pgRule({
    id: 'cancel_naver_orders.not-paid',
    kind: 'reject',
    isContradiction: true,
    tools: ['cancel_naver_orders'],
    when: [statusIs('ready', 'failed')],
    message: { en: 'The payment has not been paid.', ko: '결제가 완료되지 않은 건입니다.' },
    witnesses: [citeApi('cancel_naver_orders'), portOneRecord('payment')],
  }),
  pgRule({
    id: 'naver-orders.cancel-asked',
    kind: 'warn',
    tools: ['place_naver_orders', 'ship_naver_orders'],
    when: [hasMatchingItem(matchesClaim('CANCEL', 'CANCEL_REQUEST', 'CANCELING'), 'requested to be cancelled')],
    message: {
      en: 'The buyer has requested to cancel an item: approving that refunds it, and Naver may refuse to process the item further.',
      ko: '구매자가 취소를 요청한 상품주문이 있습니다. 취소를 승인하면 환불되며, 그대로 진행하면 네이버가 처리를 거절할 수 있습니다.',
    },
    witnesses: [citeApi('approve_naver_cancel')],
  }),
  pgRule({
    id: 'request_naver_return.exchange',
    kind: 'warn',
    tools: ['request_naver_return'],
    when: [
      hasMatchingItem(
        matchesClaim('EXCHANGE', 'EXCHANGE_REQUEST', 'COLLECTING', 'COLLECT_DONE', 'EXCHANGE_REDELIVERING'),
        'being exchanged',
      ),
    ],
    message: {
      en: 'An item is being exchanged: Naver may refuse to return it.',
      ko: '교환이 진행 중인 상품주문이 있어 네이버가 반품요청을 거절할 수 있습니다.',
    },
    witnesses: [citeApi('request_naver_return')],
  }),
  pgRule({
    id: 'approve_naver_return.fee',
    kind: 'warn',
    tools: ['approve_naver_return'],
    when: [hasMatchingItem(hasOpenReturn, 'to be returned')],
    message: {
      en: 'The refund is made without a return fee: to charge one, put the return on hold first.',
      ko: '반품 배송비 없이 환불됩니다. 비용을 청구하려면 먼저 반품을 보류하세요.',
    },
    witnesses: [citeApi('approve_naver_return')],
  }),
];
