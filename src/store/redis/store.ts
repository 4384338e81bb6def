import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { type Store, type StoredValue, StoreUnreachable } from '../store.ts';
import { createRedisConnection } from './connection.ts';
import { createRedisCounters } from './counters.ts';
import { createRedisLocks } from './locks.ts';

const PREFIX = 'portone-v1:';
/** While there is anything that the store must not forget, it is looked at so often. */
const EPOCH_CHECK_MS = 1_000;
/** Long enough for every other process to notice the loss and to tell again what it holds. */
const GRACE_MS = 3 * EPOCH_CHECK_MS;

export interface RedisSettings {
  /** May hold a password: it is never told. */
  url: string;
  log(line: string): void;
  /** How long no lock is given out after a loss of memory, in milliseconds. */
  grace?: number;
}

/** A store for several processes, on Redis. It can be opened while Redis is away. */
export function createRedisStore({ url, log, grace = GRACE_MS }: RedisSettings): Store {
  const toKey = (key: string) => PREFIX + key;
  const epochKey = toKey('epoch');
  const now = () => performance.now();
  const connection = createRedisConnection({ url, log, onReady: () => void checkEpoch() });
  const { runScript, runCommand } = connection;
  const counters = createRedisCounters(connection, toKey, now);
  const locks = createRedisLocks(connection, toKey, epochKey, grace);
  const epoch = async () => String(await runScript('epoch', [epochKey], [randomUUID()]));
  let lastEpoch: string | undefined;
  let memoryChecked = false;

  /** After a loss of memory the store is told what is known here. What fails is tried again the next time. */
  async function checkEpoch(): Promise<void> {
    try {
      const currentEpoch = await epoch();
      if (currentEpoch !== lastEpoch) await Promise.all([counters.republish(), locks.reacquire()]);
      lastEpoch = currentEpoch;
      if (!memoryChecked) await checkMemory();
      memoryChecked = true;
    } catch (error) {
      if (!(error instanceof StoreUnreachable)) throw error;
    }
  }

  /** A store that drops keys to make room would forget what was used before. */
  async function checkMemory(): Promise<void> {
    const info = await runCommand((client) => client.info('memory'));
    const [, policy = 'noeviction'] = /^maxmemory_policy:(\S+)/m.exec(info) ?? [];
    const [, maxMemory = '0'] = /^maxmemory:(\d+)/m.exec(info) ?? [];
    if (policy !== 'noeviction' && maxMemory !== '0')
      log(`the shared store drops keys when it is full (maxmemory-policy ${policy}): set noeviction`);
  }

  const epochTimer = setInterval(() => {
    if (counters.hasAny() || locks.hasAny()) void checkEpoch();
  }, EPOCH_CHECK_MS);
  epochTimer.unref();

  return {
    isShared: true,
    reserve: counters.reserve,
    release: counters.release,
    restoreCounters: counters.restoreCounters,
    readCounter: counters.readCounter,
    lock: locks.lock,
    epoch,

    async consumeOnce(key, seconds, since = '') {
      return (await runScript('useOnce', [epochKey, toKey(key)], [seconds * 1000, since])) === 1;
    },

    async get(key): Promise<StoredValue | undefined> {
      // The script's own answer: the value and how long it lives, or nothing.
      const stored = (await runScript('get', [toKey(key)], [])) as [string, number] | null;
      return stored ? { value: stored[0], milliseconds: Math.max(0, stored[1]) } : undefined;
    },
    async set(key, value, seconds) {
      await runCommand((client) => client.set(toKey(key), value, 'PX', Math.ceil(seconds * 1000)));
    },
    async getAndDelete(key) {
      const value = await runScript('take', [toKey(key)], []);
      return typeof value === 'string' ? value : undefined;
    },
    async compareAndSwap(key, { from, to, seconds, epoch: since = '' }) {
      const had = from === undefined ? [0, ''] : [1, from];
      const has = to === undefined ? [0, ''] : [1, to];
      const values = [Math.ceil(seconds * 1000), since, ...had, ...has];
      return (await runScript('swap', [epochKey, toKey(key)], values)) === 1;
    },

    async publish(channel, message) {
      await runCommand((client) => client.publish(toKey(channel), message));
    },
    subscribe: (channel, handler) => connection.subscribe(toKey(channel), handler),

    async append(list, entries, maxEntries) {
      const key = toKey(list);
      // In one message, so that they stay in order and go together.
      await runCommand(async (client) => {
        const pipeline = client.pipeline();
        for (const entry of entries) pipeline.xadd(key, 'MAXLEN', '~', maxEntries, '*', 'record', entry);
        for (const [error] of (await pipeline.exec()) ?? []) if (error) throw error;
      });
    },
    async readLatest(list, limit) {
      const entries = await runCommand((client) => client.xrevrange(toKey(list), '+', '-', 'COUNT', limit));
      return entries.map(([, fields]) => fields[1] ?? '');
    },

    isHealthy: () =>
      runCommand((client) => client.ping()).then(
        () => true,
        () => false,
      ),
    async close() {
      clearInterval(epochTimer);
      await connection.close();
    },
  };
}
