import { stringifyOnce } from '../base/json-once.ts';
import { countBytes, estimateMaxTokens } from '../base/token-estimate.ts';

/** What an answer may cost a model, unless it is told otherwise: more of it would push aside what the answer was for. */
export const MAX_ANSWER_TOKENS = 8_000;

type JsonValue = unknown;
type JsonObject = Record<string, unknown>;

/** What was left out of something too long, and where. */
interface TruncatedValue {
  value: JsonValue;
  /** Sentences for the reader; empty when everything is there. */
  omitted: string[];
}

const countTokens = (value: JsonValue): number => {
  const text = JSON.stringify(value) ?? '';
  return estimateMaxTokens(text);
};

/** Whether a value fits, told without counting where that is possible: no token is shorter than a byte. */
const isWithinBudget = (value: JsonValue, maxTokens: number): boolean =>
  isTextWithinBudget(JSON.stringify(value) ?? '', maxTokens);

const isTextWithinBudget = (text: string, maxTokens: number): boolean =>
  countBytes(text) <= maxTokens || estimateMaxTokens(text) <= maxTokens;

/** Where the rows of an answer are, and how a reader gets those that are left. */
export interface PageableRows {
  path: readonly string[];
  getCursorAfter(kept: number): string;
}

/** An answer that a model can afford: a list loses whole rows, which its cursor brings; anything else its longest parts. */
export function truncateToBudget(answer: JsonObject, rows?: PageableRows, maxTokens = MAX_ANSWER_TOKENS): JsonObject {
  if (isTextWithinBudget(stringifyOnce(answer), maxTokens)) return answer;
  const shortened = rows ? dropRows(answer, rows, maxTokens) : answer;
  const { value, omitted } = truncateValue(shortened, maxTokens);
  // A record stays a record, whatever it loses.
  return omitted.length > 0 ? { ...(value as JsonObject), omitted } : shortened;
}

function dropRows(answer: JsonObject, { path, getCursorAfter }: PageableRows, maxTokens: number): JsonObject {
  const all = path.reduce<unknown>((value, name) => Object(value)[name], answer);
  if (!Array.isArray(all)) return answer;
  const tokensLeft = maxTokens - countTokens(replaceAt(answer, path, [])) - NOTE_TOKENS;
  // One row that is too long by itself is shown shortened, so that a reader gets on.
  const kept = Math.max(1, countFittingRows(all, tokensLeft));
  if (kept >= all.length) return answer;
  return { ...replaceAt(answer, path, all.slice(0, kept)), remaining: all.length - kept, cursor: getCursorAfter(kept) };
}

/** The answer with something else at a place in it. */
function replaceAt(answer: JsonObject, [name = '', ...deeper]: readonly string[], value: unknown): JsonObject {
  return { ...answer, [name]: deeper.length === 0 ? value : replaceAt(Object(answer[name]), deeper, value) };
}

/** How many of the rows fit from the beginning, whole; a comma is a token too. */
function countFittingRows(rows: readonly JsonValue[], maxTokens: number): number {
  let usedTokens = 0;
  for (const [index, row] of rows.entries()) {
    usedTokens += countTokens(row) + 1;
    if (usedTokens > maxTokens) return index;
  }
  return rows.length;
}

/**
 * A value that is no list of rows, made to fit: its longest lists lose items at their end, its longest texts their end, and
 * what is short stays as it is. Nothing is left out silently.
 */
function truncateValue(value: JsonValue, maxTokens: number): TruncatedValue {
  if (isWithinBudget(value, maxTokens)) return { value, omitted: [] };
  const omitted: string[] = [];
  // What is said about it has to fit too.
  return { value: truncatePart(value, maxTokens - NOTE_TOKENS, '', omitted), omitted: omitted.slice(0, MAX_NOTES) };
}

const NOTE_TOKENS = 400;
const MAX_NOTES = 10;
/** Less than this is no longer worth showing of a list or text. */
const MIN_TOKENS = 8;

function truncatePart(value: JsonValue, maxTokens: number, path: string, omitted: string[]): JsonValue {
  if (isWithinBudget(value, maxTokens)) return value;
  if (typeof value === 'string') return truncateString(value, maxTokens, path, omitted);
  if (Array.isArray(value)) return truncateList(value, maxTokens, path, omitted);
  if (typeof value === 'object' && value !== null) return truncateRecord(value, maxTokens, path, omitted);
  return value;
}

function truncateString(text: string, maxTokens: number, path: string, omitted: string[]): string {
  let [low, high] = [0, text.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (isWithinBudget(text.slice(0, middle), maxTokens - 1)) low = middle;
    else high = middle - 1;
  }
  omitted.push(`${path || 'the text'}: ${formatCount(text.length - low)} of ${formatCount(text.length)} characters`);
  return `${text.slice(0, low).toWellFormed()}…`;
}

function truncateList(items: readonly JsonValue[], maxTokens: number, path: string, omitted: string[]): JsonValue[] {
  const kept = countFittingRows(items, maxTokens - 2);
  const [first] = items;
  // One that is too long by itself is shortened, so that something is there to see.
  const visible =
    kept === 0 && items.length > 0 ? [truncatePart(first, maxTokens - 4, `${path}[0]`, omitted)] : items.slice(0, kept);
  if (visible.length < items.length)
    omitted.push(
      `${path || 'the list'}: ${formatCount(items.length - visible.length)} of ${formatCount(items.length)} items`,
    );
  return visible;
}

/** Short fields are kept whole; the long ones share what is left. */
function truncateRecord(record: object, maxTokens: number, path: string, omitted: string[]): JsonValue {
  const costs = Object.entries(record).map(([name, value]) => ({ name, value, cost: countTokens({ [name]: value }) }));
  const kept = new Map<string, JsonValue>();
  let tokensLeft = maxTokens - 2;
  let fieldsLeft = costs.length;
  const dropped: string[] = [];
  for (const { name, value, cost } of costs.toSorted((one, other) => one.cost - other.cost)) {
    const share = Math.floor(tokensLeft / fieldsLeft);
    fieldsLeft -= 1;
    const overhead = countTokens(name) + 4;
    if (cost > share && share - overhead < MIN_TOKENS) {
      dropped.push(name);
      continue;
    }
    const fit = cost <= share ? value : truncatePart(value, share - overhead, path ? `${path}.${name}` : name, omitted);
    kept.set(name, fit);
    tokensLeft -= cost <= share ? cost : countTokens({ [name]: fit });
  }
  if (dropped.length > 0)
    omitted.push(`${path || 'the record'}: ${formatCount(dropped.length)} of ${formatCount(costs.length)} fields`);
  // In the order in which they came.
  return Object.fromEntries(costs.flatMap(({ name }) => (kept.has(name) ? [[name, kept.get(name)]] : [])));
}

const formatCount = (number: number) => number.toLocaleString('en-US');
