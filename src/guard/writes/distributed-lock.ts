import { createHmac } from 'node:crypto';
import { Refused } from '../../base/refusal.ts';
import { type Store, StoreUnreachable } from '../../store/store.ts';

/** Maximum duration of a write, including the reconciliation of its outcome. */
const WRITE_MS = 50_000;
/** A holder that loses its connection to the store finishes before its lease expires. */
const LEASE_MS = 85_000;
const RENEWAL_MS = 15_000;
/** How long a call waits for the lock. Together with the write, it must end before clients give up after a minute. */
const MAX_WAIT_MS = 10_000;
const FIRST_PAUSE_MS = 25;
const MAX_PAUSE_MS = 250;

export interface WriteLease {
  /** Another server may have written to the same records since they were last read. */
  contended: boolean;
  /** Call it right before sending. Throws Refused unless the lease outlasts a write that begins now. */
  assertLeaseCoversWrite(): void;
  release(): Promise<void>;
}

/**
 * Prevents servers that share a store from writing to the same records at the same time. `assertCanWait` throws when
 * waiting is pointless.
 */
export type WriteLocks = (lockKeys: readonly string[], assertCanWait: () => void) => Promise<WriteLease>;

interface Parts {
  store: Store;
  /** Hashes lock keys in the store, since they may be personal data. */
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
      // Measured before the request, so the lease expires here no later than in the store.
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
        // The next renewal retries; the lease is still valid until it expires.
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
    'Another server is writing to the same payment, order or customer, or crashed while doing so. Nothing was sent.',
    'Check the current state in PortOne, and call again in a minute if the change is still needed.',
  );

const createLeaseLostError = () =>
  new Refused(
    'unreachable',
    'The write lock expired before the request could be sent. Nothing was sent.',
    'Call again.',
  );
