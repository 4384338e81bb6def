import type { CounterIncrement, Store } from './store.ts';

/**
 * Restricts a store to one merchant's keys, which no other merchant can share. The braces are a hash tag: they keep all
 * keys of a merchant on one node of a Redis cluster.
 */
export function namespaced(store: Store, name: string): Store {
  const prefix = `{${encodeURIComponent(name)}}:`;
  const prefixKey = (key: string) => prefix + key;
  const prefixIncrements = (increments: readonly CounterIncrement[]) =>
    increments.map((increment) => ({ ...increment, key: prefixKey(increment.key) }));
  return {
    isShared: store.isShared,
    consumeOnce: (key, seconds, epoch) => store.consumeOnce(prefixKey(key), seconds, epoch),
    async reserve(increments, seconds, owner) {
      const exceeded = await store.reserve(prefixIncrements(increments), seconds, owner);
      return exceeded && { ...exceeded, key: exceeded.key.slice(prefix.length) };
    },
    release: (increments, owner) => store.release(prefixIncrements(increments), owner),
    restoreCounters: (increments, seconds, owner) =>
      store.restoreCounters(prefixIncrements(increments), seconds, owner),
    readCounter: (key) => store.readCounter(prefixKey(key)),
    get: (key) => store.get(prefixKey(key)),
    set: (key, value, seconds) => store.set(prefixKey(key), value, seconds),
    getAndDelete: (key) => store.getAndDelete(prefixKey(key)),
    compareAndSwap: (key, change) => store.compareAndSwap(prefixKey(key), change),
    lock: (names, milliseconds) => store.lock(names.map(prefixKey), milliseconds),
    publish: (channel, message) => store.publish(prefixKey(channel), message),
    subscribe: (channel, handler) => store.subscribe(prefixKey(channel), handler),
    append: (list, entries, most) => store.append(prefixKey(list), entries, most),
    readLatest: (list, limit) => store.readLatest(prefixKey(list), limit),
    epoch: () => store.epoch(),
    isHealthy: () => store.isHealthy(),
    // Whoever opened the underlying store closes it.
    close: async () => undefined,
  };
}
