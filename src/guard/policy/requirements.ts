import type { CurrencyAmount } from '../../base/money.ts';
import type { Pseudonyms } from '../../base/pseudonym.ts';
import type { CounterIncrement } from '../../store/store.ts';
import { hasUnknownAmount, type MoneyMovement, sumByCurrency } from '../impact/money-movements.ts';
import type { PolicyLayers } from './layers.ts';
import type { MoneyLimit } from './policy-file.ts';
import { getLimit, type RecordedSpend, toThousandths, toThousandthsBelow } from './spend-counters.ts';

/** What a confirmation needs beyond a yes. */
export interface Requirements {
  /** All amounts that the operation moves, which a person has to type. */
  typedAmounts?: readonly CurrencyAmount[];
  secondApprover: boolean;
}

/**
 * Returns what a person has to do. The thresholds look at the call and, so that splitting an amount does not avoid them,
 * at `movedToday`: what this call and others of the day move together for one payment or customer.
 */
export function getRequirements(
  { typedLimits, secondLimits }: PolicyLayers,
  moves: readonly MoneyMovement[],
  movedToday: readonly CurrencyAmount[],
): Requirements {
  const totals = [...sumByCurrency(moves), ...movedToday];
  const isAbove = (limit: MoneyLimit) =>
    totals.some(({ amount, currency }) => amount > (getLimit(limit, currency) ?? -1));
  // An unknown amount is above every threshold, but cannot be typed.
  const isUnknown = hasUnknownAmount(moves);
  return {
    ...(typedLimits.some(isAbove) ? { typedAmounts: listAmounts(moves) } : {}),
    secondApprover: secondLimits.some((limit) => isUnknown || isAbove(limit)),
  };
}

/** As the question shows them: the sum of each currency, and apart from it what checks a card. */
function listAmounts(moves: readonly MoneyMovement[]): CurrencyAmount[] {
  const isCheck = ({ purpose }: MoneyMovement) => purpose === 'card_check';
  return [...sumByCurrency(moves.filter((move) => !isCheck(move))), ...sumByCurrency(moves.filter(isCheck))];
}

export interface ThresholdIncrement extends CounterIncrement {
  currency: string;
}

/**
 * Returns what a call adds to the counters of its payments and customers. With `confirmed`, their limits are the
 * thresholds above which more would have been asked for.
 */
export function getThresholdIncrements(
  layers: PolicyLayers,
  { day, kind, moves, customers = [] }: RecordedSpend,
  { ofId, ofKey }: Pseudonyms,
  confirmed?: Requirements,
): ThresholdIncrement[] {
  if (kind === undefined) return [];
  const limits = confirmed ? listUnmetLimits(layers, confirmed) : [];
  const increments = new Map<string, ThresholdIncrement>();
  for (const { payment, amount, currency } of moves) {
    if (amount === undefined) continue;
    const owners = [`payment:${ofId(payment)}`, ...customers.map((customer) => `customer:${ofKey(customer)}`)];
    const inCurrency = limits.map((limit) => toThousandthsBelow(getLimit(limit, currency) ?? 0));
    for (const key of new Set(owners.map((one) => `moved:${day}:${kind}:${currency}:${one}`)))
      increments.set(key, {
        key,
        currency,
        amount: (increments.get(key)?.amount ?? 0) + toThousandths(amount),
        ...(inCurrency.length > 0 ? { limit: Math.min(...inCurrency) } : {}),
      });
  }
  return [...increments.values()];
}

const listUnmetLimits = (
  { typedLimits, secondLimits }: PolicyLayers,
  { typedAmounts, secondApprover }: Requirements,
): MoneyLimit[] => [...(typedAmounts ? [] : typedLimits), ...(secondApprover ? [] : secondLimits)];
