import { Refused } from '../../base/refusal.ts';
import type { Store } from '../../store/store.ts';

/** People who are asked again and again end up agreeing. */
export const MAX_DECLINES = 5;
/**
 * How many seconds a caller must pause after so many declines in a row, and after each further one; the last value stays.
 * Short at first: a person may well decline several wrong drafts of an agent.
 */
const PAUSES = [60, 120, 300, 600] as const;
/** Counted from the first decline of a row. */
const MEMORY_SECONDS = 3_600;
/** Counted from the first unanswered question of a row. */
const UNANSWERED_MEMORY_SECONDS = 600;

/** Counts how often in a row people say no to a caller, so that it cannot ask without end. Shared like the store. */
export interface DeclineLimit {
  /** Throws Refused during a pause. */
  assertMayAsk(caller: string): Promise<void>;
  /** Whether people declined so often that the caller had to pause, and approved nothing since. */
  isRepeatedlyDeclined(caller: string): Promise<boolean>;
  /** A person closed a question, or answered without a choice. */
  recordUnanswered(caller: string): Promise<void>;
  /** Whether so many questions in a row were left unanswered that no more forms are opened. */
  isOftenUnanswered(caller: string): Promise<boolean>;
  /** Returns the seconds of the pause that begins; zero if none does. */
  recordDecline(caller: string): Promise<number>;
  /** A person said yes: the caller starts anew. */
  recordApproval(caller: string): Promise<void>;
}

export function createDeclineLimit(
  store: Pick<Store, 'reserve' | 'release' | 'readCounter' | 'get' | 'set' | 'getAndDelete'>,
  maxDeclines = MAX_DECLINES,
): DeclineLimit {
  const toCountKey = (caller: string) => `declines:${caller}`;
  const toUnansweredKey = (caller: string) => `unanswered:${caller}`;
  const toPauseKey = (caller: string) => `pause:${caller}`;
  const countDeclines = (caller: string) => store.readCounter(toCountKey(caller));
  return {
    async assertMayAsk(caller) {
      const pause = await store.get(toPauseKey(caller));
      if (pause) throw createPauseRefusal(Math.ceil(pause.milliseconds / 1000), maxDeclines);
    },
    isRepeatedlyDeclined: async (caller) => (await countDeclines(caller)) >= maxDeclines,
    async recordDecline(caller) {
      await store.reserve([{ key: toCountKey(caller), amount: 1 }], MEMORY_SECONDS);
      const excess = (await countDeclines(caller)) - maxDeclines;
      if (excess < 0) return 0;
      const seconds = PAUSES[Math.min(excess, PAUSES.length - 1)] ?? 0;
      await store.set(toPauseKey(caller), 'declined', seconds);
      return seconds;
    },
    async recordUnanswered(caller) {
      await store.reserve([{ key: toUnansweredKey(caller), amount: 1 }], UNANSWERED_MEMORY_SECONDS);
    },
    isOftenUnanswered: async (caller) => (await store.readCounter(toUnansweredKey(caller))) >= maxDeclines,
    async recordApproval(caller) {
      for (const key of [toCountKey(caller), toUnansweredKey(caller)]) {
        const amount = await store.readCounter(key);
        if (amount > 0) await store.release([{ key, amount }]);
      }
      await store.getAndDelete(toPauseKey(caller));
    },
  };
}

const createPauseRefusal = (seconds: number, maxDeclines: number) =>
  new Refused(
    'rate_limited',
    `People declined at least ${maxDeclines} questions of this client in a row, so it cannot ask another one for ${formatSeconds(seconds)}. Nothing was sent.`,
    'Stop, tell the user so, and ask them what they want before calling again.',
  );

/** Rounds up, so that nobody comes back too early. */
export const formatSeconds = (seconds: number): string =>
  seconds < 120 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
