import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { Condition, RuleInput } from '../rule.ts';

type NaverItem = NonNullable<Snapshot['naver_items']>[number];
export type ItemCondition = (item: NaverItem) => boolean | undefined;

/** An item without a claim has null for both; an item without any of these fields is unknown. */
export const matchesClaim =
  (type: string, ...states: readonly string[]): ItemCondition =>
  ({ claim_type, claim_status, product_order_status }) => {
    if (!claim_type) return product_order_status ? false : undefined;
    if (claim_type !== type) return false;
    return claim_status ? states.includes(claim_status) : undefined;
  };

export const hasItemStatus =
  (...statuses: readonly string[]): ItemCondition =>
  ({ product_order_status }) =>
    product_order_status ? statuses.includes(product_order_status) : undefined;

export const matchesAll =
  (...conditions: readonly ItemCondition[]): ItemCondition =>
  (item) => {
    const results = conditions.map((condition) => condition(item));
    return results.includes(false) ? false : results.includes(undefined) ? undefined : true;
  };

export const negate =
  (condition: ItemCondition): ItemCondition =>
  (item) => {
    const result = condition(item);
    return result === undefined ? undefined : !result;
  };

export const hasOpenReturn = matchesClaim('RETURN', 'RETURN_REQUEST', 'COLLECTING', 'COLLECT_DONE');

const getRequestedItemIds = ({ args }: RuleInput): readonly unknown[] | undefined =>
  Array.isArray(args.product_order_id) ? args.product_order_id : undefined;

/** The items that an operation acts on: those named, or every item of the payment. */
function getTargetItems(input: RuleInput): readonly NaverItem[] | undefined {
  const { naver_items } = input.snapshot;
  const requestedIds = getRequestedItemIds(input);
  return requestedIds ? naver_items?.filter((item) => requestedIds.includes(item.product_order_id)) : naver_items;
}

const countIneligible = (items: readonly NaverItem[], condition: ItemCondition) =>
  items.filter((item) => condition(item) === false).length;

/** PortOne processes the eligible items and leaves out the rest (207): it refuses when none is eligible. */
export const hasNoEligibleItem = (condition: ItemCondition, description: string): Condition => ({
  description: `no item named, or none at all, is ${description}`,
  evaluate: (input) => {
    const items = getTargetItems(input);
    return items && items.length > 0 && countIneligible(items, condition) === items.length;
  },
});

export const hasIneligibleItems = (condition: ItemCondition, description: string): Condition => ({
  description: `some of the items are not ${description}`,
  evaluate: (input) => {
    const items = getTargetItems(input);
    if (!items) return undefined;
    const ineligible = countIneligible(items, condition);
    return ineligible > 0 && ineligible < items.length;
  },
});

export const hasMatchingItem = (condition: ItemCondition, description: string): Condition => ({
  description: `an item is ${description}`,
  evaluate: (input) => getTargetItems(input)?.some((item) => condition(item) === true),
});

export const namesUnknownItem: Condition = {
  description: '`product_order_id` names an item that the payment does not have',
  evaluate: (input) => {
    const { naver_items } = input.snapshot;
    if (!naver_items || naver_items.some((item) => !item.product_order_id)) return undefined;
    return getRequestedItemIds(input)?.some((id) => !naver_items.some((item) => item.product_order_id === id));
  },
};

export const hasNoItems: Condition = {
  description: 'the payment has no items',
  evaluate: ({ snapshot: { naver_items } }) => (naver_items ? naver_items.length === 0 : undefined),
};
