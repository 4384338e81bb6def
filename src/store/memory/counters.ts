import type { Store } from '../store.ts';

interface Counter {
  amounts: Map<string, number>;
  expiresAt: number;
}

const sumCounter = ({ amounts }: Counter) => [...amounts.values()].reduce((sum, amount) => sum + amount, 0);

export function createMemoryCounters(
  now: () => number,
): Pick<Store, 'reserve' | 'release' | 'restoreCounters' | 'readCounter'> {
  const counters = new Map<string, Counter>();

  function removeExpired(): void {
    for (const [key, { expiresAt }] of counters) if (expiresAt <= now()) counters.delete(key);
  }

  function getOrCreateCounter(key: string, seconds: number): Counter {
    const counter = counters.get(key) ?? { amounts: new Map(), expiresAt: now() + seconds };
    counters.set(key, counter);
    return counter;
  }

  return {
    async reserve(increments, seconds, owner = '') {
      removeExpired();
      const totals = new Map<string, number>();
      for (const increment of increments) {
        if (!Number.isSafeInteger(increment.amount) || increment.amount < 0) return increment;
        const counter = counters.get(increment.key);
        const before = totals.get(increment.key) ?? (counter ? sumCounter(counter) : 0);
        const total = Math.max(before, increment.atLeast ?? 0) + increment.amount;
        if (!Number.isSafeInteger(total) || total > (increment.limit ?? Number.MAX_SAFE_INTEGER)) return increment;
        totals.set(increment.key, total);
      }
      for (const [key, total] of totals) {
        const counter = getOrCreateCounter(key, seconds);
        counter.amounts.set(owner, (counter.amounts.get(owner) ?? 0) + total - sumCounter(counter));
      }
      return undefined;
    },

    async release(increments, owner = '') {
      removeExpired();
      for (const { key, amount } of increments) {
        const amounts = counters.get(key)?.amounts;
        amounts?.set(owner, Math.max(0, (amounts.get(owner) ?? 0) - amount));
      }
    },

    async restoreCounters(increments, seconds, owner) {
      removeExpired();
      for (const { key, amount } of increments) {
        const { amounts } = getOrCreateCounter(key, seconds);
        amounts.set(owner, Math.max(amounts.get(owner) ?? 0, amount));
      }
    },

    async readCounter(key) {
      removeExpired();
      const counter = counters.get(key);
      return counter ? sumCounter(counter) : 0;
    },
  };
}
