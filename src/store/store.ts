/** What must outlive a call. Behind an interface, since several processes may share it. */
export interface Store {
  /** Marks a key as used for so many seconds. True for the first caller, false for every other. */
  useOnce(key: string, seconds: number): Promise<boolean>;
  /**
   * Adds to counters in one step, all of them or none: when one would pass its limit, nothing is added and that claim is
   * returned. A counter lives for so many seconds from its first claim.
   */
  reserve(claims: readonly Claim[], seconds: number): Promise<Claim | undefined>;
  /** Takes claims back. A counter that has ended meanwhile stays ended, and none falls below zero. */
  release(claims: readonly Claim[]): Promise<void>;
  /** What a counter holds now; zero when there is none. */
  counted(key: string): Promise<number>;
}

export interface Claim {
  key: string;
  /** A whole number, zero or more: what is counted must add up exactly. */
  amount: number;
  limit?: number;
  /** What the counter holds at least, as is known from elsewhere. */
  atLeast?: number;
}
