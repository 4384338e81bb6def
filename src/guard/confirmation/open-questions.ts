import { digest } from '../../base/digest.ts';
import { Refused } from '../../base/refusal.ts';
import type { Store } from '../../store/store.ts';
import { TOKEN_LIFETIME_SECONDS } from './confirmation-token.ts';

/** More than a person reads with care. Questions asked at once would otherwise get round the pause after declines. */
export const MAX_OPEN_QUESTIONS = 10;

/** Counts the forms of each caller that nobody has answered yet. Shared like the store. */
export interface OpenQuestions {
  /** Throws Refused if the caller has too many open questions; `onlyOne`: if it has any. */
  open(caller: string, token: string, options: { onlyOne: boolean }): Promise<void>;
  /** The question was answered in any way. */
  close(caller: string, token: string): Promise<void>;
}

/** Each open question takes a place of its caller until it is answered or can no longer be answered. */
export function createOpenQuestions(
  store: Pick<Store, 'get' | 'compareAndSwap'>,
  max = MAX_OPEN_QUESTIONS,
): OpenQuestions {
  // Without a limit nothing is counted.
  const places = Number.isFinite(max) ? Array.from({ length: max }, (_, place) => place) : [];
  const toKey = (caller: string, place: number) => `question:${place}:${caller}`;
  const replace = (caller: string, place: number, change: { from: string | undefined; to: string | undefined }) =>
    store.compareAndSwap(toKey(caller, place), { ...change, seconds: TOKEN_LIFETIME_SECONDS });

  async function hasAny(caller: string): Promise<boolean> {
    const values = await Promise.all(places.map((place) => store.get(toKey(caller, place))));
    return values.some((value) => value !== undefined);
  }

  return {
    async open(caller, token, { onlyOne }) {
      if (places.length === 0) return;
      if (onlyOne && (await hasAny(caller))) throw createTooManyQuestionsRefusal(1);
      for (const place of places) if (await replace(caller, place, { from: undefined, to: digest(token) })) return;
      throw createTooManyQuestionsRefusal(max);
    },
    async close(caller, token) {
      for (const place of places) if (await replace(caller, place, { from: digest(token), to: undefined })) return;
    },
  };
}

const createTooManyQuestionsRefusal = (count: number) =>
  new Refused(
    'rate_limited',
    count === 1
      ? 'A question of this client is waiting for an answer, and people declined its last ones, so it can ask only one at a time. Nothing was sent.'
      : `${count} questions of this client are already waiting for an answer. Nothing was sent.`,
    `Wait until the user has answered, then call again. A question expires after ${TOKEN_LIFETIME_SECONDS / 60} minutes.`,
  );
