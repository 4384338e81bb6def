import { written } from '../base/json-once.ts';
import { bytesOf, tokensAtMost } from '../base/token-estimate.ts';

/** What an answer may cost a model, unless it is told otherwise: more of it would push aside what the answer was for. */
export const ANSWER_TOKENS = 8_000;

type Json = unknown;
type Answer = Record<string, unknown>;

/** What was left out of something too long, and where. */
interface Fitted {
  value: Json;
  /** Sentences for the reader; empty when everything is there. */
  leftOut: string[];
}

const costOf = (value: Json): number => {
  const text = JSON.stringify(value) ?? '';
  return tokensAtMost(text);
};

/** Whether a value fits, told without counting where that is possible: no token is shorter than a byte. */
const fits = (value: Json, most: number): boolean => isWithin(JSON.stringify(value) ?? '', most);

const isWithin = (text: string, most: number): boolean => bytesOf(text) <= most || tokensAtMost(text) <= most;

/** Where the rows of an answer are, and how a reader gets those that are left. */
export interface Rows {
  path: readonly string[];
  cursorAfter(kept: number): string;
}

/** An answer that a model can afford: a list loses whole rows, which its cursor brings; anything else its longest parts. */
export function withinBudget(answer: Answer, rows?: Rows, most = ANSWER_TOKENS): Answer {
  if (isWithin(written(answer), most)) return answer;
  const cut = rows ? withFewerRows(answer, rows, most) : answer;
  const { value, leftOut } = fitted(cut, most);
  // A record stays a record, whatever it loses.
  return leftOut.length > 0 ? { ...(value as Answer), left_out: leftOut } : cut;
}

function withFewerRows(answer: Answer, { path, cursorAfter }: Rows, most: number): Answer {
  const all = path.reduce<unknown>((value, name) => Object(value)[name], answer);
  if (!Array.isArray(all)) return answer;
  const room = most - costOf(replaced(answer, path, [])) - SAYING;
  // One row that is too long by itself is shown shortened, so that a reader gets on.
  const kept = Math.max(1, rowsThatFit(all, room));
  if (kept >= all.length) return answer;
  return { ...replaced(answer, path, all.slice(0, kept)), remaining: all.length - kept, cursor: cursorAfter(kept) };
}

/** The answer with something else at a place in it. */
function replaced(answer: Answer, [name = '', ...deeper]: readonly string[], value: unknown): Answer {
  return { ...answer, [name]: deeper.length === 0 ? value : replaced(Object(answer[name]), deeper, value) };
}

/** How many of the rows fit from the beginning, whole; a comma is a token too. */
function rowsThatFit(rows: readonly Json[], most: number): number {
  let spent = 0;
  for (const [index, row] of rows.entries()) {
    spent += costOf(row) + 1;
    if (spent > most) return index;
  }
  return rows.length;
}

/**
 * A value that is no list of rows, made to fit: its longest lists lose items at their end, its longest texts their end, and
 * what is short stays as it is. Nothing is left out silently.
 */
function fitted(value: Json, most: number): Fitted {
  if (fits(value, most)) return { value, leftOut: [] };
  const leftOut: string[] = [];
  // What is said about it has to fit too.
  return { value: shrunk(value, most - SAYING, '', leftOut), leftOut: leftOut.slice(0, MOST_SAID) };
}

const SAYING = 400;
const MOST_SAID = 10;
/** Less than this is no longer worth showing of a list or text. */
const LEAST = 8;

function shrunk(value: Json, most: number, path: string, leftOut: string[]): Json {
  if (fits(value, most)) return value;
  if (typeof value === 'string') return shortened(value, most, path, leftOut);
  if (Array.isArray(value)) return shortList(value, most, path, leftOut);
  if (typeof value === 'object' && value !== null) return shortRecord(value, most, path, leftOut);
  return value;
}

function shortened(text: string, most: number, path: string, leftOut: string[]): string {
  let [low, high] = [0, text.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(text.slice(0, middle), most - 1)) low = middle;
    else high = middle - 1;
  }
  leftOut.push(`${path || 'the text'}: ${count(text.length - low)} of ${count(text.length)} characters`);
  return `${text.slice(0, low).toWellFormed()}…`;
}

function shortList(items: readonly Json[], most: number, path: string, leftOut: string[]): Json[] {
  const kept = rowsThatFit(items, most - 2);
  const [first] = items;
  // One that is too long by itself is shortened, so that something is there to see.
  const shown =
    kept === 0 && items.length > 0 ? [shrunk(first, most - 4, `${path}[0]`, leftOut)] : items.slice(0, kept);
  if (shown.length < items.length)
    leftOut.push(`${path || 'the list'}: ${count(items.length - shown.length)} of ${count(items.length)} items`);
  return shown;
}

/** Short fields are kept whole; the long ones share what is left. */
function shortRecord(record: object, most: number, path: string, leftOut: string[]): Json {
  const costs = Object.entries(record).map(([name, value]) => ({ name, value, cost: costOf({ [name]: value }) }));
  const kept = new Map<string, Json>();
  let room = most - 2;
  let rest = costs.length;
  const gone: string[] = [];
  for (const { name, value, cost } of costs.toSorted((one, other) => one.cost - other.cost)) {
    const share = Math.floor(room / rest);
    rest -= 1;
    const overhead = costOf(name) + 4;
    if (cost > share && share - overhead < LEAST) {
      gone.push(name);
      continue;
    }
    const fit = cost <= share ? value : shrunk(value, share - overhead, path ? `${path}.${name}` : name, leftOut);
    kept.set(name, fit);
    room -= cost <= share ? cost : costOf({ [name]: fit });
  }
  if (gone.length > 0) leftOut.push(`${path || 'the record'}: ${count(gone.length)} of ${count(costs.length)} fields`);
  // In the order in which they came.
  return Object.fromEntries(costs.flatMap(({ name }) => (kept.has(name) ? [[name, kept.get(name)]] : [])));
}

const count = (number: number) => number.toLocaleString('en-US');
