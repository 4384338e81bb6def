import type { ReadBackRule } from '../../../endpoints/read-back.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { concludeAbsent, concludeAmbiguous, type Evidence, getTexts } from './evidence.ts';

type NaverItem = NonNullable<Snapshot['naver_items']>[number];
type ItemReadBack = Extract<ReadBackRule, { by: 'items' }>;

/**
 * Checks whether each item of a Naver order has reached the operation's target state. PortOne sends items one by one.
 */
export function assessItems(
  readBack: ItemReadBack,
  args: Record<string, unknown>,
  before: readonly NaverItem[] | undefined,
  after: readonly NaverItem[],
): Evidence {
  const requestedIds = getTexts(args, 'product_order_id') ?? (before ?? after).map(getItemId);
  const judgedItems = requestedIds.map((id) => ({
    id,
    item: findItem(after, id),
    outcome: judgeItem(readBack, before, after, id),
  }));
  const summary = judgedItems.map(({ id, item }) => `${id} ${item ? formatItemState(item) : 'not found'}`).join('; ');
  if (judgedItems.length === 0) return concludeAmbiguous('the payment has no items');
  if (judgedItems.some(({ outcome }) => outcome === 'ambiguous')) return concludeAmbiguous(summary);
  const executed = judgedItems.filter(({ outcome }) => outcome === 'executed');
  const unexecutedIds = judgedItems.filter(({ outcome }) => outcome !== 'executed').map(({ id }) => id);
  if (executed.length === 0)
    return readBack.inconclusiveIfUnchanged
      ? concludeAmbiguous(`${summary}, as before; ${readBack.inconclusiveIfUnchanged}`)
      : concludeAbsent(`${summary}, as before`);
  const value = executed.map(({ item }) => item);
  if (unexecutedIds.length === 0)
    return { kind: 'executed', detail: `every item has reached its target state: ${summary}`, value };
  if (readBack.inconclusiveIfUnchanged) return concludeAmbiguous(`${summary}; ${readBack.inconclusiveIfUnchanged}`);
  return {
    kind: 'executed',
    detail: `some items have reached their target state, the others are as before: ${summary}`,
    value,
    failed: unexecutedIds,
    partialSoFar: true,
  };
}

const getItemId = ({ product_order_id }: NaverItem): string => product_order_id ?? '';
const findItem = (items: readonly NaverItem[] | undefined, id: string): NaverItem | undefined =>
  items?.find((item) => getItemId(item) === id);
const formatItemState = ({ product_order_status, claim_type, claim_status }: NaverItem): string =>
  [product_order_status, claim_type, claim_status].filter(Boolean).join(' ');

function judgeItem(
  readBack: ItemReadBack,
  before: readonly NaverItem[] | undefined,
  after: readonly NaverItem[],
  id: string,
): 'executed' | 'unchanged' | 'ambiguous' {
  const current = findItem(after, id);
  const previous = findItem(before, id);
  if (!current || (before && !previous)) return 'ambiguous';
  if (!previous) return hasReachedTarget(readBack, current) ? 'ambiguous' : 'unchanged';
  // Naver rejects an operation on an item that is already in the target state.
  if (formatItemState(current) === formatItemState(previous)) return 'unchanged';
  return hasReachedTarget(readBack, current) && !hasReachedTarget(readBack, previous) ? 'executed' : 'ambiguous';
}

const hasReachedTarget = ({ becomes }: ItemReadBack, item: NaverItem): boolean =>
  becomes.values.includes(item[becomes.field] ?? '');
