import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../../src/store/memory/store.ts';
import { namespaced } from '../../../src/store/namespaced.ts';
import { createRedisStore } from '../../../src/store/redis/store.ts';
import { type Store, StoreUnreachable } from '../../../src/store/store.ts';
import { hasRedis, type RedisServer, startRedis } from '../../support/redis.ts';

let redis: RedisServer | undefined;
beforeAll(async () => {
  redis = hasRedis ? await startRedis() : undefined;
});
afterAll(() => redis?.close());

const makers = {
  memory: () => createMemoryStore(() => performance.now() / 1000),
  redis: () => createRedisStore({ url: redis?.url ?? '', log: () => undefined, grace: 0 }),
};

describe.each(['memory', ...(hasRedis ? ['redis'] : [])] as (keyof typeof makers)[])('the store in %s', (kind) => {
  let whole: Store;
  let store: Store;
  let test = 0;
  beforeAll(() => {
    whole = makers[kind]();
  });
  beforeEach(() => {
    test += 1;
    store = namespaced(whole, `test ${test}`);
  });
  afterAll(() => whole.close());

  it('consumeOnce lets one of twenty callers use a key, and again after it expires', async () => {
    const uses = await Promise.all(Array.from({ length: 20 }, () => store.consumeOnce('a', 0.2)));
    expect(uses.filter((first) => first)).toHaveLength(1);
    expect(await store.consumeOnce('b', 60)).toBe(true);
    await sleep(250);
    expect(await store.consumeOnce('a', 60)).toBe(true);
    expect(await store.consumeOnce('a', 60)).toBe(false);
  });

  it('consumeOnce refuses a key of an earlier epoch', async () => {
    const epoch = await store.epoch();
    expect(await store.epoch()).toBe(epoch);
    expect(await store.consumeOnce('a', 60, 'an earlier one')).toBe(false);
    expect(await store.consumeOnce('a', 60, epoch)).toBe(true);
    expect(await store.consumeOnce('a', 60, epoch)).toBe(false);
  });

  it('reserve counts up to the limit across all owners', async () => {
    const claims = Array.from({ length: 20 }, (_, n) =>
      store.reserve([{ key: 'day', amount: 10, limit: 100 }], 60, `part ${n % 3}`),
    );
    expect((await Promise.all(claims)).filter((full) => full === undefined)).toHaveLength(10);
    expect(await store.readCounter('day')).toBe(100);
    await store.release([{ key: 'day', amount: 30 }], 'part 0');
    expect(await store.readCounter('day')).toBe(70);
    await store.release([{ key: 'day', amount: 1_000 }], 'part 0');
    expect(await store.readCounter('day')).toBe(60);
  });

  it('reserve applies all increments or none, and returns the one that exceeds its limit', async () => {
    const small = { key: 'small', amount: 6, limit: 10 };
    const large = { key: 'large', amount: 6, limit: 100 };
    expect(await store.reserve([large, small], 60)).toBeUndefined();
    expect(await store.reserve([large, small], 60)).toEqual(small);
    expect([await store.readCounter('large'), await store.readCounter('small')]).toEqual([6, 6]);
    // The same counter twice in one reservation.
    expect(
      await store.reserve(
        [
          { ...small, amount: 2 },
          { ...small, amount: 3 },
        ],
        60,
      ),
    ).toMatchObject({ amount: 3 });
    expect(
      await store.reserve(
        [
          { ...small, amount: 2 },
          { ...small, amount: 2 },
        ],
        60,
      ),
    ).toBeUndefined();
    expect(await store.readCounter('small')).toBe(10);
  });

  it('reserve starts from the amount known from elsewhere', async () => {
    const claim = { key: 'payment', amount: 10, limit: 115, atLeast: 100 };
    expect(await store.reserve([claim], 60)).toBeUndefined();
    expect(await store.readCounter('payment')).toBe(110);
    expect(await store.reserve([claim], 60)).toEqual(claim);
  });

  it('reserve rejects amounts that are not whole numbers and sums beyond the safe range', async () => {
    for (const amount of [0.5, -1, Number.NaN, 2 ** 53])
      expect(await store.reserve([{ key: 'odd', amount }], 60)).toMatchObject({ key: 'odd' });
    const most = Number.MAX_SAFE_INTEGER;
    expect(await store.reserve([{ key: 'odd', amount: most }], 60)).toBeUndefined();
    expect(await store.readCounter('odd')).toBe(most);
    expect(await store.reserve([{ key: 'odd', amount: 1 }], 60)).toMatchObject({ key: 'odd' });
  });

  it('a counter expires at a fixed time after its first increment', async () => {
    await store.reserve([{ key: 'short', amount: 1 }], 0.3);
    await sleep(200);
    await store.reserve([{ key: 'short', amount: 1 }], 60);
    expect(await store.readCounter('short')).toBe(2);
    await sleep(150);
    expect(await store.readCounter('short')).toBe(0);
    await store.release([{ key: 'short', amount: 1 }]);
    expect(await store.readCounter('short')).toBe(0);
  });

  it('restoreCounters is idempotent for each owner', async () => {
    await store.reserve([{ key: 'day', amount: 5 }], 60, 'mine');
    for (let times = 0; times < 2; times += 1) await store.restoreCounters([{ key: 'day', amount: 20 }], 60, 'mine');
    await store.restoreCounters([{ key: 'day', amount: 3 }], 60, 'yours');
    expect(await store.readCounter('day')).toBe(23);
    await store.restoreCounters([{ key: 'day', amount: 1 }], 60, 'mine');
    expect(await store.readCounter('day')).toBe(23);
  });

  it('values expire, and getAndDelete returns a value to one caller', async () => {
    await store.set('a', '하나', 60);
    await store.set('b', 'b', 0.2);
    const storedValue = await store.get('a');
    expect(storedValue?.value).toBe('하나');
    expect(storedValue?.milliseconds).toBeGreaterThan(50_000);
    expect(storedValue?.milliseconds).toBeLessThanOrEqual(60_000);
    const taken = await Promise.all(Array.from({ length: 20 }, () => store.getAndDelete('a')));
    expect(taken.filter((value) => value !== undefined)).toEqual(['하나']);
    expect(await store.get('a')).toBeUndefined();
    await sleep(250);
    expect([await store.get('b'), await store.getAndDelete('b')]).toEqual([undefined, undefined]);
  });

  it('compareAndSwap replaces a value only if it has the expected old value', async () => {
    const swapValue = (from: string | undefined, to: string | undefined) =>
      store.compareAndSwap('a', { from, to, seconds: 60 });
    expect(await swapValue('x', 'y')).toBe(false);
    const first = await Promise.all(Array.from({ length: 20 }, (_, n) => swapValue(undefined, `${n}`)));
    expect(first.filter((done) => done)).toHaveLength(1);
    const { value } = (await store.get('a')) ?? {};
    expect(await swapValue(undefined, 'y')).toBe(false);
    expect(await swapValue(value, '')).toBe(true);
    expect((await store.get('a'))?.value).toBe('');
    expect(await swapValue('', undefined)).toBe(true);
    expect(await store.get('a')).toBeUndefined();
    const [since, other] = [await store.epoch(), 'an earlier one'];
    expect(await store.compareAndSwap('b', { from: undefined, to: 'b', seconds: 60, epoch: other })).toBe(false);
    expect(await store.compareAndSwap('b', { from: undefined, to: 'b', seconds: 60, epoch: since })).toBe(true);
  });

  it('lock takes all names or none until it is released', async () => {
    const lock = await store.lock(['a', 'b'], 60_000);
    expect(lock?.releasedRecently).toBe(false);
    expect(await store.lock(['b', 'c'], 60_000)).toBeUndefined();
    const other = await store.lock(['c'], 60_000);
    expect(other?.releasedRecently).toBe(false);
    expect(await lock?.renew()).toBe(true);
    await lock?.release();
    const next = await store.lock(['b', 'd'], 60_000);
    expect(next?.releasedRecently).toBe(true);
    // The first holder no longer has any effect.
    await lock?.release();
    expect(await store.lock(['b'], 60_000)).toBeUndefined();
    expect(await lock?.renew()).toBe(false);
  });

  it('a lock expires unless it is renewed', async () => {
    const lock = await store.lock(['a'], 300);
    await sleep(200);
    expect(await lock?.renew()).toBe(true);
    await sleep(200);
    expect(await store.lock(['a'], 60_000)).toBeUndefined();
    await sleep(150);
    // Nobody else has taken it in between.
    expect(await lock?.renew()).toBe(true);
    await sleep(350);
    expect(await store.lock(['a'], 60_000)).toBeDefined();
    expect(await lock?.renew()).toBe(false);
  });

  it('a published message reaches every subscriber of its channel', async () => {
    const receivedMessages: string[] = [];
    const end = await store.subscribe('payments', (message) => void receivedMessages.push(message));
    await store.subscribe('payments', (message) => void receivedMessages.push(message));
    await store.subscribe('other', (message) => void receivedMessages.push(message));
    await expect.poll(() => store.publish('payments', 'imp_1').then(() => receivedMessages.length)).toBeGreaterThan(1);
    await end();
    await end();
    receivedMessages.length = 0;
    await namespaced(whole, 'another merchant').publish('payments', 'imp_2');
    await store.publish('payments', 'imp_3');
    await expect.poll(() => receivedMessages).toContain('imp_3');
    expect(receivedMessages.filter((message) => message !== 'imp_1')).toEqual(['imp_3']);
  });

  it('an appended list keeps its order and only its latest entries', async () => {
    await store.append('ledger', ['1', '2'], 1_000);
    await store.append('ledger', ['3'], 1_000);
    expect(await store.readLatest('ledger', 2)).toEqual(['3', '2']);
    expect(await store.readLatest('ledger', 10)).toEqual(['3', '2', '1']);
    expect(await store.readLatest('nothing', 10)).toEqual([]);
  });

  it('namespaced stores are isolated from each other, whatever their names', async () => {
    const [one, two] = [namespaced(whole, 'a'), namespaced(whole, 'a}:{a')];
    await one.set('{a}:key', '1', 60);
    for (const other of [two, namespaced(whole, 'b')]) expect(await other.get('{a}:key')).toBeUndefined();
    expect(await one.consumeOnce('key', 60)).toBe(true);
    expect(await two.consumeOnce('key', 60)).toBe(true);
    await one.reserve([{ key: 'day', amount: 1 }], 60);
    expect(await two.readCounter('day')).toBe(0);
    await one.lock(['a'], 60_000);
    expect(await two.lock(['a'], 60_000)).toBeDefined();
  });

  it('the store reports that it is healthy', async () => expect(await store.isHealthy()).toBe(true));
});

describe.skipIf(!hasRedis)('a Redis store that does not answer', () => {
  it('consumeOnce counts a key as used when its request may have been executed', async () => {
    const silent = await startRedis();
    const store = createRedisStore({ url: silent.url, log: () => undefined, grace: 0 });
    try {
      const epoch = await store.epoch();
      silent.freeze();
      await expect(store.consumeOnce('a', 60, epoch)).rejects.toBeInstanceOf(StoreUnreachable);
      silent.thaw();
      await expect.poll(() => store.isHealthy(), { timeout: 10_000 }).toBe(true);
      expect(await store.consumeOnce('a', 60, epoch)).toBe(false);
    } finally {
      silent.thaw();
      await store.close();
      await silent.close();
    }
  });
});

describe.skipIf(!hasRedis)('a Redis store that lost its data', () => {
  it('lock waits until every process had time to renew its own locks', async () => {
    const empty = await startRedis();
    const store = createRedisStore({ url: empty.url, log: () => undefined });
    try {
      const startedAt = performance.now();
      expect(await store.lock(['payment'], 10_000)).toBeUndefined();
      const acquireLock = () => store.lock(['payment'], 10_000);
      await expect.poll(acquireLock, { timeout: 10_000, interval: 100 }).toMatchObject({ releasedRecently: false });
      expect(performance.now() - startedAt).toBeGreaterThan(2_500);
    } finally {
      await store.close();
      await empty.close();
    }
  });
});
