/** A cached access token. */
export interface Token {
  value: string;
  /** Unix seconds by PortOne's clock. */
  expiresAt: number;
  /** Used until this time, in milliseconds of the local monotonic clock. */
  usableUntil: number;
}

/** The response of `POST /users/getToken`; times in unix seconds of PortOne's clock. */
export interface IssuedToken {
  value: string;
  now: number;
  expiresAt: number;
}

export interface TokenProvider {
  /** Returns the current token, or a new one. An aborted signal only ends this caller's wait. */
  get(signal?: AbortSignal): Promise<Token>;
  /** Invalidates a rejected token here and in the shared cache, unless another one has replaced it. */
  invalidate(failed: Token): Promise<void>;
}

/**
 * A token cache shared by several processes. Never throws: if the cache is unavailable, each process gets its own
 * token.
 */
export interface TokenCache {
  /** `milliseconds` is the remaining time of use. A duration, since the clocks of machines differ. */
  read(): Promise<{ value: string; expiresAt: number; milliseconds: number } | undefined>;
  write(token: { value: string; expiresAt: number; milliseconds: number }): Promise<void>;
  /** Removes this token if it is the cached one. */
  invalidate(value: string): Promise<void>;
  /** Calls the handler when any process invalidates a token. */
  onInvalidate(handler: (matches: (value: string) => boolean) => void): void;
  /**
   * Acquires the right to renew the token and returns its release. Undefined while another process renews. Expires by
   * itself.
   */
  acquireRenewal(): Promise<(() => Promise<void>) | undefined>;
}

export interface TokenDependencies {
  issue(): Promise<IssuedToken>;
  /** Monotonic, in milliseconds. */
  now(): number;
  sleep(ms: number): Promise<void>;
  cache?: TokenCache | undefined;
  /** Called with each token before it is used. */
  onToken?: ((token: string) => void) | undefined;
}

const RENEW_EARLY_MS = 60_000;
const POLL_INTERVAL_MS = 50;
/** How long to wait for another process. Issuing one token too many is harmless. */
const MAX_RENEWAL_WAIT_MS = 15_000;

/** Provides one token per process, or per shared cache, with at most one token request in flight. */
export function createTokenProvider({ issue, now, sleep, cache, onToken }: TokenDependencies): TokenProvider {
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
    // Taken before the request, so that the request's duration shortens the token's lifetime.
    const requestedAt = now();
    const { value, now: issuedAt, expiresAt } = await issue();
    // A token that expires within a minute only serves the callers waiting for it; the next call requests another
    // one.
    const usableUntil = requestedAt + (expiresAt - issuedAt) * 1000 - RENEW_EARLY_MS;
    const milliseconds = Math.floor(usableUntil - now());
    if (milliseconds > 0) await cache?.write({ value, expiresAt, milliseconds });
    return { value, expiresAt, usableUntil };
  }

  async function renew(): Promise<Token> {
    currentToken = (await readShared()) ?? (await renewShared());
    onToken?.(currentToken.value);
    return currentToken;
  }

  async function renewShared(): Promise<Token> {
    if (!cache) return issueToken();
    const startedAt = now();
    for (;;) {
      const release = await cache.acquireRenewal();
      try {
        // The previous holder may have cached a token.
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
      // Compare by identity: PortOne may issue the same token value again while it is valid.
      if (currentToken === failed) currentToken = undefined;
      await cache?.invalidate(failed.value);
    },
  };
}

/** Resolves with the promise, or rejects when the signal aborts. The promise itself continues for others. */
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
