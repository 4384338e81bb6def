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
  /** Drops the token that failed, here and for all, unless another one has taken its place already. */
  drop(failed: Token): Promise<void>;
}

/** Where several processes keep one token. Nothing of it throws: what cannot be shared, each process has for itself. */
export interface TokenShelf {
  /** How long it can still be used is told as a span: the clocks of several machines differ. */
  read(): Promise<{ value: string; expiresAt: number; milliseconds: number } | undefined>;
  write(token: { value: string; expiresAt: number; milliseconds: number }): Promise<void>;
  /** Removes this token, if it is there. */
  drop(value: string): Promise<void>;
  /** Calls the handler when any process drops a token. */
  onDrop(handler: (isIt: (value: string) => boolean) => void): void;
  /** Undefined while another process asks for a token; a turn that is not ended ends by itself. */
  turn(): Promise<(() => Promise<void>) | undefined>;
}

export interface TokenParts {
  issue(): Promise<IssuedToken>;
  /** Monotonic, in milliseconds. */
  now(): number;
  sleep(ms: number): Promise<void>;
  shelf?: TokenShelf | undefined;
}

const EARLY = 60_000;
const LOOK_AGAIN = 50;
/** So long another process is waited for; a token too many does no harm. */
const LONGEST_WAIT = 15_000;

/** One token for the process, or for all that share a shelf, and at most one request for it in flight. */
export function createTokens({ issue, now, sleep, shelf }: TokenParts): Tokens {
  let present: Token | undefined;
  let pending: Promise<Token> | undefined;
  shelf?.onDrop((isIt) => {
    if (present && isIt(present.value)) present = undefined;
  });

  async function shelved(): Promise<Token | undefined> {
    const asked = now();
    const found = await shelf?.read();
    return found && { value: found.value, expiresAt: found.expiresAt, usableUntil: asked + found.milliseconds };
  }

  async function issued(): Promise<Token> {
    // Measured before the request: what the request itself takes comes off the token's life.
    const asked = now();
    const { value, now: theirs, expiresAt } = await issue();
    // A life of a minute or less ends at once: the token serves those who wait for it, and the next call asks again.
    const usableUntil = asked + (expiresAt - theirs) * 1000 - EARLY;
    const milliseconds = Math.floor(usableUntil - now());
    if (milliseconds > 0) await shelf?.write({ value, expiresAt, milliseconds });
    return { value, expiresAt, usableUntil };
  }

  async function renew(): Promise<Token> {
    present = (await shelved()) ?? (await inTurn());
    return present;
  }

  async function inTurn(): Promise<Token> {
    if (!shelf) return issued();
    const begun = now();
    for (;;) {
      const end = await shelf.turn();
      try {
        // Whoever had the turn before has left one there.
        const found = await shelved();
        if (found) return found;
        if (end || now() - begun > LONGEST_WAIT) return await issued();
      } finally {
        await end?.();
      }
      await sleep(LOOK_AGAIN);
    }
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
    async drop(failed) {
      // By identity: PortOne gives out the same token again as long as it lives.
      if (present === failed) present = undefined;
      await shelf?.drop(failed.value);
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
