import type { Store } from '../store.ts';

interface Counter {
  parts: Map<string, number>;
  until: number;
}

const sumOf = ({ parts }: Counter) => [...parts.values()].reduce((sum, amount) => sum + amount, 0);

export function createCounters(now: () => number): Pick<Store, 'reserve' | 'release' | 'restore' | 'counted'> {
  const counters = new Map<string, Counter>();

  function forgetEnded(): void {
    for (const [key, { until }] of counters) if (until <= now()) counters.delete(key);
  }

  function counterOf(key: string, seconds: number): Counter {
    const counter = counters.get(key) ?? { parts: new Map(), until: now() + seconds };
    counters.set(key, counter);
    return counter;
  }

  return {
    async reserve(claims, seconds, part = '') {
      forgetEnded();
      const totals = new Map<string, number>();
      for (const claim of claims) {
        if (!Number.isSafeInteger(claim.amount) || claim.amount < 0) return claim;
        const counter = counters.get(claim.key);
        const before = totals.get(claim.key) ?? (counter ? sumOf(counter) : 0);
        const total = Math.max(before, claim.atLeast ?? 0) + claim.amount;
        if (!Number.isSafeInteger(total) || total > (claim.limit ?? Number.MAX_SAFE_INTEGER)) return claim;
        totals.set(claim.key, total);
      }
      for (const [key, total] of totals) {
        const counter = counterOf(key, seconds);
        counter.parts.set(part, (counter.parts.get(part) ?? 0) + total - sumOf(counter));
      }
      return undefined;
    },

    async release(claims, part = '') {
      forgetEnded();
      for (const { key, amount } of claims) {
        const parts = counters.get(key)?.parts;
        parts?.set(part, Math.max(0, (parts.get(part) ?? 0) - amount));
      }
    },

    async restore(claims, seconds, part) {
      forgetEnded();
      for (const { key, amount } of claims) {
        const { parts } = counterOf(key, seconds);
        parts.set(part, Math.max(parts.get(part) ?? 0, amount));
      }
    },

    async counted(key) {
      forgetEnded();
      const counter = counters.get(key);
      return counter ? sumOf(counter) : 0;
    },
  };
}
