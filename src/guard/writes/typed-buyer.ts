import { Refused } from '../../base/refusal.ts';
import { getCardKeys } from '../impact/lock-keys.ts';
import type { EarlierWrites } from '../outcome/earlier-writes.ts';
import type { TypedBuyers } from '../outcome/typed-buyers.ts';
import type { Policy } from '../policy/policy.ts';
import type { Requirements } from '../policy/requirements.ts';
import type { WritePlan } from './plan-write.ts';

/** What the person typed, and what they were asked for. */
export interface ConfirmedAnswer {
  secrets: Readonly<Record<string, unknown>>;
  requirements: Requirements;
}

interface Dependencies {
  policy: Pick<Policy, 'check'>;
  earlierWrites: EarlierWrites;
  typedBuyers: TypedBuyers;
}

/**
 * Adds the card that the person has just typed to what the plan relates to. Throws Refused if the question would have
 * been another one had the card been known: it was used shortly before, or more was moved with it today.
 */
export async function addTypedBuyer(
  plan: WritePlan,
  confirmed: ConfirmedAnswer,
  { policy, earlierWrites, typedBuyers }: Dependencies,
): Promise<WritePlan> {
  const keys = getCardKeys(confirmed.secrets);
  if (keys.length === 0) return plan;
  const extended = extendPlan(plan, keys);
  const [callKey] = plan.operationKeys;
  if (await isSameBuyer(typedBuyers, callKey, keys)) return extended;
  const needed = await policy.check(extended);
  const isUnwarned = (await earlierWrites.find(keys)).length > 0;
  if (!isUnwarned && !isStricter(needed, confirmed.requirements)) return extended;
  await typedBuyers.remember(callKey, keys);
  throw new Refused(
    'not_confirmed',
    'The same card was used shortly before, or for much today, which the question did not say. Nothing was sent.',
    `Call ${plan.tool} again with the same arguments: the person is asked again and told of it.`,
  );
}

/** The question was asked with this card in mind. */
async function isSameBuyer(typedBuyers: TypedBuyers, callKey: string, keys: readonly string[]): Promise<boolean> {
  const known = await typedBuyers.find(callKey);
  return keys.every((key) => known.includes(typedBuyers.toPseudonym(key)));
}

const isStricter = (needed: Requirements, confirmed: Requirements): boolean =>
  (needed.secondApprover && !confirmed.secondApprover) ||
  (needed.typedAmounts !== undefined && confirmed.typedAmounts === undefined);

function extendPlan(plan: WritePlan, keys: readonly string[]): WritePlan {
  const merge = (list: readonly string[]) => [...new Set([...list, ...keys])];
  return {
    ...plan,
    lockKeys: merge(plan.lockKeys),
    relatedIds: merge(plan.relatedIds),
    customers: merge(plan.customers ?? []),
    buyerKeys: merge(plan.buyerKeys),
  };
}
