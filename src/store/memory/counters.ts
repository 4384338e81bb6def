import type { Store } from '../store.ts';
import { createExpiringMap } from './expiring-map.ts';

/** Amounts by owner. */
type Counter = Map<string, number>;

const sumCounter = (counter: Counter) => [...counter.values()].reduce((sum, amount) => sum + amount, 0);

export function createMemoryCounters(
  now: () => number,
): Pick<Store, 'reserve' | 'release' | 'restoreCounters' | 'readCounter'> {
  const counters = createExpiringMap<Counter>(now);

  function getOrCreateCounter(key: string, seconds: number): Counter {
    const existing = counters.get(key);
    if (existing) return existing;
    const counter: Counter = new Map();
    counters.set(key, counter, seconds);
    return counter;
  }

  return {
    async reserve(increments, seconds, owner = '') {
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
        counter.set(owner, (counter.get(owner) ?? 0) + total - sumCounter(counter));
      }
      return undefined;
    },

    async release(increments, owner = '') {
      for (const { key, amount } of increments) {
        const counter = counters.get(key);
        counter?.set(owner, Math.max(0, (counter.get(owner) ?? 0) - amount));
      }
    },

    async restoreCounters(increments, seconds, owner) {
      for (const { key, amount } of increments) {
        const counter = getOrCreateCounter(key, seconds);
        counter.set(owner, Math.max(counter.get(owner) ?? 0, amount));
      }
    },

    async readCounter(key) {
      const counter = counters.get(key);
      return counter ? sumCounter(counter) : 0;
    },
  };
}
