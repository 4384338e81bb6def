/** An access token as it is held here. */
interface Token {
  value: string;
  /** Unix seconds by PortOne's clock. */
  expiresAt: number;
  /** Until when it is used, by the local monotonic clock in milliseconds. */
  usableUntil: number;
}

/** What `POST /users/getToken` says, in unix seconds of PortOne's clock. */
export interface IssuedToken {
  value: string;
  now: number;
  expiresAt: number;
}

export interface Tokens {
  /** The present token, or a new one. An aborted signal ends the wait of this caller only. */
  current(signal?: AbortSignal): Promise<Token>;
  /** Drops the token that failed, unless another one has taken its place already. */
  drop(failed: Token): void;
}

const EARLY = 60_000;

/** One token for the process, and at most one request for it in flight. `now` is monotonic, in milliseconds. */
export function createTokens(issue: () => Promise<IssuedToken>, now: () => number): Tokens {
  let present: Token | undefined;
  let pending: Promise<Token> | undefined;

  async function renew(): Promise<Token> {
    // Measured before the request: what the request itself takes comes off the token's life.
    const asked = now();
    const { value, now: theirs, expiresAt } = await issue();
    // A life of a minute or less ends at once: the token serves those who wait for it, and the next call asks again.
    present = { value, expiresAt, usableUntil: asked + (expiresAt - theirs) * 1000 - EARLY };
    return present;
  }

  return {
    async current(signal) {
      signal?.throwIfAborted();
      if (present && now() < present.usableUntil) return present;
      pending ??= renew().finally(() => {
        pending = undefined;
      });
      return unlessAborted(pending, signal);
    },
    drop(failed) {
      // By identity: PortOne gives out the same token again as long as it lives.
      if (present === failed) present = undefined;
    },
  };
}

/** The promise, or the signal's reason if that comes first; the promise itself goes on for others. */
async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise;
  let stop = () => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
