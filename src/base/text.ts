/**
 * Control, bidirectional, zero-width, tag and other invisible characters, which can hide instructions. Newlines and
 * tabs are allowed.
 */
const INVISIBLE = /[^\P{Cc}\n\t]|[\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/gu;
/** Line endings other than `\n`, unified because readers disagree on them. */
const LINE_ENDS = /\r\n?|[\u2028\u2029]/g;

/** Fast path: most text matches this and needs no cleaning. */
const PLAIN = /^[\x20-\x7e가-힣]*$/;

/** Longer than any field a person fills in, and short enough not to flood a model's context. */
const DEFAULT_MAX_LENGTH = 2_000;

/** Sanitizes text from outside: removes invisible characters, repairs broken surrogates, and truncates with a note. */
export const sanitizeText = (text: string, maxLength = DEFAULT_MAX_LENGTH): string => {
  if (text.length <= maxLength && PLAIN.test(text)) return text;
  // Invisible characters are removed after slicing, so read more than fits, but not the whole of a very long text.
  const beginning = text.slice(0, maxLength * 4).toWellFormed();
  const clean = beginning.replace(LINE_ENDS, '\n').replace(INVISIBLE, '');
  const kept = truncateText(clean, maxLength);
  const omitted = clean.length - kept.length + Math.max(0, text.length - maxLength * 4);
  return omitted > 0 ? `${kept}… (${omitted} more characters)` : clean;
};

/** Cuts a text without splitting a surrogate pair. */
export const truncateText = (text: string, maxLength: number): string =>
  text.slice(0, maxLength).replace(/[\ud800-\udbff]$/, '');

/** Sanitizes a text and collapses all whitespace, so that it stays on one line. */
export const toSingleLine = (text: string): string => sanitizeText(text).replace(/\s+/g, ' ').trim();

/** Quotes text from outside for use in a sentence: one line, truncated, JSON-quoted. */
export function quote(text: string, maxLength = 120): string {
  const line = toSingleLine(text);
  return JSON.stringify(line.length > maxLength ? `${truncateText(line, maxLength)}…` : line);
}

/** Longer than any tool or argument name of this server. */
const MAX_NAME_LENGTH = 60;

/** Characters that are invisible or look like an ordinary space. */
const INVISIBLE_IN_NAME = /[\p{C}\p{Default_Ignorable_Code_Point}]|(?! )\p{Z}/gu;

/** Escapes each UTF-16 code unit as in JSON (`\u200b`). */
const escapeUnits = (letters: string): string =>
  letters.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/**
 * Quotes an unknown name from outside, truncated. Invisible characters are shown as escapes, so that the name cannot
 * pass for a known one.
 */
export function quoteUnknownName(name: string, prefix = ''): string {
  const visible = name.length > MAX_NAME_LENGTH ? `${truncateText(name, MAX_NAME_LENGTH)}…` : name;
  return JSON.stringify(prefix + visible).replace(INVISIBLE_IN_NAME, escapeUnits);
}

/**
 * Formats a code or name from PortOne for use in a sentence: unchanged if it looks like a code or name, otherwise
 * quoted.
 */
export const quoteUnlessPlain = (text: string): string =>
  /^[\w가-힣.()-]+(?: [\w가-힣.()-]+){0,2}$/.test(text) && text.length <= 40 ? text : quote(text);

/** Normalizes text for comparison: width, case, spaces and hyphens do not matter. */
export const normalizeForMatch = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{Pd}·]/gu, '');
