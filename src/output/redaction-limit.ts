/**
 * Bounds how much of a value is redacted. Whatever is beyond it does not fit into an answer either, and redacting all of
 * a huge value would keep every other caller waiting.
 */
export interface RedactionLimit {
  /** Counts a value. False if no more may be redacted. */
  admit(value: unknown): boolean;
  /** Lets as much again be redacted: for the next row of a list. */
  renew(): void;
  /** Whether nothing more may be redacted. */
  readonly isReached: boolean;
  /** Whether anything was left out since the beginning. */
  readonly hasOmissions: boolean;
}

/** An answer of 8,000 tokens holds a few thousand values. */
const MAX_VALUES = 20_000;
/** Searching this many characters for personal content takes as long as redacting another value. */
const CHARACTERS_PER_VALUE = 20;

export function createRedactionLimit(maxValues = MAX_VALUES): RedactionLimit {
  let left = maxValues;
  let hasOmissions = false;
  return {
    admit(value) {
      left -= 1 + (typeof value === 'string' ? Math.floor(value.length / CHARACTERS_PER_VALUE) : 0);
      hasOmissions ||= left < 0;
      return left >= 0;
    },
    renew() {
      left = maxValues;
    },
    get isReached() {
      return left < 0;
    },
    get hasOmissions() {
      return hasOmissions;
    },
  };
}

const NOTE = 'the response: it has more values than one answer can show';

/** Adds a note to an answer if the limit has left something out. */
export function noteOmissions(answer: Record<string, unknown>, { hasOmissions }: RedactionLimit): typeof answer {
  if (!hasOmissions) return answer;
  const { omitted } = answer;
  return { ...answer, omitted: [...(Array.isArray(omitted) ? omitted : []), NOTE] };
}
