import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { DAY_SECONDS } from '../base/korean-time.ts';
import type { StoreCipher } from '../store/encryption.ts';
import type { Store } from '../store/store.ts';
import { createSharedValue } from './shared-state.ts';

const MAX_PIN_ATTEMPTS = 5;
const INITIAL_LOCKOUT_SECONDS = 300;
const MAX_LOCKOUT_SECONDS = DAY_SECONDS;
/** Longer than any pause. */
const ATTEMPTS_RETENTION_SECONDS = 7 * DAY_SECONDS;

/** What a person knows and an agent with a browser does not. Wrong tries count together, whichever page they were made on. */
export interface Pin {
  /** No further try counts for now. */
  isLocked(): Promise<boolean>;
  /** Whether this is it. Anything else uses up a try; the last one locks. */
  check(typed: string): Promise<PinCheck>;
}

export type PinCheck = { result: 'right' } | { result: 'wrong'; attemptsLeft: number } | { result: 'locked' };

/** Of whom a page asks its PIN. */
export type Approver = 'first' | 'second';
export type Pins = Readonly<Partial<Record<Approver, Pin>>>;

interface PinAttempts {
  wrong: number;
  pause: number;
  lockedUntil: number;
}

interface PinOptions {
  store: Store;
  seal: StoreCipher;
  now(): number;
}

/** Each person has tries of their own: who guesses at one PIN locks the pages of that one. */
export function createPins(pins: Readonly<Record<Approver, string | undefined>>, options: PinOptions): Pins {
  const createFor = (approver: Approver) =>
    pins[approver] === undefined ? {} : { [approver]: createPin(pins[approver], approver, options) };
  return { ...createFor('first'), ...createFor('second') };
}

/**
 * Each time that the tries run out, it takes twice as long until there are new ones: guessing is not worth waiting for. Every
 * try is written down before it is answered, so that many at once, also in several processes, get no more than one by one.
 */
function createPin(pin: string, approver: Approver, { store, seal, now }: PinOptions): Pin {
  const key = randomBytes(32);
  const computeDigest = (text: string) => createHmac('sha256', key).update(text).digest();
  const expected = computeDigest(pin);
  const attempts = createSharedValue<PinAttempts>({
    store,
    seal,
    key: approver === 'first' ? 'approval:pin' : 'approval:second-pin',
    seconds: ATTEMPTS_RETENTION_SECONDS,
    discardOnDataLoss: false,
    createEmpty: () => ({ wrong: 0, pause: INITIAL_LOCKOUT_SECONDS, lockedUntil: 0 }),
  });

  return {
    isLocked: async () => now() < (await attempts.read()).lockedUntil,
    check(typed) {
      const isRight = timingSafeEqual(computeDigest(typed), expected);
      return attempts.update((state): PinCheck => {
        if (now() < state.lockedUntil) return { result: 'locked' };
        if (isRight) {
          Object.assign(state, { wrong: 0, pause: INITIAL_LOCKOUT_SECONDS });
          return { result: 'right' };
        }
        state.wrong += 1;
        if (state.wrong < MAX_PIN_ATTEMPTS) return { result: 'wrong', attemptsLeft: MAX_PIN_ATTEMPTS - state.wrong };
        state.wrong = 0;
        state.lockedUntil = now() + state.pause;
        state.pause = Math.min(state.pause * 2, MAX_LOCKOUT_SECONDS);
        return { result: 'locked' };
      });
    },
  };
}
