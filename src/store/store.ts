/**
 * What must outlive a call. Behind an interface, since several processes may share it: then every method throws
 * StoreUnreachable when it cannot be told whether something was done. None is tried again by itself.
 */
export interface Store {
  /** Whether other processes use it too. */
  readonly isShared: boolean;
  /**
   * Marks a key as used for so many seconds. True for the first caller, false for every other. With `epoch`, also false when
   * the store has lost its memory since: it cannot know then what was used before.
   */
  consumeOnce(key: string, seconds: number, epoch?: string): Promise<boolean>;
  /**
   * Adds to counters in one step, all of them or none: when one would pass its limit, nothing is added and that claim is
   * returned. A counter lives for so many seconds from its first claim. `part` names whose claims these are.
   */
  reserve(
    increments: readonly CounterIncrement[],
    seconds: number,
    owner?: string,
  ): Promise<CounterIncrement | undefined>;
  /** Takes claims back. A counter that has ended meanwhile stays ended, and no part of it falls below zero. */
  release(increments: readonly CounterIncrement[], owner?: string): Promise<void>;
  /** Says what a part has claimed at least, as its own ledger tells: said twice, it counts once. */
  restoreCounters(increments: readonly CounterIncrement[], seconds: number, owner: string): Promise<void>;
  /** What a counter holds now, all parts together; zero when there is none. */
  readCounter(key: string): Promise<number>;

  get(key: string): Promise<StoredValue | undefined>;
  set(key: string, value: string, seconds: number): Promise<void>;
  /** Reads a value and deletes it in one step. */
  getAndDelete(key: string): Promise<string | undefined>;
  /**
   * Puts `to` in the place of `from` in one step; undefined stands for no value. False when something else is there, or when
   * the store has lost its memory since `epoch`.
   */
  compareAndSwap(key: string, change: CompareAndSwap): Promise<boolean>;

  /**
   * Takes all of the locks or none; undefined when another holder has one. A lock ends by itself. A store that has lost its
   * memory gives out none for a moment, in which those who held one take it again.
   */
  lock(names: readonly string[], milliseconds: number): Promise<Lock | undefined>;

  publish(channel: string, message: string): Promise<void>;
  /** Calls the handler for each message from now on; what was said while the store could not be reached is missed. */
  subscribe(channel: string, handler: (message: string) => void): Promise<() => Promise<void>>;

  /** Adds to a list that is kept in order; only about so many of the latest entries stay. */
  append(list: string, entries: readonly string[], maxEntries: number): Promise<void>;
  /** The latest entries of a list, newest first. */
  readLatest(list: string, limit: number): Promise<string[]>;

  /** Another one after each loss of memory, also of the latest part of it. */
  epoch(): Promise<string>;
  /** Whether it can be reached now. Never throws. */
  isHealthy(): Promise<boolean>;
  close(): Promise<void>;
}

export interface CounterIncrement {
  key: string;
  /** A whole number, zero or more: what is counted must add up exactly. */
  amount: number;
  limit?: number;
  /** What the counter holds at least, as is known from elsewhere. */
  atLeast?: number;
}

export interface StoredValue {
  value: string;
  /** How long it still lives. */
  milliseconds: number;
}

export interface CompareAndSwap {
  from: string | undefined;
  to: string | undefined;
  seconds: number;
  epoch?: string;
}

export interface Lock {
  /** Another lock had been let go on one of these names lately: things may have changed since they were last looked at. */
  readonly releasedRecently: boolean;
  /** Holds it for its whole time again, also when the store has forgotten it; false when somebody else holds it. */
  renew(): Promise<boolean>;
  /** Lets it go; when the store cannot be reached, it ends by itself. Never throws. */
  release(): Promise<void>;
}

/** Nobody knows whether the store did what it was asked. */
export class StoreUnreachable extends Error {
  override name = 'StoreUnreachable';

  constructor(cause: string) {
    super(`The shared store cannot be reached (${cause}).`);
  }
}

/** For how long it is remembered that a lock was let go. */
export const RECENT_RELEASE_SECONDS = 120;
