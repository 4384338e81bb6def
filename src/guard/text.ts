/** Control, bidirectional, zero-width, tag and other characters that show nothing but can steer a reader. */
const INVISIBLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex lint/suspicious/noMisleadingCharacterClass: they are what is removed
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\u{e0000}-\u{e0fff}]/gu;

/** Most text is this and nothing else; telling so is much quicker than looking for what is invisible. */
const PLAIN = /^[\x20-\x7e가-힣]*$/;

/** Text from outside as data: nothing invisible in it, and well-formed. */
export const cleanText = (text: string): string =>
  PLAIN.test(text) ? text : text.toWellFormed().replace(INVISIBLE, '');

/** Text that cannot make a line of its own. */
export const oneLine = (text: string): string => cleanText(text).replace(/\s+/g, ' ').trim();

/** Text from outside inside a sentence of ours: one line, bounded, quoted. */
export function quoted(text: string, longest = 120): string {
  const line = oneLine(text);
  return JSON.stringify(line.length > longest ? `${line.slice(0, longest)}…` : line);
}
