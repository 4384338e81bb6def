import type { Claim, Store } from './store.ts';

/**
 * The part of a store that belongs to one merchant: no key of it is that of another, whatever the names are. The braces keep
 * all that is one merchant's on one node of a cluster.
 */
export function scoped(store: Store, name: string): Store {
  const prefix = `{${encodeURIComponent(name)}}:`;
  const inside = (key: string) => prefix + key;
  const claimed = (claims: readonly Claim[]) => claims.map((claim) => ({ ...claim, key: inside(claim.key) }));
  return {
    shared: store.shared,
    useOnce: (key, seconds, epoch) => store.useOnce(inside(key), seconds, epoch),
    async reserve(claims, seconds, part) {
      const full = await store.reserve(claimed(claims), seconds, part);
      return full && { ...full, key: full.key.slice(prefix.length) };
    },
    release: (claims, part) => store.release(claimed(claims), part),
    restore: (claims, seconds, part) => store.restore(claimed(claims), seconds, part),
    counted: (key) => store.counted(inside(key)),
    get: (key) => store.get(inside(key)),
    put: (key, value, seconds) => store.put(inside(key), value, seconds),
    take: (key) => store.take(inside(key)),
    swap: (key, change) => store.swap(inside(key), change),
    lock: (names, milliseconds) => store.lock(names.map(inside), milliseconds),
    publish: (channel, message) => store.publish(inside(channel), message),
    subscribe: (channel, handler) => store.subscribe(inside(channel), handler),
    append: (list, entries, most) => store.append(inside(list), entries, most),
    latest: (list, limit) => store.latest(inside(list), limit),
    epoch: () => store.epoch(),
    healthy: () => store.healthy(),
    // The whole is closed by whoever opened it.
    close: async () => undefined,
  };
}
