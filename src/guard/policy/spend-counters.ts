import { pseudonymize } from '../../base/pseudonym.ts';
import type { Money } from '../../endpoints/endpoint.ts';
import type { CounterIncrement } from '../../store/store.ts';
import type { MoneyMovement } from '../impact/money-movements.ts';
import type { Limit, PolicyRules } from './policy-file.ts';

export type MoneyKind = 'refund' | 'charge';

/** The money that one call moved, as the audit log records it. */
export interface RecordedSpend {
  /** The Korean day. */
  day: string;
  /** The hash of the caller. */
  caller: string;
  kind: MoneyKind | undefined;
  moves: readonly MoneyMovement[];
}

interface CounterRequest extends RecordedSpend {
  /** All that was ever refunded of the payment according to PortOne, also by others and on other days. */
  refunded?: number;
}

export interface PolicyCounter extends CounterIncrement {
  limit: number;
  atLeast: number;
  /** The key in the policy that sets the limit. */
  name: string;
  currency: string;
}

export const getMoneyKind = (money: Money | undefined): MoneyKind | undefined =>
  money === undefined || money === 'refund' ? money : 'charge';

/** A plain number is KRW. Undefined for a currency that the limit does not name. */
export function getLimit(limit: Limit, currency: string): number | undefined {
  if (typeof limit === 'number') return currency === 'KRW' ? limit : undefined;
  return Object.hasOwn(limit, currency) ? limit[currency] : undefined;
}

/** What a call adds to each counter that has a cap. */
export function getCounterIncrements(
  rules: PolicyRules,
  { day, caller, kind, moves, refunded = 0 }: CounterRequest,
): PolicyCounter[] {
  if (kind === undefined) return [];
  const caps = rules[kind] ?? {};
  const increments = new Map<string, PolicyCounter>();
  for (const { payment, amount, currency } of moves) {
    if (amount === undefined) continue;
    const dayKey = `spent:${day}:${kind}:${currency}`;
    const counterKeys = {
      per_day: dayKey,
      per_caller: `${dayKey}:caller:${caller}`,
      per_payment: `${dayKey}:payment:${pseudonymize(payment)}`,
    } as const;
    for (const name of ['per_day', 'per_caller', 'per_payment'] as const) {
      const cap = caps[name];
      const limit = cap === undefined ? undefined : getLimit(cap, currency);
      if (limit === undefined) continue;
      const key = counterKeys[name];
      const sum = (increments.get(key)?.amount ?? 0) + toThousandths(amount);
      const atLeast = kind === 'refund' && name === 'per_payment' ? toThousandths(refunded) : 0;
      increments.set(key, {
        key,
        amount: sum,
        limit: Math.floor(limit * 1_000 + 1e-6),
        name: `${kind}.${name}`,
        currency,
        atLeast,
      });
    }
  }
  return [...increments.values()];
}

/** Counters hold integers: thousandths, because no currency has more than three decimals. Rounds up. */
const toThousandths = (amount: number) => Math.ceil(amount * 1_000 - 1e-6);
