import { setTimeout as sleep } from 'node:timers/promises';
import type { StoreCipher } from '../store/encryption.ts';
import { type Store, StoreUnreachable } from '../store/store.ts';

const MAX_SWAP_ATTEMPTS = 60;
const PAUSE_MS = 20;

/** A value that several processes read and change, each change in one step. */
export interface SharedValue<T> {
  read(): Promise<T>;
  /** Alters the value in place, possibly several times on different ones until no other process came between. */
  update<R>(mutate: (value: T) => R): Promise<R>;
}

interface SharedValueOptions<T> {
  store: Store;
  seal: StoreCipher;
  key: string;
  /** How long it is kept after the last change. */
  seconds: number;
  /** Whether it counts for nothing once the store has lost its memory, even a part of it. */
  discardOnDataLoss: boolean;
  createEmpty(): T;
}

interface StoredRecord<T> {
  epoch: string;
  value: T;
}

export function createSharedValue<T>({
  store,
  seal,
  key,
  seconds,
  discardOnDataLoss,
  createEmpty,
}: SharedValueOptions<T>): SharedValue<T> {
  // Changes of this process follow each other, so that they do not come between one another.
  let queue: Promise<unknown> = Promise.resolve();

  async function readCurrent(): Promise<{ value: T; raw: string | undefined; epoch: string }> {
    const epoch = await store.epoch();
    const raw = (await store.get(key))?.value;
    const text = raw === undefined ? undefined : seal.decrypt(key, raw);
    // Closed with our key, so it has the shape that was written.
    const stored = text === undefined ? undefined : (JSON.parse(text) as StoredRecord<T>);
    const isValid = stored !== undefined && (!discardOnDataLoss || stored.epoch === epoch);
    return { value: isValid ? stored.value : createEmpty(), raw, epoch };
  }

  async function updateWithRetry<R>(mutate: (value: T) => R): Promise<R> {
    for (let attempt = 0; attempt < MAX_SWAP_ATTEMPTS; attempt += 1) {
      const { value, raw, epoch } = await readCurrent();
      const before = JSON.stringify(value);
      const result = mutate(value);
      if (JSON.stringify(value) === before) return result;
      const to = seal.encrypt(key, JSON.stringify({ epoch, value } satisfies StoredRecord<T>));
      if (await store.compareAndSwap(key, { from: raw, to, seconds, epoch })) return result;
      await sleep(Math.random() * PAUSE_MS);
    }
    throw new StoreUnreachable('too busy');
  }

  return {
    read: async () => (await readCurrent()).value,
    update(mutate) {
      const updating = queue.then(() => updateWithRetry(mutate));
      queue = updating.catch(() => undefined);
      return updating;
    },
  };
}
