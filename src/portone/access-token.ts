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

export interface TokenProvider {
  /** The present token, or a new one. An aborted signal ends the wait of this caller only. */
  get(signal?: AbortSignal): Promise<Token>;
  /** Drops the token that failed, here and for all, unless another one has taken its place already. */
  invalidate(failed: Token): Promise<void>;
}

/** Where several processes keep one token. Nothing of it throws: what cannot be shared, each process has for itself. */
export interface TokenCache {
  /** How long it can still be used is told as a span: the clocks of several machines differ. */
  read(): Promise<{ value: string; expiresAt: number; milliseconds: number } | undefined>;
  write(token: { value: string; expiresAt: number; milliseconds: number }): Promise<void>;
  /** Removes this token, if it is there. */
  invalidate(value: string): Promise<void>;
  /** Calls the handler when any process drops a token. */
  onInvalidate(handler: (matches: (value: string) => boolean) => void): void;
  /** Undefined while another process asks for a token; a turn that is not ended ends by itself. */
  acquireRenewal(): Promise<(() => Promise<void>) | undefined>;
}

export interface TokenDependencies {
  issue(): Promise<IssuedToken>;
  /** Monotonic, in milliseconds. */
  now(): number;
  sleep(ms: number): Promise<void>;
  cache?: TokenCache | undefined;
}

const RENEW_EARLY_MS = 60_000;
const POLL_INTERVAL_MS = 50;
/** So long another process is waited for; a token too many does no harm. */
const MAX_RENEWAL_WAIT_MS = 15_000;

/** One token for the process, or for all that share a shelf, and at most one request for it in flight. */
export function createTokenProvider({ issue, now, sleep, cache }: TokenDependencies): TokenProvider {
  let currentToken: Token | undefined;
  let pending: Promise<Token> | undefined;
  cache?.onInvalidate((matches) => {
    if (currentToken && matches(currentToken.value)) currentToken = undefined;
  });

  async function readShared(): Promise<Token | undefined> {
    const requestedAt = now();
    const cached = await cache?.read();
    return (
      cached && { value: cached.value, expiresAt: cached.expiresAt, usableUntil: requestedAt + cached.milliseconds }
    );
  }

  async function issueToken(): Promise<Token> {
    // Measured before the request: what the request itself takes comes off the token's life.
    const requestedAt = now();
    const { value, now: issuedAt, expiresAt } = await issue();
    // A life of a minute or less ends at once: the token serves those who wait for it, and the next call asks again.
    const usableUntil = requestedAt + (expiresAt - issuedAt) * 1000 - RENEW_EARLY_MS;
    const milliseconds = Math.floor(usableUntil - now());
    if (milliseconds > 0) await cache?.write({ value, expiresAt, milliseconds });
    return { value, expiresAt, usableUntil };
  }

  async function renew(): Promise<Token> {
    currentToken = (await readShared()) ?? (await renewShared());
    return currentToken;
  }

  async function renewShared(): Promise<Token> {
    if (!cache) return issueToken();
    const startedAt = now();
    for (;;) {
      const release = await cache.acquireRenewal();
      try {
        // Whoever had the turn before has left one there.
        const cached = await readShared();
        if (cached) return cached;
        if (release || now() - startedAt > MAX_RENEWAL_WAIT_MS) return await issueToken();
      } finally {
        await release?.();
      }
      await sleep(POLL_INTERVAL_MS);
    }
  }

  return {
    async get(signal) {
      signal?.throwIfAborted();
      if (currentToken && now() < currentToken.usableUntil) return currentToken;
      pending ??= renew().finally(() => {
        pending = undefined;
      });
      return raceWithAbort(pending, signal);
    },
    async invalidate(failed) {
      // By identity: PortOne gives out the same token again as long as it lives.
      if (currentToken === failed) currentToken = undefined;
      await cache?.invalidate(failed.value);
    },
  };
}

/** The promise, or the signal's reason if that comes first; the promise itself goes on for others. */
async function raceWithAbort<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
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
