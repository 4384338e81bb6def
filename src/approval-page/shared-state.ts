import { setTimeout as sleep } from 'node:timers/promises';
import type { StoreCipher } from '../store/encryption.ts';
import { type Store, StoreUnreachable } from '../store/store.ts';

const MAX_SWAP_ATTEMPTS = 60;
const PAUSE_MS = 20;

/** A value that several servers read and change atomically. */
export interface SharedValue<T> {
  read(): Promise<T>;
  /**
   * Modifies the value in place. `mutate` runs again with the current value if another server changed it concurrently.
   */
  update<R>(mutate: (value: T) => R): Promise<R>;
}

interface SharedValueOptions<T> {
  store: Store;
  cipher: StoreCipher;
  key: string;
  /** Lifetime after the last change. */
  seconds: number;
  /** Whether to discard the value if the store may have lost data. */
  discardOnDataLoss: boolean;
  createEmpty(): T;
}

interface StoredRecord<T> {
  epoch: string;
  value: T;
}

export function createSharedValue<T>({
  store,
  cipher,
  key,
  seconds,
  discardOnDataLoss,
  createEmpty,
}: SharedValueOptions<T>): SharedValue<T> {
  // Serialize the changes of this process, so that they do not compete with each other.
  let queue: Promise<unknown> = Promise.resolve();

  async function readCurrent(): Promise<{ value: T; raw: string | undefined; epoch: string }> {
    const epoch = await store.epoch();
    const raw = (await store.get(key))?.value;
    const text = raw === undefined ? undefined : cipher.decrypt(key, raw);
    // Encrypted with our key, so it has the shape that was written.
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
      const to = cipher.encrypt(key, JSON.stringify({ epoch, value } satisfies StoredRecord<T>));
      if (await store.compareAndSwap(key, { from: raw, to, seconds, epoch })) return result;
      await sleep(Math.random() * PAUSE_MS);
    }
    throw new StoreUnreachable('too many concurrent changes');
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
