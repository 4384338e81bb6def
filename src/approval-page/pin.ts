import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { digest } from '../base/digest.ts';
import { DAY_SECONDS } from '../base/korean-time.ts';
import type { StoreCipher } from '../store/encryption.ts';
import type { Store } from '../store/store.ts';
import { createSharedValue } from './shared-state.ts';

const MAX_PIN_ATTEMPTS = 5;
const INITIAL_LOCKOUT_SECONDS = 300;
const MAX_LOCKOUT_SECONDS = DAY_SECONDS;
/** Longer than any pause. */
const ATTEMPTS_RETENTION_SECONDS = 7 * DAY_SECONDS;

/** A PIN, which a person knows and an agent that controls a browser does not. Wrong attempts count across all pages. */
export interface Pin {
  /** Whether attempts are currently blocked. */
  isLocked(): Promise<boolean>;
  /** Checks a typed PIN. A wrong one uses up an attempt, and the last attempt locks. */
  check(typed: string): Promise<PinCheck>;
}

export type PinCheck = { result: 'right' } | { result: 'wrong'; attemptsLeft: number } | { result: 'locked' };

/** Whose PIN a page asks for. */
export type Approver = 'first' | 'second';
export type Pins = Readonly<Partial<Record<Approver, Pin>>>;

interface PinAttempts {
  wrong: number;
  pause: number;
  lockedUntil: number;
}

interface PinOptions {
  store: Store;
  cipher: StoreCipher;
  now(): number;
}

/** Creates the PINs. Attempts are counted per approver: guessing one PIN locks only that approver's pages. */
export function createPins(pins: Readonly<Record<Approver, string | undefined>>, options: PinOptions): Pins {
  const createFor = (approver: Approver) =>
    pins[approver] === undefined ? {} : { [approver]: createPin([pins[approver]], attemptKeys[approver], options) };
  return { ...createFor('first'), ...createFor('second') };
}

/** Creates a PIN that nobody knows. Attempts count for each path apart, with at most 4,096 counters. */
export const createUnknownListPin = (path: string, options: PinOptions): Pin =>
  createPin([], `approval:list-pin:${digest(path).slice(0, 2)}`, options);

/**
 * Creates what opens the list of approvals: the PIN of either approver. Anyone who reaches the server can try it, so its
 * attempts count apart and lock nobody out of an approval page.
 */
export const createListPin = (pins: readonly string[], options: PinOptions): Pin =>
  createPin(pins, 'approval:list-pin', options);

const attemptKeys: Readonly<Record<Approver, string>> = { first: 'approval:pin', second: 'approval:second-pin' };

/**
 * Creates a PIN; several texts may be right. Each time the attempts run out, the lockout doubles. Every attempt is recorded before it is checked,
 * so concurrent attempts, even on several servers, do not get extra tries.
 */
function createPin(pins: readonly string[], attemptKey: string, { store, cipher, now }: PinOptions): Pin {
  const key = randomBytes(32);
  const computeDigest = (text: string) => createHmac('sha256', key).update(text).digest();
  const expected = pins.map(computeDigest);
  const attempts = createSharedValue<PinAttempts>({
    store,
    cipher,
    key: attemptKey,
    seconds: ATTEMPTS_RETENTION_SECONDS,
    discardOnDataLoss: false,
    createEmpty: () => ({ wrong: 0, pause: INITIAL_LOCKOUT_SECONDS, lockedUntil: 0 }),
  });

  return {
    isLocked: async () => now() < (await attempts.read()).lockedUntil,
    check(typed) {
      const given = computeDigest(typed);
      const isRight = expected.filter((one) => timingSafeEqual(given, one)).length > 0;
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
