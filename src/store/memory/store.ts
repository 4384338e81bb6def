import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import type { Store, StoredValue } from '../store.ts';
import { createMemoryCounters } from './counters.ts';
import { createExpiringMap } from './expiring-map.ts';
import { createMemoryLocks } from './locks.ts';

interface MemoryValue {
  text: string;
  expiresAt: number;
  timer: NodeJS.Timeout;
}

/**
 * Creates a store for one process. Each method reads and writes without awaiting in between, so calls cannot
 * interleave.
 */
export function createMemoryStore(now: () => number): Store {
  // A new process remembers nothing of an earlier one.
  const epoch = randomUUID();
  const usedKeys = createExpiringMap<true>(now);
  const values = new Map<string, MemoryValue>();
  const lists = new Map<string, string[]>();
  const counters = createMemoryCounters(now);
  const messages = new EventEmitter().setMaxListeners(0);

  function findLive(key: string): MemoryValue | undefined {
    const value = values.get(key);
    return value && value.expiresAt > now() ? value : undefined;
  }

  function remove(key: string): void {
    clearTimeout(values.get(key)?.timer);
    values.delete(key);
  }

  function setValue(key: string, text: string, seconds: number): void {
    remove(key);
    // Delete the value even if nobody reads it again.
    const timer = setTimeout(() => values.delete(key), Math.min(seconds * 1000, 2 ** 31 - 1)).unref();
    values.set(key, { text, expiresAt: now() + seconds, timer });
  }

  return {
    isShared: false,
    ...counters,
    lock: createMemoryLocks(now),

    async consumeOnce(key, seconds, since = epoch) {
      if (since !== epoch || usedKeys.get(key)) return false;
      usedKeys.set(key, true, seconds);
      return true;
    },

    async get(key): Promise<StoredValue | undefined> {
      const value = findLive(key);
      return value && { value: value.text, milliseconds: (value.expiresAt - now()) * 1000 };
    },
    set: async (key, value, seconds) => setValue(key, value, seconds),
    async getAndDelete(key) {
      const value = findLive(key);
      remove(key);
      return value?.text;
    },
    async compareAndSwap(key, { from, to, seconds, epoch: since = epoch }) {
      if (since !== epoch || findLive(key)?.text !== from) return false;
      if (to === undefined) remove(key);
      else setValue(key, to, seconds);
      return true;
    },

    async publish(channel, message) {
      messages.emit(channel, message);
    },
    async subscribe(channel, handler) {
      const listener = (message: string) => handler(message);
      messages.on(channel, listener);
      return async () => void messages.off(channel, listener);
    },

    async append(name, entries, maxEntries) {
      const list = lists.get(name) ?? [];
      list.push(...entries);
      if (list.length > maxEntries) list.splice(0, list.length - maxEntries);
      lists.set(name, list);
    },
    readLatest: async (name, limit) => (lists.get(name) ?? []).slice(-limit).reverse(),

    epoch: async () => epoch,
    isHealthy: async () => true,
    async close() {
      for (const key of [...values.keys()]) remove(key);
    },
  };
}
