/** Control, bidirectional, zero-width, tag and other characters that show nothing but can steer a reader; lines and tabs stay. */
const INVISIBLE = /[^\P{Cc}\n\t]|[\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/gu;
/** Other ends of a line than the one that every reader takes for one. */
const LINE_ENDS = /\r\n?|[\u2028\u2029]/g;

/** Most text is this and nothing else; telling so is much quicker than looking for what is invisible. */
const PLAIN = /^[\x20-\x7e가-힣]*$/;

/** Nothing that a person wrote for a field of an answer is longer, and a field must not fill a model's memory. */
const LONGEST = 2_000;

/** Text from outside as data: nothing invisible in it, well-formed, and cut with a note of it where it is too long. */
export const cleanText = (text: string, longest = LONGEST): string => {
  if (text.length <= longest && PLAIN.test(text)) return text;
  // What is invisible takes room as well, so more than fits is looked at, and not more than that of what may be a whole book.
  const beginning = text.slice(0, longest * 4).toWellFormed();
  const clean = beginning.replace(LINE_ENDS, '\n').replace(INVISIBLE, '');
  const kept = begun(clean, longest);
  const left = clean.length - kept.length + Math.max(0, text.length - longest * 4);
  return left > 0 ? `${kept}… (${left} more characters)` : clean;
};

/** The beginning of a text, with no letter cut in two. */
export const begun = (text: string, longest: number): string => text.slice(0, longest).replace(/[\ud800-\udbff]$/, '');

/** Text that cannot make a line of its own. */
export const oneLine = (text: string): string => cleanText(text).replace(/\s+/g, ' ').trim();

/** Text from outside inside a sentence of ours: one line, bounded, quoted. */
export function quoted(text: string, longest = 120): string {
  const line = oneLine(text);
  return JSON.stringify(line.length > longest ? `${begun(line, longest)}…` : line);
}

/** No name of ours is longer. */
const LONGEST_NAME = 60;

/** What of a name would not be seen, or be taken for a space. */
const UNSEEN = /[\p{C}\p{Default_Ignorable_Code_Point}]|(?! )\p{Z}/gu;

/** The code units as JSON writes them. */
const escaped = (letters: string): string =>
  letters.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/**
 * A name from outside that is none of ours, quoted and bounded. It is told by its letters, those that show nothing by their
 * codes: without them it might look like one that there is.
 */
export function spelled(name: string, before = ''): string {
  const shown = name.length > LONGEST_NAME ? `${begun(name, LONGEST_NAME)}…` : name;
  return JSON.stringify(before + shown).replace(UNSEEN, escaped);
}

/** A code or a name of PortOne's inside a sentence of ours: as it is while it looks like one, otherwise quoted. */
export const word = (text: string): string =>
  /^[\w가-힣.()-]+(?: [\w가-힣.()-]+){0,2}$/.test(text) && text.length <= 40 ? text : quoted(text);
