import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { type Kept, type Store, StoreUnreachable } from '../store.ts';
import { createConnection } from './connection.ts';
import { createCounters } from './counters.ts';
import { createLocks } from './locks.ts';

const PREFIX = 'portone-v1:';
/** While there is anything that the store must not forget, it is looked at so often. */
const WATCH_MS = 1_000;
/** Long enough for every other process to notice the loss and to tell again what it holds. */
const GRACE_MS = 3 * WATCH_MS;

export interface RedisSettings {
  /** May hold a password: it is never told. */
  url: string;
  log(line: string): void;
  /** How long no lock is given out after a loss of memory, in milliseconds. */
  grace?: number;
}

/** A store for several processes, on Redis. It can be opened while Redis is away. */
export function createRedisStore({ url, log, grace = GRACE_MS }: RedisSettings): Store {
  const keyOf = (key: string) => PREFIX + key;
  const epochKey = keyOf('epoch');
  const now = () => performance.now();
  const connection = createConnection({ url, log, onReady: () => void look() });
  const { run, command } = connection;
  const counters = createCounters(connection, keyOf, now);
  const locks = createLocks(connection, keyOf, epochKey, grace);
  const epoch = async () => String(await run('epoch', [epochKey], [randomUUID()]));
  let last: string | undefined;
  let checked = false;

  /** After a loss of memory the store is told what is known here. What fails is tried again the next time. */
  async function look(): Promise<void> {
    try {
      const present = await epoch();
      if (present !== last) await Promise.all([counters.tellAgain(), locks.takeAgain()]);
      last = present;
      if (!checked) await checkMemory();
      checked = true;
    } catch (error) {
      if (!(error instanceof StoreUnreachable)) throw error;
    }
  }

  /** A store that drops keys to make room would forget what was used before. */
  async function checkMemory(): Promise<void> {
    const told = await command((client) => client.info('memory'));
    const [, policy = 'noeviction'] = /^maxmemory_policy:(\S+)/m.exec(told) ?? [];
    const [, most = '0'] = /^maxmemory:(\d+)/m.exec(told) ?? [];
    if (policy !== 'noeviction' && most !== '0')
      log(`the shared store drops keys when it is full (maxmemory-policy ${policy}): set noeviction`);
  }

  const watch = setInterval(() => {
    if (counters.any() || locks.any()) void look();
  }, WATCH_MS);
  watch.unref();

  return {
    shared: true,
    reserve: counters.reserve,
    release: counters.release,
    restore: counters.restore,
    counted: counters.counted,
    lock: locks.lock,
    epoch,

    async useOnce(key, seconds, since = '') {
      return (await run('useOnce', [epochKey, keyOf(key)], [seconds * 1000, since])) === 1;
    },

    async get(key): Promise<Kept | undefined> {
      // The script's own answer: the value and how long it lives, or nothing.
      const kept = (await run('get', [keyOf(key)], [])) as [string, number] | null;
      return kept ? { value: kept[0], milliseconds: Math.max(0, kept[1]) } : undefined;
    },
    async put(key, value, seconds) {
      await command((client) => client.set(keyOf(key), value, 'PX', Math.ceil(seconds * 1000)));
    },
    async take(key) {
      const value = await run('take', [keyOf(key)], []);
      return typeof value === 'string' ? value : undefined;
    },
    async swap(key, { from, to, seconds, epoch: since = '' }) {
      const had = from === undefined ? [0, ''] : [1, from];
      const has = to === undefined ? [0, ''] : [1, to];
      const values = [Math.ceil(seconds * 1000), since, ...had, ...has];
      return (await run('swap', [epochKey, keyOf(key)], values)) === 1;
    },

    async publish(channel, message) {
      await command((client) => client.publish(keyOf(channel), message));
    },
    subscribe: (channel, handler) => connection.subscribe(keyOf(channel), handler),

    async append(list, entries, most) {
      const key = keyOf(list);
      // In one message, so that they stay in order and go together.
      await command(async (client) => {
        const adding = client.pipeline();
        for (const entry of entries) adding.xadd(key, 'MAXLEN', '~', most, '*', 'record', entry);
        for (const [error] of (await adding.exec()) ?? []) if (error) throw error;
      });
    },
    async latest(list, limit) {
      const entries = await command((client) => client.xrevrange(keyOf(list), '+', '-', 'COUNT', limit));
      return entries.map(([, fields]) => fields[1] ?? '');
    },

    healthy: () =>
      command((client) => client.ping()).then(
        () => true,
        () => false,
      ),
    async close() {
      clearInterval(watch);
      await connection.close();
    },
  };
}
