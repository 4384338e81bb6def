import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import type { Kept, Store } from '../store.ts';
import { createCounters } from './counters.ts';
import { createLocks } from './locks.ts';

interface Value {
  text: string;
  until: number;
  end: NodeJS.Timeout;
}

/** A store for one process. Nothing is awaited between a look and what follows from it, so no other call comes between. */
export function createMemoryStore(now: () => number): Store {
  // What was made before this process began is not remembered by it.
  const epoch = randomUUID();
  const used = new Map<string, number>();
  const values = new Map<string, Value>();
  const lists = new Map<string, string[]>();
  const counters = createCounters(now);
  const messages = new EventEmitter().setMaxListeners(0);

  function found(key: string): Value | undefined {
    const value = values.get(key);
    return value && value.until > now() ? value : undefined;
  }

  function forget(key: string): void {
    clearTimeout(values.get(key)?.end);
    values.delete(key);
  }

  function keep(key: string, text: string, seconds: number): void {
    forget(key);
    // Nobody may ever ask again, so it goes by itself too.
    const end = setTimeout(() => values.delete(key), Math.min(seconds * 1000, 2 ** 31 - 1)).unref();
    values.set(key, { text, until: now() + seconds, end });
  }

  return {
    shared: false,
    ...counters,
    lock: createLocks(now),

    async useOnce(key, seconds, since = epoch) {
      for (const [old, until] of used) {
        // Keys are added in the order of their end as long as they live equally long; a stray one only stays longer.
        if (until > now()) break;
        used.delete(old);
      }
      if (since !== epoch || (used.get(key) ?? 0) > now()) return false;
      used.set(key, now() + seconds);
      return true;
    },

    async get(key): Promise<Kept | undefined> {
      const value = found(key);
      return value && { value: value.text, milliseconds: (value.until - now()) * 1000 };
    },
    put: async (key, value, seconds) => keep(key, value, seconds),
    async take(key) {
      const value = found(key);
      forget(key);
      return value?.text;
    },
    async swap(key, { from, to, seconds, epoch: since = epoch }) {
      if (since !== epoch || found(key)?.text !== from) return false;
      if (to === undefined) forget(key);
      else keep(key, to, seconds);
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

    async append(name, entries, most) {
      const list = lists.get(name) ?? [];
      list.push(...entries);
      if (list.length > most) list.splice(0, list.length - most);
      lists.set(name, list);
    },
    latest: async (name, limit) => (lists.get(name) ?? []).slice(-limit).reverse(),

    epoch: async () => epoch,
    healthy: async () => true,
    async close() {
      for (const key of [...values.keys()]) forget(key);
    },
  };
}
