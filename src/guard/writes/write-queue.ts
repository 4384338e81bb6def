import { Refused } from '../../base/refusal.ts';
import type { Telemetry } from '../telemetry.ts';
import type { WriteLocks } from './distributed-lock.ts';

/** The writes in flight. They finish even if their client disconnects. */
export interface WriteQueue {
  /** Notes which writes end from now on. To be called before a call reads the state, and stopped when it is over. */
  watch(): EndedWrites;
  /**
   * Runs a write after those in flight that share a lock key with it, also on other servers; `contended` says whether
   * there were any, or whether one of `ended` shares a lock key. The write calls `assertLeaseCoversWrite` right before it sends, which throws Refused if another
   * server could start meanwhile. Throws Refused once `drain` was called.
   */
  run<T>(lockKeys: readonly string[], write: QueuedWrite<T>, ended?: EndedWrites): Promise<T>;
  /** Rejects new writes, and resolves when none is in flight. */
  drain(): Promise<void>;
}

/** The writes that ended since a moment: one can begin and end while a call is between its read and its write. */
export interface EndedWrites {
  lockKeys: ReadonlySet<string>;
  stop(): void;
}

type QueuedWrite<T> = (contended: boolean, assertLeaseCoversWrite: () => void) => Promise<T>;

/** `locks` coordinate several servers that share a store. */
export function createWriteQueue(locks?: WriteLocks, telemetry?: Pick<Telemetry, 'writesInFlight'>): WriteQueue {
  const inFlight = new Set<Promise<unknown>>();
  const watches = new Set<Set<string>>();
  const latestByKey = new Map<string, Promise<unknown>>();
  let isDraining = false;
  const assertNotDraining = () => {
    if (isDraining) throw new Refused('unreachable', 'The server is shutting down. Nothing was sent.');
  };

  /** Acquires all locks at once, so two writes can never wait for each other. */
  async function runAfterOthers<T>(
    others: readonly Promise<unknown>[],
    lockKeys: readonly string[],
    write: QueuedWrite<T>,
    ended?: EndedWrites,
  ): Promise<T> {
    const hasWaited = others.length > 0;
    if (hasWaited) await waitForOthers(others);
    if (hasWaited) assertNotDraining();
    const lease = await locks?.(lockKeys, assertNotDraining);
    try {
      if (lease) assertNotDraining();
      const contended = hasWaited || lease?.contended === true || lockKeys.some((key) => ended?.lockKeys.has(key));
      return await write(contended, lease?.assertLeaseCoversWrite ?? (() => undefined));
    } finally {
      for (const watch of watches) for (const lockKey of lockKeys) watch.add(lockKey);
      await lease?.release();
    }
  }

  return {
    watch() {
      const keys = new Set<string>();
      watches.add(keys);
      return { lockKeys: keys, stop: () => void watches.delete(keys) };
    },
    async run(lockKeys, write, ended) {
      assertNotDraining();
      const others = lockKeys.flatMap((lockKey) => latestByKey.get(lockKey) ?? []);
      const running = runAfterOthers(others, lockKeys, write, ended);
      // A write that stops waiting leaves the others running, and the next one still has to wait for them.
      const allEnded = Promise.allSettled([...others, running]);
      inFlight.add(running);
      telemetry?.writesInFlight(1);
      for (const lockKey of lockKeys) latestByKey.set(lockKey, allEnded);
      void allEnded.then(() => {
        for (const lockKey of lockKeys) if (latestByKey.get(lockKey) === allEnded) latestByKey.delete(lockKey);
      });
      try {
        return await running;
      } finally {
        inFlight.delete(running);
        telemetry?.writesInFlight(-1);
      }
    },
    async drain() {
      isDraining = true;
      await Promise.allSettled(inFlight);
    },
  };
}

/** Together with the write itself, the wait must end before clients give up after a minute. */
const MAX_WAIT_MS = 10_000;

/** Throws Refused if the others take too long. */
async function waitForOthers(others: readonly Promise<unknown>[]): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<'timeout'>((resolve) => {
    timer = setTimeout(() => resolve('timeout'), MAX_WAIT_MS);
  });
  const ending = await Promise.race([Promise.allSettled(others), timeout]);
  clearTimeout(timer);
  if (ending === 'timeout')
    throw new Refused(
      'unreachable',
      'Another change to the same payment, order or customer is still in progress. Nothing was sent.',
      'Check the current state in PortOne, and call again in a minute if the change is still needed.',
    );
}
