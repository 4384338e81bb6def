import type { Proof } from '../../../endpoints/read-back.ts';
import type { Seen } from '../../snapshot/snapshot.ts';
import { nothing, odd, type Sight, textsOf } from './evidence.ts';

type Item = NonNullable<Seen['naver_items']>[number];
type ItemProof = Extract<Proof, { by: 'items' }>;

/** Whether the items of a Naver order came to the state that the operation leads to, one by one, as PortOne asks Naver. */
export function itemSight(
  proof: ItemProof,
  args: Record<string, unknown>,
  before: readonly Item[] | undefined,
  after: readonly Item[],
): Sight {
  const asked = textsOf(args, 'product_order_id') ?? (before ?? after).map(idOf);
  const judged = asked.map((id) => ({ id, item: byId(after, id), said: judge(proof, before, after, id) }));
  const told = judged.map(({ id, item }) => `${id} ${item ? stateOf(item) : 'not to be found'}`).join('; ');
  if (judged.length === 0) return odd('the payment shows no items');
  if (judged.some(({ said }) => said === 'odd')) return odd(told);
  const done = judged.filter(({ said }) => said === 'done');
  const undone = judged.filter(({ said }) => said !== 'done').map(({ id }) => id);
  if (done.length === 0)
    return proof.unchanged ? odd(`${told}, as before; ${proof.unchanged}`) : nothing(`${told}, as before`);
  const value = done.map(({ item }) => item);
  if (undone.length === 0) return { sight: 'done', proof: `every item has come to its state: ${told}`, value };
  if (proof.unchanged) return odd(`${told}; ${proof.unchanged}`);
  return {
    sight: 'done',
    proof: `some items have come to their state, the others are as before: ${told}`,
    value,
    failed: undone,
    late: true,
  };
}

const idOf = ({ product_order_id }: Item): string => product_order_id ?? '';
const byId = (items: readonly Item[] | undefined, id: string): Item | undefined =>
  items?.find((item) => idOf(item) === id);
const stateOf = ({ product_order_status, claim_type, claim_status }: Item): string =>
  [product_order_status, claim_type, claim_status].filter(Boolean).join(' ');

function judge(
  proof: ItemProof,
  before: readonly Item[] | undefined,
  after: readonly Item[],
  id: string,
): 'done' | 'as before' | 'odd' {
  const now = byId(after, id);
  const then = byId(before, id);
  if (!now || (before && !then)) return 'odd';
  if (!then) return arrived(proof, now) ? 'odd' : 'as before';
  // Naver refuses an operation on an item that is already where it leads.
  if (stateOf(now) === stateOf(then)) return 'as before';
  return arrived(proof, now) && !arrived(proof, then) ? 'done' : 'odd';
}

const arrived = ({ becomes }: ItemProof, item: Item): boolean =>
  'status' in becomes
    ? becomes.status.includes(item.product_order_status ?? '')
    : becomes.claim.includes(item.claim_status ?? '');
