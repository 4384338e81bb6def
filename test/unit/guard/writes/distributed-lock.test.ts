import { beforeEach, expect, it } from 'vitest';
import { createWriteLocks } from '../../../../src/guard/writes/distributed-lock.ts';
import { createWriteQueue } from '../../../../src/guard/writes/write-queue.ts';
import { createMemoryStore } from '../../../../src/store/memory/store.ts';
import { type Store, StoreUnreachable } from '../../../../src/store/store.ts';

let now: number;
let store: Store;
beforeEach(() => {
  now = 1_000_000;
  store = createMemoryStore(() => now / 1000);
});

/** Servers that share the store; waiting only advances their clock. */
const createServer = (shared: Store = store) =>
  createWriteLocks({
    store: shared,
    key: new Uint8Array(32).fill(7),
    now: () => now,
    async sleep(ms) {
      now += ms;
    },
  });
const continueWriting = () => undefined;

it('the distributed lock admits one server at a time per key and marks the next lock as contended', async () => {
  const [a, b] = [createServer(), createServer()];
  const lease = await a(['order 1', 'customer 1'], continueWriting);
  expect(lease.contended).toBe(false);
  const other = await b(['order 2'], continueWriting);
  expect(other.contended).toBe(false);
  let ended = false;
  const waiting = b(['customer 1'], () => {
    if (ended) return;
    ended = true;
    void lease.release();
  });
  expect((await waiting).contended).toBe(true);
});

it('the distributed lock marks a lock as contended after a recent release', async () => {
  await (await createServer()(['order 1'], continueWriting)).release();
  expect((await createServer()(['order 1'], continueWriting)).contended).toBe(true);
});

it('the distributed lock gives up on a crashed server, and is free again once its lease has expired', async () => {
  await createServer()(['order 1'], continueWriting);
  await expect(createServer()(['order 1'], continueWriting)).rejects.toMatchObject({ kind: 'unreachable' });
  now += 85_000;
  expect((await createServer()(['order 1'], continueWriting)).contended).toBe(false);
});

it('a write is not sent unless its lease covers it', async () => {
  const lease = await createServer()(['order 1'], continueWriting);
  now += 34_000;
  lease.assertLeaseCoversWrite();
  now += 2_000;
  expect(() => lease.assertLeaseCoversWrite()).toThrow('The write lock expired before the request could be sent');
});

it('the distributed lock does not store keys in clear text', async () => {
  const names: string[] = [];
  const watched: Store = {
    ...store,
    lock(asked, milliseconds) {
      names.push(...asked);
      return store.lock(asked, milliseconds);
    },
  };
  await createServer(watched)(['customer_uid 010-1234-5678'], continueWriting);
  expect(names).toHaveLength(1);
  expect(names.join()).not.toContain('1234');
});

it('every write takes the distributed lock, and a failed write releases it', async () => {
  const [a, b] = [createWriteQueue(createServer()), createWriteQueue(createServer())];
  await expect(a.run(['order 1'], () => Promise.reject(new Error('lost')))).rejects.toThrow('lost');
  expect(await b.run(['order 1'], async (waited) => waited)).toBe(true);
  expect(await b.run([], async (waited) => waited)).toBe(false);
});

it('no write starts when the store is unreachable', async () => {
  const unreachableStore: Store = { ...store, lock: () => Promise.reject(new StoreUnreachable('closed')) };
  let hasStarted = false;
  const write = createWriteQueue(createServer(unreachableStore)).run(['order 1'], async () => {
    hasStarted = true;
  });
  await expect(write).rejects.toBeInstanceOf(StoreUnreachable);
  expect(hasStarted).toBe(false);
});

it('a server that shuts down does not wait for the distributed lock', async () => {
  await createServer()(['order 1'], continueWriting);
  const writes = createWriteQueue(createServer());
  const waiting = writes.run(['order 1'], async () => 'written');
  const refused = expect(waiting).rejects.toMatchObject({
    kind: 'unreachable',
    message: expect.stringContaining('shutting down'),
  });
  await writes.drain();
  await refused;
});
