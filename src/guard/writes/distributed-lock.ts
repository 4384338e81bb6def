import { createHmac } from 'node:crypto';
import { Refused } from '../../base/refusal.ts';
import { type Store, StoreUnreachable } from '../../store/store.ts';

/** How long a write and the search for its outcome may take. */
const WRITE_MS = 85_000;
/** Whoever holds a turn and is cut off from the store has ended before the turn does. */
const LEASE_MS = 120_000;
const RENEWAL_MS = 15_000;
/** How long a call waits for its turn; most clients give up after a minute. */
const MAX_WAIT_MS = 50_000;
const FIRST_PAUSE_MS = 25;
const MAX_PAUSE_MS = 250;

export interface WriteLease {
  /** Others may have written to the same since it was last looked at. */
  contended: boolean;
  /** Throws Refused unless the turn lasts until a write that begins now has ended. For right before it is sent. */
  assertLeaseCoversWrite(): void;
  release(): Promise<void>;
}

/** Keeps servers that share a store from writing to the same target at the same time. `mayWait` throws when it is no use. */
export type WriteLocks = (lockKeys: readonly string[], assertCanWait: () => void) => Promise<WriteLease>;

interface Parts {
  store: Store;
  /** Targets may be a person's: in the store they stand as what only the servers can compute. */
  key: Uint8Array;
  /** Monotonic milliseconds. */
  now(): number;
  sleep(ms: number): Promise<void>;
}

export function createWriteLocks({ store, key, now, sleep }: Parts): WriteLocks {
  const buildStoreKey = (target: string) =>
    `write:${createHmac('sha256', key).update(`target ${target}`).digest('base64url')}`;

  async function acquire(names: readonly string[], assertCanWait: () => void) {
    const startedAt = now();
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, MAX_PAUSE_MS)) {
      // Measured before the answer: the lock ends for others no sooner than it does here.
      const since = now();
      const lock = await store.lock(names, LEASE_MS);
      if (lock) return { lock, since, contended: lock.releasedRecently || pause > FIRST_PAUSE_MS };
      if (now() - startedAt > MAX_WAIT_MS) throw createBusyError();
      assertCanWait();
      await sleep(pause * (0.5 + Math.random()));
    }
  }

  return async (lockKeys, assertCanWait) => {
    if (lockKeys.length === 0)
      return { contended: false, assertLeaseCoversWrite: () => undefined, release: async () => undefined };
    const { lock, since, contended } = await acquire(lockKeys.map(buildStoreKey), assertCanWait);
    let leaseValidUntil = since + LEASE_MS;
    const renewal = setInterval(async () => {
      const requestedAt = now();
      const renewed = await lock.renew().catch((error: unknown) => {
        // It is tried again; until then the lock lives on.
        if (!(error instanceof StoreUnreachable)) throw error;
        return undefined;
      });
      if (renewed === true) leaseValidUntil = requestedAt + LEASE_MS;
      if (renewed === false) leaseValidUntil = 0;
    }, RENEWAL_MS);
    renewal.unref();
    return {
      contended,
      assertLeaseCoversWrite() {
        if (now() + WRITE_MS > leaseValidUntil) throw createLeaseLostError();
      },
      async release() {
        clearInterval(renewal);
        await lock.release();
      },
    };
  };
}

const createBusyError = () =>
  new Refused(
    'unreachable',
    'Another server writes to the same payment, order or customer, or has ended in the middle of that. Nothing was sent.',
    'Look at what PortOne shows now, and call again in a minute if it is still wanted.',
  );

const createLeaseLostError = () =>
  new Refused(
    'unreachable',
    'The turn to write to this was lost while it was prepared. Nothing was sent.',
    'Call again.',
  );
