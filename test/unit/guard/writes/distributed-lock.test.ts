import { beforeEach, expect, it } from 'vitest';
import { createWrites } from '../../../../src/context.ts';
import { createTurns } from '../../../../src/guard/writes/distributed-lock.ts';
import { createMemoryStore } from '../../../../src/store/memory/store.ts';
import { type Store, StoreUnreachable } from '../../../../src/store/store.ts';

let now: number;
let store: Store;
beforeEach(() => {
  now = 1_000_000;
  store = createMemoryStore(() => now / 1000);
});

/** Servers that share the store; waiting takes no time but that of their clock. */
const server = (shared: Store = store) =>
  createTurns({
    store: shared,
    key: new Uint8Array(32).fill(7),
    now: () => now,
    async sleep(ms) {
      now += ms;
    },
  });
const goOn = () => undefined;

it('gives a target to one server at a time, and tells the next that something was written', async () => {
  const [a, b] = [server(), server()];
  const turn = await a(['order 1', 'customer 1'], goOn);
  expect(turn.waited).toBe(false);
  const other = await b(['order 2'], goOn);
  expect(other.waited).toBe(false);
  let ended = false;
  const waiting = b(['customer 1'], () => {
    if (ended) return;
    ended = true;
    void turn.end();
  });
  expect((await waiting).waited).toBe(true);
});

it('tells of a write that ended before anybody waited for it', async () => {
  await (await server()(['order 1'], goOn)).end();
  expect((await server()(['order 1'], goOn)).waited).toBe(true);
});

it('does not wait for ever for a server that has died, and takes its turn over once that has ended', async () => {
  await server()(['order 1'], goOn);
  await expect(server()(['order 1'], goOn)).rejects.toMatchObject({ kind: 'unreachable' });
  now += 120_000;
  expect((await server()(['order 1'], goOn)).waited).toBe(false);
});

it('lets nothing be sent unless the turn outlasts it', async () => {
  const turn = await server()(['order 1'], goOn);
  now += 34_000;
  turn.mustLast();
  now += 2_000;
  expect(() => turn.mustLast()).toThrow('The turn to write to this was lost');
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
  await server(watched)(['customer_uid 010-1234-5678'], goOn);
  expect(names).toHaveLength(1);
  expect(names.join()).not.toContain('1234');
});

it('is asked for by every write, and given back by one that failed', async () => {
  const [a, b] = [createWrites(server()), createWrites(server())];
  await expect(a.run(['order 1'], () => Promise.reject(new Error('lost')))).rejects.toThrow('lost');
  expect(await b.run(['order 1'], async (waited) => waited)).toBe(true);
  expect(await b.run([], async (waited) => waited)).toBe(false);
});

it('lets no write begin when the store cannot be reached', async () => {
  const lost: Store = { ...store, lock: () => Promise.reject(new StoreUnreachable('closed')) };
  let begun = false;
  const write = createWrites(server(lost)).run(['order 1'], async () => {
    begun = true;
  });
  await expect(write).rejects.toBeInstanceOf(StoreUnreachable);
  expect(begun).toBe(false);
});

it('is not waited for by a server that ends', async () => {
  await server()(['order 1'], goOn);
  const writes = createWrites(server());
  const waiting = writes.run(['order 1'], async () => 'written');
  const refused = expect(waiting).rejects.toMatchObject({
    kind: 'unreachable',
    message: expect.stringContaining('shutting down'),
  });
  await writes.end();
  await refused;
});
