import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { type Store, type StoredValue, StoreUnreachable } from '../store.ts';
import { createRedisConnection } from './connection.ts';
import { createRedisCounters } from './counters.ts';
import { createRedisLocks } from './locks.ts';

const PREFIX = 'portone-v1:';
/** How often the epoch is checked while this process has counters or locks to restore. */
const EPOCH_CHECK_MS = 1_000;
/** Long enough for every process to notice the data loss and to restore its counters and locks. */
const GRACE_MS = 3 * EPOCH_CHECK_MS;

export interface RedisSettings {
  /** May contain a password: never log it. */
  url: string;
  log(line: string): void;
  /** Milliseconds after a data loss during which no lock is granted. */
  grace?: number;
}

/** Creates a store on Redis, shared by several processes. Redis may be unreachable at that moment. */
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

  /** After a data loss, restores what this process knows. The next check retries what fails. */
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

  /** Warns if Redis evicts keys when it is full: used keys would then count as unused. */
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
      // The script returns the value and its remaining lifetime, or null.
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
      // One pipeline keeps the entries in order and together.
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
