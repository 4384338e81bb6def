import type * as z from 'zod';
import { cleanText } from '../base/text.ts';
import { withoutPeople } from './mask.ts';
import { type Showing, shown } from './redact.ts';
import { withinBudget } from './token-budget.ts';

/** What a tool, a resource or a prompt found or did: the value, and the model that says what each of its fields means. */
export interface Found {
  value: unknown;
  model: z.ZodType;
  /** Fields of a row that a list keeps. */
  core?: readonly string[];
  /** Ids asked for that PortOne did not act on. */
  failed?: readonly string[];
  /** PortOne's own note on a success. */
  message?: string;
  /** The value is the whole answer, instead of standing in it as `result`. */
  whole?: true;
  /** How it is known that it was done, where PortOne's answer was lost. */
  confirmedBy?: 'read back';
  /** The list that may be cut at its rows: a field of a whole value, or PortOne's own list or page. */
  rows?: { field?: string; cursorAfter(kept: number): string };
}

/** How things leave, and where an operator is told of what does not. */
export interface Way extends Showing {
  log(line: string): void;
}

/** What was done is done: a value that cannot be shown must not turn it into a failure. */
export function resultOf(found: Found, way: Way): Record<string, unknown> {
  const { failed, message, confirmedBy, whole, rows } = found;
  const view = viewOf(found, way);
  const answer: Record<string, unknown> = whole && isRecord(view) ? { ...view } : { result: view ?? {} };
  if (failed) answer.partial = { failed };
  if (message) answer.message = said(message, way);
  if (confirmedBy) answer.confirmed_by = confirmedBy;
  return withinBudget(answer, rows && { ...rows, path: pathOf(answer, rows.field) });
}

/** Where the rows of an answer stand. */
function pathOf(answer: Record<string, unknown>, field: string | undefined): readonly string[] {
  if (field !== undefined) return [field];
  return isRecord(answer.result) ? ['result', 'list'] : ['result'];
}

/** The value as it may leave; undefined when there is nothing of it that may. */
export function viewOf({ value, model, core }: Found, way: Way): unknown {
  try {
    const view = shown(value, model, way);
    return core ? coreOf(view, core) : view;
  } catch {
    way.log('an answer of PortOne could not be shown; the call itself succeeded');
    return undefined;
  }
}

/** Rows of a list cut down to their core fields; a page keeps its numbers. */
function coreOf(view: unknown, core: readonly string[]): unknown {
  if (Array.isArray(view)) return view.map((row) => picked(row, core));
  if (!isRecord(view)) return view;
  return Array.isArray(view.list) ? { ...view, list: view.list.map((row) => picked(row, core)) } : view;
}

function picked(row: unknown, core: readonly string[]): unknown {
  if (!isRecord(row)) return row;
  return Object.fromEntries(core.filter((name) => name in row).map((name) => [name, row[name]]));
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A sentence of PortOne's as it may leave. */
export const said = (message: string, { pii }: Showing): string =>
  pii === 'masked' ? withoutPeople(cleanText(message)) : cleanText(message);
