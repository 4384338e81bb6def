export interface ExpiringMap<T> {
  get(key: string): T | undefined;
  set(key: string, value: T, seconds: number): void;
  /** Number of entries in memory, including expired ones that have not been removed yet. */
  readonly size: number;
}

/** Seldom enough that looking through all entries costs nothing per call. */
const SWEEP_SECONDS = 60;

/** A map whose entries expire. Once a minute, writing removes what has expired, whatever the lifetimes of the others. */
export function createExpiringMap<T>(now: () => number): ExpiringMap<T> {
  const entries = new Map<string, { value: T; expiresAt: number }>();
  let sweepAt = now() + SWEEP_SECONDS;
  return {
    get(key) {
      const entry = entries.get(key);
      return entry && entry.expiresAt > now() ? entry.value : undefined;
    },
    set(key, value, seconds) {
      if (now() >= sweepAt) {
        for (const [old, { expiresAt }] of entries) if (expiresAt <= now()) entries.delete(old);
        sweepAt = now() + SWEEP_SECONDS;
      }
      entries.set(key, { value, expiresAt: now() + seconds });
    },
    get size() {
      return entries.size;
    },
  };
}
