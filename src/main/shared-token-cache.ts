import { createHmac, randomUUID } from 'node:crypto';
import type { TokenCache } from '../portone/access-token.ts';
import { createStoreCipher, deriveKey } from '../store/encryption.ts';
import { type Store, StoreUnreachable } from '../store/store.ts';

const TOKEN_KEY = 'token';
const LOCK_KEY = 'token-turn';
const INVALIDATED_CHANNEL = 'token-dropped';
/** A request for a token is over by then, or lost. */
const LOCK_SECONDS = 10;

/** One access token for all servers of a store, in which nobody can read it. */
export function createSharedTokenCache(store: Store, key: Uint8Array): TokenCache {
  const seal = createStoreCipher(key, 'token');
  const nameKey = deriveKey(key, 'token name');
  const hashToken = (value: string) => createHmac('sha256', nameKey).update(value).digest('base64url');

  function decryptToken(encrypted: string): { value: string; expiresAt: number } | undefined {
    const text = seal.decrypt(TOKEN_KEY, encrypted);
    // Closed with our key, so it has the shape that was written.
    return text === undefined ? undefined : (JSON.parse(text) as { value: string; expiresAt: number });
  }

  return {
    read: () =>
      withFallback(undefined, async () => {
        const stored = await store.get(TOKEN_KEY);
        const token = stored && decryptToken(stored.value);
        return token && { ...token, milliseconds: stored.milliseconds };
      }),
    write: ({ value, expiresAt, milliseconds }) =>
      withFallback(undefined, () =>
        store.set(TOKEN_KEY, seal.encrypt(TOKEN_KEY, JSON.stringify({ value, expiresAt })), milliseconds / 1000),
      ),
    invalidate: (value) =>
      withFallback(undefined, async () => {
        const stored = await store.get(TOKEN_KEY);
        if (stored && decryptToken(stored.value)?.value === value)
          await store.compareAndSwap(TOKEN_KEY, { from: stored.value, to: undefined, seconds: 0 });
        await store.publish(INVALIDATED_CHANNEL, hashToken(value));
      }),
    onInvalidate(handler) {
      // Without it, another process learns from PortOne itself that the token is not good.
      void withFallback(undefined, () =>
        store.subscribe(INVALIDATED_CHANNEL, (name) => handler((value) => hashToken(value) === name)),
      );
    },
    acquireRenewal: () =>
      withFallback(
        async () => undefined,
        async () => {
          const holder = randomUUID();
          const isOurs = await store.compareAndSwap(LOCK_KEY, { from: undefined, to: holder, seconds: LOCK_SECONDS });
          const release = { from: holder, to: undefined, seconds: LOCK_SECONDS };
          return isOurs
            ? () => withFallback(undefined, async () => void (await store.compareAndSwap(LOCK_KEY, release)))
            : undefined;
        },
      ),
  };
}

/** Without the store each process helps itself. */
async function withFallback<T>(fallback: T, work: () => Promise<T>): Promise<T>;
async function withFallback<T>(fallback: undefined, work: () => Promise<T>): Promise<T | undefined>;
async function withFallback<T>(fallback: T | undefined, work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof StoreUnreachable)) throw error;
    return fallback;
  }
}
