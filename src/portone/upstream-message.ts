const MAX_UPSTREAM_MESSAGE = 300;
/** A number or mail address at the end of a text that is cut: a part of one would not be recognized and masked. */
const CUT_NUMBER = /(?:[\d().+*-][\d\s().+*-]*|\S*@\S*)$/;

/** Removes control, bidirectional and invisible characters from text from outside, and truncates it. */
export function sanitizeUpstreamMessage(text: unknown): string | undefined {
  if (typeof text !== 'string') return undefined;
  const clean = text
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\u2028\u2029]/gu, '')
    .trim();
  const letters = [...clean];
  return letters.length > MAX_UPSTREAM_MESSAGE
    ? `${letters
        .slice(0, MAX_UPSTREAM_MESSAGE - 1)
        .join('')
        .replace(CUT_NUMBER, '')}…`
    : clean || undefined;
}
