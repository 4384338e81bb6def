import { RECENT_RELEASE_SECONDS, type Store } from '../store.ts';

interface HeldLock {
  holder: object;
  expiresAt: number;
}

export function createMemoryLocks(now: () => number): Store['lock'] {
  const held = new Map<string, HeldLock>();
  const recentlyReleased = new Map<string, number>();

  const isFreeFor = (holder: object, name: string) => {
    const lock = held.get(name);
    return !lock || lock.holder === holder || lock.expiresAt <= now();
  };

  return async (names, milliseconds) => {
    for (const [name, until] of recentlyReleased) if (until <= now()) recentlyReleased.delete(name);
    const holder = {};
    const acquire = () => {
      if (!names.every((name) => isFreeFor(holder, name))) return false;
      for (const name of names) held.set(name, { holder, expiresAt: now() + milliseconds / 1000 });
      return true;
    };
    if (!acquire()) return undefined;
    return {
      releasedRecently: names.some((name) => recentlyReleased.has(name)),
      renew: async () => acquire(),
      async release() {
        for (const name of names) {
          if (held.get(name)?.holder !== holder) continue;
          held.delete(name);
          recentlyReleased.set(name, now() + RECENT_RELEASE_SECONDS);
        }
      },
    };
  };
}
