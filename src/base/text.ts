/** Control, bidirectional, zero-width, tag and other characters that show nothing but can steer a reader; lines and tabs stay. */
const INVISIBLE = /[^\P{Cc}\n\t]|[\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/gu;
/** Other ends of a line than the one that every reader takes for one. */
const LINE_ENDS = /\r\n?|[\u2028\u2029]/g;

/** Most text is this and nothing else; telling so is much quicker than looking for what is invisible. */
const PLAIN = /^[\x20-\x7e가-힣]*$/;

/** Nothing that a person wrote for a field of an answer is longer, and a field must not fill a model's memory. */
const DEFAULT_MAX_LENGTH = 2_000;

/** Text from outside as data: nothing invisible in it, well-formed, and cut with a note of it where it is too long. */
export const sanitizeText = (text: string, maxLength = DEFAULT_MAX_LENGTH): string => {
  if (text.length <= maxLength && PLAIN.test(text)) return text;
  // What is invisible takes room as well, so more than fits is looked at, and not more than that of what may be a whole book.
  const beginning = text.slice(0, maxLength * 4).toWellFormed();
  const clean = beginning.replace(LINE_ENDS, '\n').replace(INVISIBLE, '');
  const kept = truncateText(clean, maxLength);
  const omitted = clean.length - kept.length + Math.max(0, text.length - maxLength * 4);
  return omitted > 0 ? `${kept}… (${omitted} more characters)` : clean;
};

/** The beginning of a text, with no letter cut in two. */
export const truncateText = (text: string, maxLength: number): string =>
  text.slice(0, maxLength).replace(/[\ud800-\udbff]$/, '');

/** Text that cannot make a line of its own. */
export const toSingleLine = (text: string): string => sanitizeText(text).replace(/\s+/g, ' ').trim();

/** Text from outside inside a sentence of ours: one line, bounded, quoted. */
export function quote(text: string, maxLength = 120): string {
  const line = toSingleLine(text);
  return JSON.stringify(line.length > maxLength ? `${truncateText(line, maxLength)}…` : line);
}

/** No name of ours is longer. */
const MAX_NAME_LENGTH = 60;

/** What of a name would not be seen, or be taken for a space. */
const INVISIBLE_IN_NAME = /[\p{C}\p{Default_Ignorable_Code_Point}]|(?! )\p{Z}/gu;

/** The code units as JSON writes them. */
const escapeUnits = (letters: string): string =>
  letters.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/**
 * A name from outside that is none of ours, quoted and bounded. It is told by its letters, those that show nothing by their
 * codes: without them it might look like one that there is.
 */
export function quoteUnknownName(name: string, prefix = ''): string {
  const visible = name.length > MAX_NAME_LENGTH ? `${truncateText(name, MAX_NAME_LENGTH)}…` : name;
  return JSON.stringify(prefix + visible).replace(INVISIBLE_IN_NAME, escapeUnits);
}

/** A code or a name of PortOne's inside a sentence of ours: as it is while it looks like one, otherwise quoted. */
export const quoteUnlessPlain = (text: string): string =>
  /^[\w가-힣.()-]+(?: [\w가-힣.()-]+){0,2}$/.test(text) && text.length <= 40 ? text : quote(text);
