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

/** Servers that share the store; waiting takes no time but that of their clock. */
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

it('gives a target to one server at a time, and tells the next that something was written', async () => {
  const [a, b] = [createServer(), createServer()];
  const turn = await a(['order 1', 'customer 1'], continueWriting);
  expect(turn.contended).toBe(false);
  const other = await b(['order 2'], continueWriting);
  expect(other.contended).toBe(false);
  let ended = false;
  const waiting = b(['customer 1'], () => {
    if (ended) return;
    ended = true;
    void turn.release();
  });
  expect((await waiting).contended).toBe(true);
});

it('tells of a write that ended before anybody waited for it', async () => {
  await (await createServer()(['order 1'], continueWriting)).release();
  expect((await createServer()(['order 1'], continueWriting)).contended).toBe(true);
});

it('does not wait for ever for a server that has died, and takes its turn over once that has ended', async () => {
  await createServer()(['order 1'], continueWriting);
  await expect(createServer()(['order 1'], continueWriting)).rejects.toMatchObject({ kind: 'unreachable' });
  now += 120_000;
  expect((await createServer()(['order 1'], continueWriting)).contended).toBe(false);
});

it('lets nothing be sent unless the turn outlasts it', async () => {
  const turn = await createServer()(['order 1'], continueWriting);
  now += 34_000;
  turn.assertLeaseCoversWrite();
  now += 2_000;
  expect(() => turn.assertLeaseCoversWrite()).toThrow('The turn to write to this was lost');
});

it('writes no target into the store as it is', async () => {
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

it('is asked for by every write, and given back by one that failed', async () => {
  const [a, b] = [createWriteQueue(createServer()), createWriteQueue(createServer())];
  await expect(a.run(['order 1'], () => Promise.reject(new Error('lost')))).rejects.toThrow('lost');
  expect(await b.run(['order 1'], async (waited) => waited)).toBe(true);
  expect(await b.run([], async (waited) => waited)).toBe(false);
});

it('lets no write begin when the store cannot be reached', async () => {
  const unreachableStore: Store = { ...store, lock: () => Promise.reject(new StoreUnreachable('closed')) };
  let hasStarted = false;
  const write = createWriteQueue(createServer(unreachableStore)).run(['order 1'], async () => {
    hasStarted = true;
  });
  await expect(write).rejects.toBeInstanceOf(StoreUnreachable);
  expect(hasStarted).toBe(false);
});

it('is not waited for by a server that ends', async () => {
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
