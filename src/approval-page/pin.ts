import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Seal } from '../store/encryption.ts';
import type { Store } from '../store/store.ts';
import { createRecord } from './shared-state.ts';

const TRIES = 5;
const FIRST_PAUSE_SECONDS = 300;
const LONGEST_PAUSE_SECONDS = 86_400;
/** Longer than any pause. */
const MEMORY_SECONDS = 7 * 86_400;

/** What a person knows and an agent with a browser does not. Wrong tries count together, whichever page they were made on. */
export interface Pin {
  /** No further try counts for now. */
  locked(): Promise<boolean>;
  /** Whether this is it. Anything else uses up a try; the last one locks. */
  check(typed: string): Promise<Checked>;
}

export type Checked = { said: 'right' } | { said: 'wrong'; triesLeft: number } | { said: 'locked' };

/** Of whom a page asks its PIN. */
export type Who = 'first' | 'second';
export type Pins = Readonly<Partial<Record<Who, Pin>>>;

interface Tries {
  wrong: number;
  pause: number;
  lockedUntil: number;
}

interface Parts {
  store: Store;
  seal: Seal;
  now(): number;
}

/** Each person has tries of their own: who guesses at one PIN locks the pages of that one. */
export function createPins(pins: Readonly<Record<Who, string | undefined>>, parts: Parts): Pins {
  const of = (who: Who) => (pins[who] === undefined ? {} : { [who]: createPin(pins[who], who, parts) });
  return { ...of('first'), ...of('second') };
}

/**
 * Each time that the tries run out, it takes twice as long until there are new ones: guessing is not worth waiting for. Every
 * try is written down before it is answered, so that many at once, also in several processes, get no more than one by one.
 */
function createPin(pin: string, who: Who, { store, seal, now }: Parts): Pin {
  const key = randomBytes(32);
  const digestOf = (text: string) => createHmac('sha256', key).update(text).digest();
  const expected = digestOf(pin);
  const tries = createRecord<Tries>({
    store,
    seal,
    key: who === 'first' ? 'approval:pin' : 'approval:second-pin',
    seconds: MEMORY_SECONDS,
    bound: false,
    empty: () => ({ wrong: 0, pause: FIRST_PAUSE_SECONDS, lockedUntil: 0 }),
  });

  return {
    locked: async () => now() < (await tries.read()).lockedUntil,
    check(typed) {
      const isRight = timingSafeEqual(digestOf(typed), expected);
      return tries.change((state): Checked => {
        if (now() < state.lockedUntil) return { said: 'locked' };
        if (isRight) {
          Object.assign(state, { wrong: 0, pause: FIRST_PAUSE_SECONDS });
          return { said: 'right' };
        }
        state.wrong += 1;
        if (state.wrong < TRIES) return { said: 'wrong', triesLeft: TRIES - state.wrong };
        state.wrong = 0;
        state.lockedUntil = now() + state.pause;
        state.pause = Math.min(state.pause * 2, LONGEST_PAUSE_SECONDS);
        return { said: 'locked' };
      });
    },
  };
}
