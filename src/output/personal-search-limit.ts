import { normalizePhone } from '../base/phone.ts';
import { Refused } from '../base/refusal.ts';
import { normalizeForMatch } from '../base/text.ts';
import { mask } from './mask.ts';

/** Conditions on personal data, which results show masked. */
interface PersonalConditions {
  buyer_name?: string | undefined;
  buyer_tel?: string | undefined;
  buyer_email?: string | undefined;
}

/** Limits how often each caller searches by personal data. Whole values can be found out by guessing too. */
export interface PersonalSearchLimit {
  /** Counts a search. Throws Refused if there were too many, or too many guesses at values with the same mask. */
  check(caller: string, conditions: PersonalConditions): void;
}

/** More than any agent, and all agents who share a token, type. */
const MAX_PER_MINUTE = 90;
const MAX_PER_DAY = 3_000;
/**
 * Different values that a caller may look for a day among those with the same mask, such as 송○우. Real searches for
 * different people rarely share a mask; guesses at one person do. Initials are shared by many.
 */
const MAX_GUESSES = { exact: 5, initial: 40 } as const;
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const MAX_CALLERS = 1_000;

interface CallerHistory {
  startedAt: number;
  count: number;
  minuteStartedAt: number;
  countInMinute: number;
  /** The values looked for, by their mask. */
  guesses: Map<string, Set<string>>;
}

interface Guess {
  mask: string;
  value: string;
  max: number;
}

function toGuesses({ buyer_name: name, buyer_tel: phone, buyer_email: email }: PersonalConditions): Guess[] {
  const guesses: Guess[] = [];
  const normalizedName = name === undefined ? '' : normalizeForMatch(name);
  // A family name alone is what a mask shows.
  if ([...normalizedName].length > 1) {
    const isHangul = /^\p{Script=Hangul}+$/u.test(normalizedName);
    const max = isHangul ? MAX_GUESSES.exact : MAX_GUESSES.initial;
    guesses.push({ mask: `name ${mask('name', normalizedName)}`, value: normalizedName, max });
  }
  const digits = normalizePhone(phone);
  if (digits.length > 4) guesses.push({ mask: `phone ${digits.slice(-4)}`, value: digits, max: MAX_GUESSES.exact });
  const address = (email ?? '').normalize('NFKC').trim().toLowerCase();
  if (address !== '')
    guesses.push({ mask: `mail ${mask('email', address)}`, value: address, max: MAX_GUESSES.initial });
  return guesses;
}

const createRefusal = (advice: string) =>
  new Refused(
    'rate_limited',
    `Too many searches by names, telephone numbers or mail addresses. ${advice}`,
    'Tell the user. Search by order number (merchant_uid), imp_uid, amount or period instead, which is not limited.',
  );

/** `now` is a monotonic clock in milliseconds. */
export function createPersonalSearchLimit(now: () => number): PersonalSearchLimit {
  /** Least recently used first. */
  const callers = new Map<string, CallerHistory>();

  function getHistory(caller: string): CallerHistory {
    const at = now();
    const known = callers.get(caller);
    callers.delete(caller);
    const history =
      known && at - known.startedAt < DAY_MS
        ? known
        : { startedAt: at, count: 0, minuteStartedAt: at, countInMinute: 0, guesses: new Map() };
    callers.set(caller, history);
    const [oldest] = callers.keys();
    if (callers.size > MAX_CALLERS && oldest !== undefined) callers.delete(oldest);
    return history;
  }

  return {
    check(caller, conditions) {
      const { buyer_name, buyer_tel, buyer_email } = conditions;
      if ([buyer_name, buyer_tel, buyer_email].every((value) => value === undefined)) return;
      const history = getHistory(caller);
      const at = now();
      if (at - history.minuteStartedAt >= MINUTE_MS) {
        history.minuteStartedAt = at;
        history.countInMinute = 0;
      }
      if (history.countInMinute >= MAX_PER_MINUTE) throw createRefusal('Wait a minute.');
      if (history.count >= MAX_PER_DAY) throw createRefusal('The limit of a day is reached.');
      history.countInMinute += 1;
      history.count += 1;
      for (const { mask: key, value, max } of toGuesses(conditions)) {
        const values = history.guesses.get(key) ?? new Set();
        if (!values.has(value) && values.size >= max)
          throw createRefusal(
            'Many similar values were tried, which is how masked data is guessed; these are refused for a day.',
          );
        values.add(value);
        history.guesses.set(key, values);
      }
    },
  };
}
