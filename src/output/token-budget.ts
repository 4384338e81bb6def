import { countBytes, estimateMaxTokens } from '../base/token-estimate.ts';

/** The default token limit of a result. A larger one would crowd out the model's context. */
export const MAX_ANSWER_TOKENS = 8_000;

type JsonValue = unknown;
type JsonObject = Record<string, unknown>;

/** A truncated value, and notes on what is missing. */
interface TruncatedValue {
  value: JsonValue;
  /** One note for each omission. Empty if nothing is missing. */
  omitted: string[];
}

/** Counts tokens up to a limit: how far a value exceeds it does not matter. */
const countTokens = (value: JsonValue, limit: number): number => estimateMaxTokens(JSON.stringify(value) ?? '', limit);

/** Whether a value fits. Skips the token count where the byte count already decides. */
export function isWithinBudget(value: JsonValue, maxTokens = MAX_ANSWER_TOKENS): boolean {
  const text = JSON.stringify(value) ?? '';
  return countBytes(text) <= maxTokens || estimateMaxTokens(text, maxTokens) <= maxTokens;
}

/** Where the rows of a result are, and how to get the remaining ones. */
export interface PageableRows {
  path: readonly string[];
  /** Number of further rows that are not in the result, since the ones before already exceed the limit. */
  unread?: number;
  getCursorAfter(kept: number): string;
}

/**
 * Truncates a result to the token limit. A list loses whole rows, which its cursor returns later; anything else loses
 * its longest parts.
 */
export function truncateToBudget(answer: JsonObject, rows?: PageableRows, maxTokens = MAX_ANSWER_TOKENS): JsonObject {
  if (isWithinBudget(answer, maxTokens)) return answer;
  const shortened = rows ? dropRows(answer, rows, maxTokens) : answer;
  const { value, omitted } = truncateValue(shortened, maxTokens);
  // Truncating a record returns a record.
  return omitted.length > 0 ? { ...(value as JsonObject), omitted } : shortened;
}

function dropRows(answer: JsonObject, rows: PageableRows, maxTokens: number): JsonObject {
  const { path, unread = 0, getCursorAfter } = rows;
  const all = path.reduce<unknown>((value, name) => Object(value)[name], answer);
  if (!Array.isArray(all)) return answer;
  const tokensLeft = maxTokens - countTokens(replaceAt(answer, path, []), maxTokens) - NOTE_TOKENS;
  // Keep at least one row, shortened if it is too long by itself, so that the reader makes progress.
  const kept = Math.max(1, countFittingRows(all, tokensLeft));
  const remaining = all.length - kept + unread;
  if (remaining <= 0) return answer;
  return { ...replaceAt(answer, path, all.slice(0, kept)), remaining, cursor: getCursorAfter(kept) };
}

/** Returns a copy of the answer with the value at `path` replaced. */
function replaceAt(answer: JsonObject, [name = '', ...deeper]: readonly string[], value: unknown): JsonObject {
  return { ...answer, [name]: deeper.length === 0 ? value : replaceAt(Object(answer[name]), deeper, value) };
}

/** Counts how many of the first rows fit whole. A comma counts as a token. */
function countFittingRows(rows: readonly JsonValue[], maxTokens: number): number {
  let usedTokens = 0;
  for (const [index, row] of rows.entries()) {
    usedTokens += countTokens(row, maxTokens) + 1;
    if (usedTokens > maxTokens) return index;
  }
  return rows.length;
}

/**
 * Truncates a value without pageable rows: its longest lists lose items at the end, its longest texts their end, and
 * short values stay as they are. Every omission is noted.
 */
function truncateValue(value: JsonValue, maxTokens: number): TruncatedValue {
  if (isWithinBudget(value, maxTokens)) return { value, omitted: [] };
  const omitted: string[] = [];
  // Reserve room for the notes.
  return { value: truncatePart(value, maxTokens - NOTE_TOKENS, '', omitted), omitted: omitted.slice(0, MAX_NOTES) };
}

const NOTE_TOKENS = 400;
const MAX_NOTES = 10;
/** A shorter part of a list or text is not worth showing. */
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
  // Shorten a first item that does not fit, rather than show nothing.
  const visible =
    kept === 0 && items.length > 0 ? [truncatePart(first, maxTokens - 4, `${path}[0]`, omitted)] : items.slice(0, kept);
  if (visible.length < items.length)
    omitted.push(
      `${path || 'the list'}: ${formatCount(items.length - visible.length)} of ${formatCount(items.length)} items`,
    );
  return visible;
}

/** Keeps short fields whole; long ones share the remaining budget. */
function truncateRecord(record: object, maxTokens: number, path: string, omitted: string[]): JsonValue {
  const costs = Object.entries(record).map(([name, value]) => ({
    ...{ name, value },
    cost: countTokens({ [name]: value }, maxTokens),
  }));
  const kept = new Map<string, JsonValue>();
  let tokensLeft = maxTokens - 2;
  let fieldsLeft = costs.length;
  const dropped: string[] = [];
  for (const { name, value, cost } of costs.toSorted((one, other) => one.cost - other.cost)) {
    const share = Math.floor(tokensLeft / fieldsLeft);
    fieldsLeft -= 1;
    const overhead = countTokens(name, maxTokens) + 4;
    if (cost > share && share - overhead < MIN_TOKENS) {
      dropped.push(name);
      continue;
    }
    const fit = cost <= share ? value : truncatePart(value, share - overhead, path ? `${path}.${name}` : name, omitted);
    kept.set(name, fit);
    tokensLeft -= cost <= share ? cost : countTokens({ [name]: fit }, maxTokens);
  }
  if (dropped.length > 0)
    omitted.push(`${path || 'the record'}: ${formatCount(dropped.length)} of ${formatCount(costs.length)} fields`);
  // Restore the original order of the fields.
  return Object.fromEntries(costs.flatMap(({ name }) => (kept.has(name) ? [[name, kept.get(name)]] : [])));
}

const formatCount = (number: number) => number.toLocaleString('en-US');
