import { createHmac, randomUUID } from 'node:crypto';
import type { TokenShelf } from '../portone/access-token.ts';
import { createSeal, derivedKey } from '../store/encryption.ts';
import { type Store, StoreUnreachable } from '../store/store.ts';

const KEY = 'token';
const TURN = 'token-turn';
const DROPPED = 'token-dropped';
/** A request for a token is over by then, or lost. */
const TURN_SECONDS = 10;

/** One access token for all servers of a store, in which nobody can read it. */
export function createTokenShelf(store: Store, key: Uint8Array): TokenShelf {
  const seal = createSeal(key, 'token');
  const nameKey = derivedKey(key, 'token name');
  const nameOf = (value: string) => createHmac('sha256', nameKey).update(value).digest('base64url');

  function opened(closed: string): { value: string; expiresAt: number } | undefined {
    const text = seal.open(KEY, closed);
    // Closed with our key, so it has the shape that was written.
    return text === undefined ? undefined : (JSON.parse(text) as { value: string; expiresAt: number });
  }

  return {
    read: () =>
      orElse(undefined, async () => {
        const kept = await store.get(KEY);
        const token = kept && opened(kept.value);
        return token && { ...token, milliseconds: kept.milliseconds };
      }),
    write: ({ value, expiresAt, milliseconds }) =>
      orElse(undefined, () =>
        store.put(KEY, seal.close(KEY, JSON.stringify({ value, expiresAt })), milliseconds / 1000),
      ),
    drop: (value) =>
      orElse(undefined, async () => {
        const kept = await store.get(KEY);
        if (kept && opened(kept.value)?.value === value)
          await store.swap(KEY, { from: kept.value, to: undefined, seconds: 0 });
        await store.publish(DROPPED, nameOf(value));
      }),
    onDrop(handler) {
      // Without it, another process learns from PortOne itself that the token is not good.
      void orElse(undefined, () => store.subscribe(DROPPED, (name) => handler((value) => nameOf(value) === name)));
    },
    turn: () =>
      orElse(
        async () => undefined,
        async () => {
          const holder = randomUUID();
          const isOurs = await store.swap(TURN, { from: undefined, to: holder, seconds: TURN_SECONDS });
          const end = { from: holder, to: undefined, seconds: TURN_SECONDS };
          return isOurs ? () => orElse(undefined, async () => void (await store.swap(TURN, end))) : undefined;
        },
      ),
  };
}

/** Without the store each process helps itself. */
async function orElse<T>(otherwise: T, work: () => Promise<T>): Promise<T>;
async function orElse<T>(otherwise: undefined, work: () => Promise<T>): Promise<T | undefined>;
async function orElse<T>(otherwise: T | undefined, work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof StoreUnreachable)) throw error;
    return otherwise;
  }
}
