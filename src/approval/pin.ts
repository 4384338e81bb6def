import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const TRIES = 5;
const FIRST_PAUSE_SECONDS = 300;
const LONGEST_PAUSE_SECONDS = 86_400;

/** What a person knows and an agent with a browser does not. Wrong tries count together, whichever page they were made on. */
export interface Pin {
  /** No further try counts for now. */
  locked(): boolean;
  /** Whether this is it. Anything else uses up a try; the last one locks. */
  matches(typed: string): boolean;
  triesLeft(): number;
}

/** Each time that the tries run out, it takes twice as long until there are new ones: guessing is not worth waiting for. */
export function createPin(pin: string, now: () => number): Pin {
  const key = randomBytes(32);
  const digestOf = (text: string) => createHmac('sha256', key).update(text).digest();
  const expected = digestOf(pin);
  let wrong = 0;
  let pause = FIRST_PAUSE_SECONDS;
  let lockedUntil = 0;

  const locked = () => now() < lockedUntil;
  return {
    locked,
    triesLeft: () => TRIES - wrong,
    matches(typed) {
      if (locked()) return false;
      if (timingSafeEqual(digestOf(typed), expected)) {
        wrong = 0;
        pause = FIRST_PAUSE_SECONDS;
        return true;
      }
      wrong += 1;
      if (wrong >= TRIES) {
        wrong = 0;
        lockedUntil = now() + pause;
        pause = Math.min(pause * 2, LONGEST_PAUSE_SECONDS);
      }
      return false;
    },
  };
}
