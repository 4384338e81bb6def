import { randomUUID } from 'node:crypto';
import { AFTERMATH_SECONDS, type Lock, StoreUnreachable } from '../store.ts';
import type { Connection } from './connection.ts';

interface Locks {
  lock(names: readonly string[], milliseconds: number): Promise<Lock | undefined>;
  /** Takes again what is held here from a store that has lost its memory. */
  takeAgain(): Promise<void>;
  any(): boolean;
}

/** `grace`: for so long after a loss of memory no lock is given out. */
export function createLocks(
  { run }: Connection,
  keyOf: (key: string) => string,
  epochKey: string,
  grace: number,
): Locks {
  const held = new Set<Lock>();
  return {
    async lock(names, milliseconds) {
      const holder = randomUUID();
      const locks = names.map((name) => keyOf(`${name}:lock`));
      const traces = names.map((name) => keyOf(`${name}:ended`));
      const renew = async () => (await run('renew', locks, [holder, milliseconds])) === 1;
      const release = async () => {
        held.delete(lock);
        await run('unlock', [...locks, ...traces], [holder, AFTERMATH_SECONDS * 1000]).catch(unlessUnreachable);
      };
      let given: unknown;
      try {
        given = await run('lock', [epochKey, ...locks, ...traces], [holder, milliseconds, randomUUID(), grace]);
      } catch (error) {
        // It may have been given, and only the answer be lost.
        void run('unlock', [...locks, ...traces], [holder, AFTERMATH_SECONDS * 1000]).catch(unlessUnreachable);
        throw error;
      }
      if (given === 0) return undefined;
      const lock: Lock = { after: given === 2, renew, release };
      held.add(lock);
      return lock;
    },
    async takeAgain() {
      await Promise.all([...held].map((lock) => lock.renew()));
    },
    any: () => held.size > 0,
  };
}

function unlessUnreachable(error: unknown): void {
  if (!(error instanceof StoreUnreachable)) throw error;
}
