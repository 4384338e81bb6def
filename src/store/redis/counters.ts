import type { CounterIncrement, Store } from '../store.ts';
import type { RedisConnection } from './connection.ts';

interface OwnIncrement {
  owner: string;
  key: string;
  amount: number;
  /** Milliseconds of a monotonic clock. */
  expiresAt: number;
}

interface RedisCounters extends Pick<Store, 'reserve' | 'release' | 'restoreCounters' | 'readCounter'> {
  /** Restores this process' increments after the store lost its data. */
  republish(): Promise<void>;
  /** Whether there is anything to restore. */
  hasAny(): boolean;
}

/** Each process remembers its own increments, so that together they can restore all counters after a data loss. */
export function createRedisCounters(
  { runScript }: RedisConnection,
  toKey: (key: string) => string,
  now: () => number,
): RedisCounters {
  const own = new Map<string, OwnIncrement>();
  const toEntryName = (owner: string, key: string) => `${owner}\n${key}`;
  const getKnownAmount = (owner: string, key: string) => {
    const known = own.get(toEntryName(owner, key));
    return known && known.expiresAt > now() ? known.amount : 0;
  };

  function remember(owner: string, key: string, amount: number, seconds: number): void {
    for (const [name, { expiresAt }] of own) if (expiresAt <= now()) own.delete(name);
    const name = toEntryName(owner, key);
    own.set(name, { owner, key, amount, expiresAt: own.get(name)?.expiresAt ?? now() + seconds * 1000 });
  }

  return {
    async reserve(increments, seconds, owner = '') {
      const invalid = increments.find(({ amount }) => !Number.isSafeInteger(amount) || amount < 0);
      if (invalid) return invalid;
      if (increments.length === 0) return undefined;
      const values = increments.flatMap((increment) => [
        increment.amount,
        increment.limit ?? Number.MAX_SAFE_INTEGER,
        increment.atLeast ?? 0,
        getKnownAmount(owner, increment.key),
      ]);
      const keys = increments.map(({ key }) => toKey(key));
      const [full, ...amounts] = (await runScript('reserve', keys, [owner, seconds * 1000, ...values])) as string[];
      if (full !== '0') return increments[Number(full) - 1] as CounterIncrement;
      for (const [index, { key }] of increments.entries()) remember(owner, key, Number(amounts[index]), seconds);
      return undefined;
    },

    async release(increments, owner = '') {
      if (increments.length === 0) return;
      await runScript(
        'release',
        increments.map(({ key }) => toKey(key)),
        [owner, ...increments.map(({ amount }) => amount)],
      );
      for (const { key, amount } of increments) {
        const known = own.get(toEntryName(owner, key));
        if (known) known.amount = Math.max(0, known.amount - amount);
      }
    },

    async restoreCounters(increments, seconds, owner) {
      // Remember first: if the store is unreachable, it is updated as soon as it is back.
      for (const { key, amount } of increments)
        remember(owner, key, Math.max(amount, getKnownAmount(owner, key)), seconds);
      if (increments.length === 0) return;
      await runScript(
        'restore',
        increments.map(({ key }) => toKey(key)),
        increments.flatMap(({ amount }) => [owner, amount, seconds * 1000]),
      );
    },

    readCounter: async (key) => Number(await runScript('counted', [toKey(key)], [])),

    async republish() {
      const known = [...own.values()].filter(({ expiresAt, amount }) => expiresAt > now() && amount > 0);
      if (known.length === 0) return;
      await runScript(
        'restore',
        known.map(({ key }) => toKey(key)),
        known.flatMap(({ owner, amount, expiresAt }) => [owner, amount, Math.ceil(expiresAt - now())]),
      );
    },
    hasAny: () => own.size > 0,
  };
}
