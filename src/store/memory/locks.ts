import { AFTERMATH_SECONDS, type Store } from '../store.ts';

interface Held {
  by: object;
  until: number;
}

export function createLocks(now: () => number): Store['lock'] {
  const held = new Map<string, Held>();
  const ended = new Map<string, number>();

  const isFreeFor = (by: object, name: string) => {
    const holder = held.get(name);
    return !holder || holder.by === by || holder.until <= now();
  };

  return async (names, milliseconds) => {
    for (const [name, until] of ended) if (until <= now()) ended.delete(name);
    const by = {};
    const take = () => {
      if (!names.every((name) => isFreeFor(by, name))) return false;
      for (const name of names) held.set(name, { by, until: now() + milliseconds / 1000 });
      return true;
    };
    if (!take()) return undefined;
    return {
      after: names.some((name) => ended.has(name)),
      renew: async () => take(),
      async release() {
        for (const name of names) {
          if (held.get(name)?.by !== by) continue;
          held.delete(name);
          ended.set(name, now() + AFTERMATH_SECONDS);
        }
      },
    };
  };
}
