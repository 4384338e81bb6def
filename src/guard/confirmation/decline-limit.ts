import { Refused } from '../../base/refusal.ts';
import type { Store } from '../../store/store.ts';

/** People who are asked again and again end up agreeing. */
const MAX_DECLINES = 5;
/** From the first of them. */
const WINDOW_SECONDS = 600;

/** Counts how often in a row people say no to a caller, so that it cannot ask without end. Shared like the store. */
export interface DeclineLimit {
  /** Throws Refused if a new question would be one too many. */
  assertMayAsk(caller: string): Promise<void>;
  recordDecline(caller: string): Promise<void>;
  /** A person said yes: the caller starts anew. */
  recordApproval(caller: string): Promise<void>;
}

export function createDeclineLimit(
  store: Pick<Store, 'reserve' | 'release' | 'readCounter'>,
  maxDeclines = MAX_DECLINES,
): DeclineLimit {
  const toKey = (caller: string) => `declines:${caller}`;
  return {
    async assertMayAsk(caller) {
      if ((await store.readCounter(toKey(caller))) < maxDeclines) return;
      throw new Refused(
        'rate_limited',
        `People declined ${maxDeclines} questions of this client in a row, so no more are asked for up to ${WINDOW_SECONDS / 60} minutes. Nothing was sent.`,
        'Stop, and ask the user what they want before calling again.',
      );
    },
    async recordDecline(caller) {
      await store.reserve([{ key: toKey(caller), amount: 1 }], WINDOW_SECONDS);
    },
    async recordApproval(caller) {
      const key = toKey(caller);
      const amount = await store.readCounter(key);
      if (amount > 0) await store.release([{ key, amount }]);
    },
  };
}
