import { HARMLESS_TEXT, MARKER, UNSAFE_CHARACTERS } from './hostile-texts.ts';

/** The outputs of a server (results, questions, pages), by their origin. */
export type CollectedAnswers = Map<string, unknown>;

type Path = readonly string[];
interface TextAtPath {
  path: Path;
  value: string;
}

/** Merchant data is whatever the merchant wrote: JSON in it becomes JSON. */
const FREE_FORM_FIELDS = ['custom_data', 'extension'];
const MAX_TEXT = 2_100;
const MAX_DATA_TEXT = 21_000;

/** The answer with each value replaced by its type, which a hostile text must not change. */
export function getShape(value: unknown, key = ''): unknown {
  if (FREE_FORM_FIELDS.includes(key)) return 'free';
  if (Array.isArray(value)) return value.map((item) => getShape(item));
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, getShape(item, name)]));
}

function collectTexts(value: unknown, path: Path = []): TextAtPath[] {
  if (typeof value === 'string') return [{ path, value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) => [
    { path: [...path, '(key)'], value: name },
    ...collectTexts(item, [...path, name]),
  ]);
}

const omitMatches = (text: string, pattern: RegExp) => text.replace(pattern, '""');
/** The part of an address that a mask keeps; an address is a separate field. */
const MASKED_ADDRESS = /^[\p{L}\d-]{1,20} [\p{L}\d-]{1,20} •••$/u;
const QUOTED = /"(?:[^"\\\n]|\\.)*"/g;

/** Compares an answer with hostile text to the same answer with harmless text and returns the problems. */
export function findProblems(answer: unknown, plain: unknown): string[] {
  const plainTexts = new Map(collectTexts(plain).map(({ path, value }) => [path.join('/'), value]));
  return collectTexts(answer).flatMap(({ path, value }) => {
    const at = path.join('/');
    const toProblem = (problem: string) => [`${at}: ${problem}: ${JSON.stringify(value.slice(0, 160))}`];
    // The text block repeats the structured content as JSON; it is compared separately.
    if (at === 'content/0/text') return [];
    if (UNSAFE_CHARACTERS.test(value)) return toProblem('something invisible');
    const isFree = path.some((name) => FREE_FORM_FIELDS.includes(name));
    if (value.length > (isFree ? MAX_DATA_TEXT : MAX_TEXT) && !at.endsWith('message')) return toProblem('too long');
    if (path.at(-1) === 'uri' && !isFree)
      return /^portone:\/\/[\w\-./%~:*!'()]+$/.test(value) ? [] : toProblem('no address');
    // A field that consists of the text alone, or a one-line name in a list of resources.
    const plainText = plainTexts.get(at);
    if (isFree || plainText === HARMLESS_TEXT || MASKED_ADDRESS.test(value)) return [];
    if (path.at(-1) === 'name' || path.at(-1) === 'title')
      return value.length > 200 || value.includes('\n') ? toProblem('no name') : [];
    return omitMatches(value, QUOTED).includes(MARKER) ? toProblem('outside of quotes') : [];
  });
}
