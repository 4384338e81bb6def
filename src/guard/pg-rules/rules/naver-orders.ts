import type { Snapshot } from '../../snapshot/snapshot.ts';
import { isFullyRefunded } from '../conditions/amounts.ts';
import { pgIsNot, statusIs } from '../conditions/common.ts';
import type { Condition, PgRule, RuleInput } from '../rule.ts';

type NaverItem = NonNullable<Snapshot['naver_items']>[number];
type ItemCondition = (item: NaverItem) => boolean | undefined;

/** An item without a claim sends null for both; of one that says nothing of itself nothing is known. */
const matchesClaim =
  (type: string, ...states: readonly string[]): ItemCondition =>
  ({ claim_type, claim_status, product_order_status }) => {
    if (!claim_type) return product_order_status ? false : undefined;
    if (claim_type !== type) return false;
    return claim_status ? states.includes(claim_status) : undefined;
  };

const hasItemStatus =
  (...statuses: readonly string[]): ItemCondition =>
  ({ product_order_status }) =>
    product_order_status ? statuses.includes(product_order_status) : undefined;

const matchesAll =
  (...conditions: readonly ItemCondition[]): ItemCondition =>
  (item) => {
    const results = conditions.map((condition) => condition(item));
    return results.includes(false) ? false : results.includes(undefined) ? undefined : true;
  };

const negate =
  (condition: ItemCondition): ItemCondition =>
  (item) => {
    const result = condition(item);
    return result === undefined ? undefined : !result;
  };

const OPEN_RETURN = ['RETURN_REQUEST', 'COLLECTING', 'COLLECT_DONE'];
const hasOpenReturn = matchesClaim('RETURN', ...OPEN_RETURN);

const getRequestedItemIds = ({ args }: RuleInput): readonly unknown[] | undefined =>
  Array.isArray(args.product_order_id) ? args.product_order_id : undefined;

/** The items that an operation is about: those named, or every item of the payment. */
function getTargetItems(input: RuleInput): readonly NaverItem[] | undefined {
  const { naver_items } = input.snapshot;
  const requestedIds = getRequestedItemIds(input);
  return requestedIds ? naver_items?.filter((item) => requestedIds.includes(item.product_order_id)) : naver_items;
}

const countIneligible = (items: readonly NaverItem[], condition: ItemCondition) =>
  items.filter((item) => condition(item) === false).length;

/** PortOne does those that fit and leaves the rest out (207): it refuses when none fits. */
const hasNoEligibleItem = (condition: ItemCondition, description: string): Condition => ({
  description: `no item named, or none at all, is ${description}`,
  evaluate: (input) => {
    const items = getTargetItems(input);
    return items && items.length > 0 && countIneligible(items, condition) === items.length;
  },
});

const hasIneligibleItems = (condition: ItemCondition, description: string): Condition => ({
  description: `some of the items are not ${description}`,
  evaluate: (input) => {
    const items = getTargetItems(input);
    if (!items) return undefined;
    const ineligible = countIneligible(items, condition);
    return ineligible > 0 && ineligible < items.length;
  },
});

const hasMatchingItem = (condition: ItemCondition, description: string): Condition => ({
  description: `an item is ${description}`,
  evaluate: (input) => getTargetItems(input)?.some((item) => condition(item) === true),
});

const namesUnknownItem: Condition = {
  description: '`product_order_id` names an item that the payment does not have',
  evaluate: (input) => {
    const { naver_items } = input.snapshot;
    if (!naver_items || naver_items.some((item) => !item.product_order_id)) return undefined;
    return getRequestedItemIds(input)?.some((id) => !naver_items.some((item) => item.product_order_id === id));
  },
};

const hasNoItems: Condition = {
  description: 'the payment has no items',
  evaluate: ({ snapshot: { naver_items } }) => (naver_items ? naver_items.length === 0 : undefined),
};

interface ItemOperation {
  condition: ItemCondition;
  /** The state as the table says it. */
  description: string;
  en: string;
  ko: string;
}

/** From which states of an item Naver takes each operation. */
const itemOperations: Readonly<Record<string, ItemOperation>> = {
  place_naver_orders: {
    condition: hasItemStatus('PAYED'),
    description: 'PAYED',
    en: 'Only PAYED items can be accepted.',
    ko: '결제완료(PAYED) 상품주문만 발주확인할 수 있습니다.',
  },
  ship_naver_orders: {
    condition: hasItemStatus('PAYED'),
    description: 'PAYED',
    en: 'Only PAYED items can be shipped.',
    ko: '결제완료(PAYED) 상품주문만 발송처리할 수 있습니다.',
  },
  cancel_naver_orders: {
    condition: matchesAll(hasItemStatus('PAYED'), negate(matchesClaim('CANCEL', 'CANCEL_REQUEST', 'CANCELING'))),
    description: 'PAYED without a cancellation asked for',
    en: 'Only PAYED items can be cancelled by the seller. If the buyer has asked for it, approve_naver_cancel; once shipped, it is a return.',
    ko: '결제완료(PAYED) 상품주문만 판매자가 취소할 수 있습니다. 구매자가 취소를 요청했다면 approve_naver_cancel, 발송 후라면 반품으로 처리합니다.',
  },
  approve_naver_cancel: {
    condition: matchesClaim('CANCEL', 'CANCEL_REQUEST'),
    description: 'CANCEL_REQUEST',
    en: 'No cancellation is asked for (claim CANCEL_REQUEST): there is nothing to approve.',
    ko: '취소요청(CANCEL_REQUEST) 상태가 아니라 승인할 수 없습니다.',
  },
  request_naver_return: {
    condition: matchesAll(hasItemStatus('DELIVERING', 'DELIVERED'), negate(hasOpenReturn)),
    description: 'DELIVERING or DELIVERED without an open return',
    en: 'A return is opened for DELIVERING or DELIVERED items that have none open.',
    ko: '배송중(DELIVERING) 또는 배송완료(DELIVERED)이면서 진행 중인 반품이 없는 상품주문만 반품요청할 수 있습니다.',
  },
  approve_naver_return: {
    condition: hasOpenReturn,
    description: 'RETURN_REQUEST, COLLECTING or COLLECT_DONE',
    en: 'No return is open (claim RETURN_REQUEST to COLLECT_DONE): there is nothing to approve.',
    ko: '진행 중인 반품(RETURN_REQUEST~COLLECT_DONE)이 없어 승인할 수 없습니다.',
  },
  reject_naver_return: {
    condition: hasOpenReturn,
    description: 'RETURN_REQUEST, COLLECTING or COLLECT_DONE',
    en: 'No return is open (claim RETURN_REQUEST to COLLECT_DONE): there is nothing to reject.',
    ko: '진행 중인 반품(RETURN_REQUEST~COLLECT_DONE)이 없어 거절할 수 없습니다.',
  },
  withhold_naver_return: {
    condition: hasOpenReturn,
    description: 'RETURN_REQUEST, COLLECTING or COLLECT_DONE',
    en: 'No return is open (claim RETURN_REQUEST to COLLECT_DONE): there is nothing to hold.',
    ko: '진행 중인 반품(RETURN_REQUEST~COLLECT_DONE)이 없어 보류할 수 없습니다.',
  },
  resolve_naver_return: {
    condition: hasOpenReturn,
    description: 'RETURN_REQUEST, COLLECTING or COLLECT_DONE',
    en: 'No return is open (claim RETURN_REQUEST to COLLECT_DONE), so no hold can be lifted.',
    ko: '진행 중인 반품(RETURN_REQUEST~COLLECT_DONE)이 없어 보류를 해제할 수 없습니다.',
  },
  collect_naver_exchange: {
    condition: matchesClaim('EXCHANGE', 'COLLECTING'),
    description: 'an exchange COLLECTING',
    en: 'Only goods of an exchange on their way back (claim EXCHANGE, COLLECTING) can be marked as collected.',
    ko: '교환 수거중(EXCHANGE, COLLECTING) 상품주문만 수거완료 처리할 수 있습니다.',
  },
  ship_naver_exchange: {
    condition: matchesClaim('EXCHANGE', 'COLLECT_DONE'),
    description: 'an exchange COLLECT_DONE',
    en: 'An exchange is shipped again once its goods are back (claim EXCHANGE, COLLECT_DONE).',
    ko: '교환 수거완료(EXCHANGE, COLLECT_DONE) 상품주문만 재발송할 수 있습니다.',
  },
};

const SOURCE = 'facts 4 (Naver order type), 5';
const tools = Object.keys(itemOperations);

const transitionRules: PgRule[] = Object.entries(itemOperations).flatMap(
  ([tool, { condition, description, en, ko }]): PgRule[] => [
    {
      id: `${tool}.state`,
      tools: [tool],
      kind: 'rejected',
      argument: 'product_order_id',
      when: [hasNoEligibleItem(condition, description)],
      message: {
        en: `${en} See list_naver_product_orders, and name only the items that fit.`,
        ko: `${ko} list_naver_product_orders로 확인하고 가능한 상품주문만 지정해 주세요.`,
      },
      source: SOURCE,
    },
    {
      id: `${tool}.some`,
      tools: [tool],
      kind: 'advice',
      argument: 'product_order_id',
      when: [hasIneligibleItems(condition, description)],
      message: {
        en: `Only some of the items will go through. ${en}`,
        ko: `일부 상품주문만 처리됩니다. ${ko}`,
      },
      source: SOURCE,
    },
  ],
);

/** Naver Pay order type: items and their claims. */
export const naverOrderRules: readonly PgRule[] = [
  {
    id: 'naver-orders.pg',
    tools,
    kind: 'rejected',
    when: [pgIsNot('naverco')],
    message: {
      en: 'This is no payment of Naver Pay order type (naverco): it has no items.',
      ko: '네이버페이 주문형(naverco) 결제가 아닙니다.',
    },
    source: 'POST /payments/{imp_uid}/naver/cancel',
  },
  {
    id: 'naver-orders.no-items',
    tools,
    kind: 'rejected',
    when: [hasNoItems],
    message: {
      en: 'No item of this payment is found at Naver.',
      ko: '이 결제에서 해당하는 네이버페이 상품주문을 찾을 수 없습니다.',
    },
    source: SOURCE,
  },
  {
    id: 'naver-orders.unknown-item',
    tools,
    kind: 'invalid_input',
    argument: 'product_order_id',
    when: [namesUnknownItem],
    message: {
      en: '"product_order_id" names an item that this payment does not have: see list_naver_product_orders.',
      ko: '"product_order_id"에 이 결제에 없는 상품주문이 있습니다. list_naver_product_orders로 확인해 주세요.',
    },
    source: SOURCE,
  },
  ...transitionRules,
  {
    id: 'cancel_naver_orders.nothing-left',
    tools: ['cancel_naver_orders'],
    kind: 'rejected',
    when: [isFullyRefunded],
    message: { en: 'The payment has been refunded in full already.', ko: '이미 전액 취소된 결제입니다.' },
    source: 'facts 2.2',
  },
  {
    id: 'cancel_naver_orders.not-paid',
    tools: ['cancel_naver_orders'],
    kind: 'rejected',
    when: [statusIs('ready', 'failed')],
    message: { en: 'The payment was never paid.', ko: '결제가 완료되지 않은 건입니다.' },
    source: 'facts 2.1',
  },
  {
    id: 'naver-orders.cancel-asked',
    tools: ['place_naver_orders', 'ship_naver_orders'],
    kind: 'advice',
    when: [hasMatchingItem(matchesClaim('CANCEL', 'CANCEL_REQUEST', 'CANCELING'), 'asked to be cancelled')],
    message: {
      en: 'The buyer has asked to cancel an item: approve_naver_cancel refunds it, and Naver may refuse to go on with it.',
      ko: '구매자가 취소를 요청한 상품주문이 있습니다. 환불은 approve_naver_cancel로 하며 네이버가 처리를 거절할 수 있습니다.',
    },
    source: SOURCE,
  },
  {
    id: 'request_naver_return.exchange',
    tools: ['request_naver_return'],
    kind: 'advice',
    when: [
      hasMatchingItem(
        matchesClaim('EXCHANGE', 'EXCHANGE_REQUEST', 'COLLECTING', 'COLLECT_DONE', 'EXCHANGE_REDELIVERING'),
        'being exchanged',
      ),
    ],
    message: {
      en: 'An item is being exchanged: Naver may refuse a return of it.',
      ko: '교환이 진행 중인 상품주문이 있어 네이버가 반품요청을 거절할 수 있습니다.',
    },
    source: SOURCE,
  },
  {
    id: 'approve_naver_return.fee',
    tools: ['approve_naver_return'],
    kind: 'advice',
    when: [hasMatchingItem(hasOpenReturn, 'to be returned')],
    message: {
      en: 'The refund is made without a return fee: to bill one, withhold_naver_return first.',
      ko: '반품 배송비 없이 환불됩니다. 비용을 청구하려면 먼저 withhold_naver_return으로 보류하세요.',
    },
    source: 'POST /payments/{imp_uid}/naver/approve-return',
  },
];
