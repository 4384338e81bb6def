import type { Claim, Store } from '../store.ts';
import type { Connection } from './connection.ts';

interface Own {
  part: string;
  key: string;
  amount: number;
  /** Monotonic milliseconds. */
  until: number;
}

interface Counters extends Pick<Store, 'reserve' | 'release' | 'restore' | 'counted'> {
  /** Tells a store that has lost its memory what was claimed here. */
  tellAgain(): Promise<void>;
  /** Whether there is anything to tell. */
  any(): boolean;
}

/** Each process remembers its own claims, so that together they know all of them when the store has forgotten. */
export function createCounters({ run }: Connection, keyOf: (key: string) => string, now: () => number): Counters {
  const own = new Map<string, Own>();
  const nameOf = (part: string, key: string) => `${part}\n${key}`;
  const knownOf = (part: string, key: string) => {
    const known = own.get(nameOf(part, key));
    return known && known.until > now() ? known.amount : 0;
  };

  function remember(part: string, key: string, amount: number, seconds: number): void {
    for (const [name, { until }] of own) if (until <= now()) own.delete(name);
    const name = nameOf(part, key);
    own.set(name, { part, key, amount, until: own.get(name)?.until ?? now() + seconds * 1000 });
  }

  return {
    async reserve(claims, seconds, part = '') {
      const wrong = claims.find(({ amount }) => !Number.isSafeInteger(amount) || amount < 0);
      if (wrong) return wrong;
      if (claims.length === 0) return undefined;
      const values = claims.flatMap((claim) => [
        claim.amount,
        claim.limit ?? Number.MAX_SAFE_INTEGER,
        claim.atLeast ?? 0,
        knownOf(part, claim.key),
      ]);
      const keys = claims.map(({ key }) => keyOf(key));
      const [full, ...amounts] = (await run('reserve', keys, [part, seconds * 1000, ...values])) as string[];
      if (full !== '0') return claims[Number(full) - 1] as Claim;
      for (const [index, { key }] of claims.entries()) remember(part, key, Number(amounts[index]), seconds);
      return undefined;
    },

    async release(claims, part = '') {
      if (claims.length === 0) return;
      await run(
        'release',
        claims.map(({ key }) => keyOf(key)),
        [part, ...claims.map(({ amount }) => amount)],
      );
      for (const { key, amount } of claims) {
        const known = own.get(nameOf(part, key));
        if (known) known.amount = Math.max(0, known.amount - amount);
      }
    },

    async restore(claims, seconds, part) {
      // Remembered first: a store that cannot be reached now is told as soon as it can be.
      for (const { key, amount } of claims) remember(part, key, Math.max(amount, knownOf(part, key)), seconds);
      if (claims.length === 0) return;
      await run(
        'restore',
        claims.map(({ key }) => keyOf(key)),
        claims.flatMap(({ amount }) => [part, amount, seconds * 1000]),
      );
    },

    counted: async (key) => Number(await run('counted', [keyOf(key)], [])),

    async tellAgain() {
      const known = [...own.values()].filter(({ until, amount }) => until > now() && amount > 0);
      if (known.length === 0) return;
      await run(
        'restore',
        known.map(({ key }) => keyOf(key)),
        known.flatMap(({ part, amount, until }) => [part, amount, Math.ceil(until - now())]),
      );
    },
    any: () => own.size > 0,
  };
}
