import { HARMLESS, MARK, UNSEEN } from './hostile-texts.ts';

/** What leaves a server: a result, a question, a page. By where it came from. */
export type Answers = Map<string, unknown>;

type Path = readonly string[];
interface Leaf {
  path: Path;
  value: string;
}

/** Merchant data is whatever the merchant wrote: JSON in it becomes JSON. */
const FREE = ['custom_data', 'extension'];
const LONGEST = 2_100;
const LONGEST_DATA = 21_000;

/** The answer with each value replaced by its type: what a hostile text must not change. */
export function shapeOf(value: unknown, key = ''): unknown {
  if (FREE.includes(key)) return 'free';
  if (Array.isArray(value)) return value.map((item) => shapeOf(item));
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, shapeOf(item, name)]));
}

function leavesOf(value: unknown, path: Path = []): Leaf[] {
  if (typeof value === 'string') return [{ path, value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) => [
    { path: [...path, '(key)'], value: name },
    ...leavesOf(item, [...path, name]),
  ]);
}

const without = (text: string, pattern: RegExp) => text.replace(pattern, '""');
/** What a mask leaves of an address, which is a field of its own. */
const MASKED_PLACE = /^[\p{L}\d-]{1,20} [\p{L}\d-]{1,20} \*\*\*$/u;
const QUOTED = /"(?:[^"\\\n]|\\.)*"/g;

/** What is wrong with an answer to hostile text, seen beside the same answer to harmless text. */
export function problemsOf(answer: unknown, plain: unknown): string[] {
  const before = new Map(leavesOf(plain).map(({ path, value }) => [path.join('/'), value]));
  return leavesOf(answer).flatMap(({ path, value }) => {
    const at = path.join('/');
    const said = (problem: string) => [`${at}: ${problem}: ${JSON.stringify(value.slice(0, 160))}`];
    // The text block repeats the structured content as JSON; as such it is compared by itself.
    if (at === 'content/0/text') return [];
    if (UNSEEN.test(value)) return said('something invisible');
    const isFree = path.some((name) => FREE.includes(name));
    if (value.length > (isFree ? LONGEST_DATA : LONGEST) && !at.endsWith('message')) return said('too long');
    if (path.at(-1) === 'uri') return /^portone:\/\/[\w\-./%~:*!'()]+$/.test(value) ? [] : said('no address');
    // A field that is nothing but the text, or a name in a list of resources, which is one line.
    const was = before.get(at);
    if (isFree || was === HARMLESS || MASKED_PLACE.test(value)) return [];
    if (path.at(-1) === 'name' || path.at(-1) === 'title')
      return value.length > 200 || value.includes('\n') ? said('no name') : [];
    return without(value, QUOTED).includes(MARK) ? said('outside of quotes') : [];
  });
}
