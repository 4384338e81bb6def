import type { Store } from './store.ts';

/** A store for one process. */
export function createMemoryStore(now: () => number): Store {
  const used = new Map<string, number>();
  const counters = new Map<string, { total: number; until: number }>();

  function forgetEnded(): void {
    for (const [key, { until }] of counters) if (until <= now()) counters.delete(key);
  }

  return {
    async useOnce(key, seconds) {
      for (const [old, until] of used) {
        // Keys are added in the order of their end as long as they live equally long; a stray one only stays longer.
        if (until > now()) break;
        used.delete(old);
      }
      if (used.has(key)) return false;
      used.set(key, now() + seconds);
      return true;
    },

    // Nothing is awaited between the look and the addition, so no other call comes between them.
    async reserve(claims, seconds) {
      forgetEnded();
      const totals = new Map<string, number>();
      for (const claim of claims) {
        if (!Number.isSafeInteger(claim.amount) || claim.amount < 0) return claim;
        const before = totals.get(claim.key) ?? counters.get(claim.key)?.total ?? 0;
        const total = Math.max(before, claim.atLeast ?? 0) + claim.amount;
        if (!Number.isSafeInteger(total) || total > (claim.limit ?? Number.MAX_SAFE_INTEGER)) return claim;
        totals.set(claim.key, total);
      }
      for (const [key, total] of totals)
        counters.set(key, { total, until: counters.get(key)?.until ?? now() + seconds });
      return undefined;
    },

    async release(claims) {
      forgetEnded();
      for (const { key, amount } of claims) {
        const counter = counters.get(key);
        if (counter) counter.total = Math.max(0, counter.total - amount);
      }
    },

    async counted(key) {
      forgetEnded();
      return counters.get(key)?.total ?? 0;
    },
  };
}
