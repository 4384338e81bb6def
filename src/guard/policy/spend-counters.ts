import type { Pseudonyms } from '../../base/pseudonym.ts';
import type { Money } from '../../endpoints/endpoint.ts';
import type { CounterIncrement } from '../../store/store.ts';
import type { MoneyMovement } from '../impact/money-movements.ts';
import type { PolicyIssuer, PolicyLayer } from './layers.ts';
import type { MoneyLimit } from './policy-file.ts';

export type MoneyKind = 'refund' | 'charge';

/** Money moved by one call, as counters and the audit log record it. */
export interface RecordedSpend {
  /** The Korean day. */
  day: string;
  /** Hash of the caller's id. */
  caller: string;
  kind: MoneyKind | undefined;
  moves: readonly MoneyMovement[];
  /** The customers that it belongs to, as keys with the kind of id; they may be pseudonyms. */
  customers?: readonly string[];
}

interface CounterRequest extends RecordedSpend {
  /** Total refunded amount of the payment according to PortOne, including refunds by others and on other days. */
  refunded?: number;
}

export interface PolicyCounter extends CounterIncrement {
  limit: number;
  atLeast: number;
  /** The policy that sets the limit, and the key in it. */
  issuer: PolicyIssuer;
  name: string;
  currency: string;
}

/** Money paid out of a buyer's protection counts as charged: the buyer cannot get it back from there. */
export const getMoneyKind = (money: Money | undefined): MoneyKind | undefined =>
  money === undefined || money === 'refund' ? money : 'charge';

/** Returns the limit for a currency. A plain number is KRW; undefined if the limit does not name the currency. */
export function getLimit(limit: MoneyLimit, currency: string): number | undefined {
  if (typeof limit === 'number') return currency === 'KRW' ? limit : undefined;
  return Object.hasOwn(limit, currency) ? limit[currency] : undefined;
}

/** Returns what a call adds to each capped counter. A counter that several policies cap has the lowest of their limits. */
export function getCounterIncrements(
  layers: readonly PolicyLayer[],
  { day, caller, kind, moves, refunded = 0 }: CounterRequest,
  { ofId }: Pseudonyms,
): PolicyCounter[] {
  if (kind === undefined) return [];
  const increments = new Map<string, PolicyCounter>();
  for (const { payment, amount, currency } of moves) {
    if (amount === undefined) continue;
    const dayKey = `spent:${day}:${kind}:${currency}`;
    const counterKeys = {
      per_day: dayKey,
      per_caller: `${dayKey}:caller:${caller}`,
      per_payment: `${dayKey}:payment:${ofId(payment)}`,
    } as const;
    for (const name of ['per_day', 'per_caller', 'per_payment'] as const) {
      const lowest = findLowestLimit(layers, kind, name, currency);
      if (lowest === undefined) continue;
      const key = counterKeys[name];
      const sum = (increments.get(key)?.amount ?? 0) + toThousandths(amount);
      const atLeast = kind === 'refund' && name === 'per_payment' ? toThousandths(refunded) : 0;
      increments.set(key, {
        key,
        amount: sum,
        limit: toThousandthsBelow(lowest.limit),
        issuer: lowest.issuer,
        name: `${kind}.${name}`,
        currency,
        atLeast,
      });
    }
  }
  return [...increments.values()];
}

function findLowestLimit(
  layers: readonly PolicyLayer[],
  kind: MoneyKind,
  name: 'per_day' | 'per_caller' | 'per_payment',
  currency: string,
): { issuer: PolicyIssuer; limit: number } | undefined {
  const limits = layers.flatMap(({ issuer, rules }) => {
    const cap = rules[kind]?.[name];
    const limit = cap === undefined ? undefined : getLimit(cap, currency);
    return limit === undefined ? [] : [{ issuer, limit }];
  });
  return limits.sort((one, other) => one.limit - other.limit)[0];
}

/** Counters are integers in thousandths, since some currencies have three decimals. Rounds up. */
export const toThousandths = (amount: number) => Math.ceil(amount * 1_000 - 1e-6);
/** A limit in the same unit. Rounds down. */
export const toThousandthsBelow = (limit: number) => Math.floor(limit * 1_000 + 1e-6);
