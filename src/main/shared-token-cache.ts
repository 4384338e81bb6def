import { createHmac, randomUUID } from 'node:crypto';
import type { TokenCache } from '../portone/access-token.ts';
import { createStoreCipher, deriveKey } from '../store/encryption.ts';
import { type Store, StoreUnreachable } from '../store/store.ts';

const TOKEN_KEY = 'token';
const LOCK_KEY = 'token-turn';
const INVALIDATED_CHANNEL = 'token-dropped';
/** Longer than a token request takes. */
const LOCK_SECONDS = 10;

/** Shares one access token among all servers of a store, encrypted. */
export function createSharedTokenCache(store: Store, key: Uint8Array): TokenCache {
  const cipher = createStoreCipher(key, 'token');
  const nameKey = deriveKey(key, 'token name');
  const hashToken = (value: string) => createHmac('sha256', nameKey).update(value).digest('base64url');

  function decryptToken(encrypted: string): { value: string; expiresAt: number } | undefined {
    const text = cipher.decrypt(TOKEN_KEY, encrypted);
    // Encrypted with our key, so it has the shape that was written.
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
        store.set(TOKEN_KEY, cipher.encrypt(TOKEN_KEY, JSON.stringify({ value, expiresAt })), milliseconds / 1000),
      ),
    invalidate: (value) =>
      withFallback(undefined, async () => {
        const stored = await store.get(TOKEN_KEY);
        if (stored && decryptToken(stored.value)?.value === value)
          await store.compareAndSwap(TOKEN_KEY, { from: stored.value, to: undefined, seconds: 0 });
        await store.publish(INVALIDATED_CHANNEL, hashToken(value));
      }),
    onInvalidate(handler) {
      // If publishing fails, other processes find out from PortOne that the token is invalid.
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

/** If the store is unreachable, each process gets its own token. */
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
