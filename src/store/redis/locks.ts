import { randomUUID } from 'node:crypto';
import { type Lock, RECENT_RELEASE_SECONDS, StoreUnreachable } from '../store.ts';
import type { RedisConnection } from './connection.ts';

interface RedisLocks {
  lock(names: readonly string[], milliseconds: number): Promise<Lock | undefined>;
  /** Reacquires the locks held by this process after the store lost its data. */
  reacquire(): Promise<void>;
  hasAny(): boolean;
}

/** `grace`: for this many milliseconds after a data loss no lock is granted, so that holders can reacquire theirs. */
export function createRedisLocks(
  { runScript }: RedisConnection,
  toKey: (key: string) => string,
  epochKey: string,
  grace: number,
): RedisLocks {
  const held = new Set<Lock>();
  return {
    async lock(names, milliseconds) {
      const holder = randomUUID();
      const locks = names.map((name) => toKey(`${name}:lock`));
      const releaseMarkers = names.map((name) => toKey(`${name}:ended`));
      const renew = async () => (await runScript('renew', locks, [holder, milliseconds])) === 1;
      const release = async () => {
        held.delete(lock);
        await runScript('unlock', [...locks, ...releaseMarkers], [holder, RECENT_RELEASE_SECONDS * 1000]).catch(
          ignoreUnreachable,
        );
      };
      let acquired: unknown;
      try {
        acquired = await runScript(
          'lock',
          [epochKey, ...locks, ...releaseMarkers],
          [holder, milliseconds, randomUUID(), grace],
        );
      } catch (error) {
        // The lock may have been granted and only the response lost.
        void runScript('unlock', [...locks, ...releaseMarkers], [holder, RECENT_RELEASE_SECONDS * 1000]).catch(
          ignoreUnreachable,
        );
        throw error;
      }
      if (acquired === 0) return undefined;
      const lock: Lock = { releasedRecently: acquired === 2, renew, release };
      held.add(lock);
      return lock;
    },
    async reacquire() {
      await Promise.all([...held].map((lock) => lock.renew()));
    },
    hasAny: () => held.size > 0,
  };
}

function ignoreUnreachable(error: unknown): void {
  if (!(error instanceof StoreUnreachable)) throw error;
}
