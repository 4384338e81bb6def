import type { Store } from './store.ts';

/** A store for one process. */
export function createMemoryStore(now: () => number): Store {
  const used = new Map<string, number>();
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
  };
}
