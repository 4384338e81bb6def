import { ledgerId } from '../../base/pseudonym.ts';
import type { Money } from '../../endpoints/endpoint.ts';
import type { Claim } from '../../store/store.ts';
import type { Move } from '../impact/money-movements.ts';
import { limitFor } from './limit.ts';
import type { PolicyRules } from './policy-file.ts';

export type Kind = 'refund' | 'charge';

/** Money moved by one call, as counters see it and as the ledger keeps it. */
export interface Spending {
  /** The Korean day. */
  day: string;
  /** The caller's digest. */
  caller: string;
  kind: Kind | undefined;
  moves: readonly Move[];
}

interface Asked extends Spending {
  /** What was ever refunded of the payment, as PortOne says: also by others, and on other days. */
  refunded?: number;
}

export interface NamedClaim extends Claim {
  limit: number;
  atLeast: number;
  /** The key in the policy that sets the limit. */
  name: string;
  currency: string;
}

export const kindOf = (money: Money | undefined): Kind | undefined =>
  money === undefined || money === 'refund' ? money : 'charge';

/** What a call adds to the counters that have a cap, each counter once. */
export function claimsOf(rules: PolicyRules, { day, caller, kind, moves, refunded = 0 }: Asked): NamedClaim[] {
  if (kind === undefined) return [];
  const caps = rules[kind] ?? {};
  const claims = new Map<string, NamedClaim>();
  for (const { payment, amount, currency } of moves) {
    if (amount === undefined) continue;
    const counter = `spent:${day}:${kind}:${currency}`;
    const counters = {
      per_day: counter,
      per_caller: `${counter}:caller:${caller}`,
      per_payment: `${counter}:payment:${ledgerId(payment)}`,
    } as const;
    for (const name of ['per_day', 'per_caller', 'per_payment'] as const) {
      const cap = caps[name];
      const limit = cap === undefined ? undefined : limitFor(cap, currency);
      if (limit === undefined) continue;
      const key = counters[name];
      const sum = (claims.get(key)?.amount ?? 0) + thousandths(amount);
      const atLeast = kind === 'refund' && name === 'per_payment' ? thousandths(refunded) : 0;
      claims.set(key, {
        key,
        amount: sum,
        limit: Math.floor(limit * 1_000 + 1e-6),
        name: `${kind}.${name}`,
        currency,
        atLeast,
      });
    }
  }
  return [...claims.values()];
}

/** No currency has more than three decimals; whole numbers add up exactly, and what is left over counts as one more. */
const thousandths = (amount: number) => Math.ceil(amount * 1_000 - 1e-6);
