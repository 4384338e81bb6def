/**
 * State that outlives a call. Several processes may share it; then every method throws StoreUnreachable if it is
 * unknown whether the operation took place. Nothing is retried.
 */
export interface Store {
  /** Whether other processes may use the same store. */
  readonly isShared: boolean;
  /**
   * Marks a key as used for some seconds. True for the first caller, false for all others. With `epoch`, also false if
   * the store has lost data since then, because the key may have been used before.
   */
  consumeOnce(key: string, seconds: number, epoch?: string): Promise<boolean>;
  /**
   * Adds to all counters or to none, atomically. If one would exceed its limit, returns that increment and adds
   * nothing. A counter expires `seconds` after its first increment. `owner` names the server whose increments these
   * are.
   */
  reserve(
    increments: readonly CounterIncrement[],
    seconds: number,
    owner?: string,
  ): Promise<CounterIncrement | undefined>;
  /** Subtracts increments. An expired counter stays expired, and no owner's share falls below zero. */
  release(increments: readonly CounterIncrement[], owner?: string): Promise<void>;
  /** Restores one server's share of each counter from its audit log. Idempotent. */
  restoreCounters(increments: readonly CounterIncrement[], seconds: number, owner: string): Promise<void>;
  /** Returns a counter's total over all owners; zero if there is none. */
  readCounter(key: string): Promise<number>;

  get(key: string): Promise<StoredValue | undefined>;
  set(key: string, value: string, seconds: number): Promise<void>;
  /** Reads and deletes a value atomically. */
  getAndDelete(key: string): Promise<string | undefined>;
  /**
   * Replaces `from` by `to` atomically; undefined stands for no value. False if the current value is another one, or if
   * the store has lost data since `epoch`.
   */
  compareAndSwap(key: string, change: CompareAndSwap): Promise<boolean>;

  /**
   * Acquires all locks or none; undefined if one is held by another holder. A lock expires by itself. After a data loss
   * no locks are granted for a few seconds, so that their holders can reacquire them.
   */
  lock(names: readonly string[], milliseconds: number): Promise<Lock | undefined>;

  publish(channel: string, message: string): Promise<void>;
  /** Calls the handler for each message from now on. Messages sent while the store is unreachable are lost. */
  subscribe(channel: string, handler: (message: string) => void): Promise<() => Promise<void>>;

  /** Appends to a list that keeps about `maxEntries` of the latest entries. */
  append(list: string, entries: readonly string[], maxEntries: number): Promise<void>;
  /** Returns the latest entries of a list, newest first. */
  readLatest(list: string, limit: number): Promise<string[]>;

  /** Returns an id that changes whenever the store may have lost data, even only the latest writes. */
  epoch(): Promise<string>;
  /** Whether the store is reachable now. Never throws. */
  isHealthy(): Promise<boolean>;
  close(): Promise<void>;
}

export interface CounterIncrement {
  key: string;
  /** An integer of at least zero, so that sums are exact. */
  amount: number;
  limit?: number;
  /** A minimum of the counter's total, known from elsewhere. */
  atLeast?: number;
}

export interface StoredValue {
  value: string;
  /** Remaining lifetime. */
  milliseconds: number;
}

export interface CompareAndSwap {
  from: string | undefined;
  to: string | undefined;
  seconds: number;
  epoch?: string;
}

export interface Lock {
  /** True if someone else released one of these locks recently, so anything read before may be stale. */
  readonly releasedRecently: boolean;
  /** Extends the lock to its full time, even if the store lost it. False if another holder has it. */
  renew(): Promise<boolean>;
  /** Releases the lock. If the store is unreachable, the lock expires by itself. Never throws. */
  release(): Promise<void>;
}

/** The store did not respond, so it is unknown whether the operation took place. */
export class StoreUnreachable extends Error {
  override name = 'StoreUnreachable';

  constructor(cause: string) {
    super(`The shared store cannot be reached (${cause}).`);
  }
}

/** How long `releasedRecently` remembers a release. */
export const RECENT_RELEASE_SECONDS = 120;
