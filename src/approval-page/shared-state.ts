import { setTimeout as sleep } from 'node:timers/promises';
import type { Seal } from '../store/encryption.ts';
import { type Store, StoreUnreachable } from '../store/store.ts';

const MOST_TRIES = 60;
const PAUSE_MS = 20;

/** A value that several processes read and change, each change in one step. */
export interface Shared<T> {
  read(): Promise<T>;
  /** Alters the value in place, possibly several times on different ones until no other process came between. */
  change<R>(alter: (value: T) => R): Promise<R>;
}

interface Parts<T> {
  store: Store;
  seal: Seal;
  key: string;
  /** How long it is kept after the last change. */
  seconds: number;
  /** Whether it counts for nothing once the store has lost its memory, even a part of it. */
  bound: boolean;
  empty(): T;
}

interface Written<T> {
  epoch: string;
  value: T;
}

export function createRecord<T>({ store, seal, key, seconds, bound, empty }: Parts<T>): Shared<T> {
  // Changes of this process follow each other, so that they do not come between one another.
  let queue: Promise<unknown> = Promise.resolve();

  async function present(): Promise<{ value: T; raw: string | undefined; epoch: string }> {
    const epoch = await store.epoch();
    const raw = (await store.get(key))?.value;
    const text = raw === undefined ? undefined : seal.open(key, raw);
    // Closed with our key, so it has the shape that was written.
    const written = text === undefined ? undefined : (JSON.parse(text) as Written<T>);
    const counts = written !== undefined && (!bound || written.epoch === epoch);
    return { value: counts ? written.value : empty(), raw, epoch };
  }

  async function attempts<R>(alter: (value: T) => R): Promise<R> {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const { value, raw, epoch } = await present();
      const before = JSON.stringify(value);
      const result = alter(value);
      if (JSON.stringify(value) === before) return result;
      const to = seal.close(key, JSON.stringify({ epoch, value } satisfies Written<T>));
      if (await store.swap(key, { from: raw, to, seconds, epoch })) return result;
      await sleep(Math.random() * PAUSE_MS);
    }
    throw new StoreUnreachable('too busy');
  }

  return {
    read: async () => (await present()).value,
    change(alter) {
      const turn = queue.then(() => attempts(alter));
      queue = turn.catch(() => undefined);
      return turn;
    },
  };
}
