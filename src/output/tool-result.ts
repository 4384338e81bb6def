import type * as z from 'zod';
import { isRecord } from '../base/json.ts';
import { sanitizeText } from '../base/text.ts';
import { maskIdentifiers } from './mask.ts';
import { type RedactionOptions, redact } from './redact.ts';
import { truncateToBudget } from './token-budget.ts';

/** What a tool, a resource or a prompt found or did: the value, and the model that says what each of its fields means. */
export interface ToolOutput {
  value: unknown;
  model: z.ZodType;
  /** Fields of a row that a list keeps. */
  summaryFields?: readonly string[];
  /** Ids asked for that PortOne did not act on. */
  failed?: readonly string[];
  /** PortOne's own note on a success. */
  message?: string;
  /** The value is the whole answer, instead of standing in it as `result`. */
  isCompleteAnswer?: true;
  /** How it is known that it was done, where PortOne's answer was lost. */
  confirmedBy?: 'read back';
  /** The list that may be cut at its rows: a field of a whole value, or PortOne's own list or page. */
  rows?: { field?: string; getCursorAfter(kept: number): string };
}

/** How things leave, and where an operator is told of what does not. */
export interface OutputPolicy extends RedactionOptions {
  log(line: string): void;
}

/** What was done is done: a value that cannot be shown must not turn it into a failure. */
export function toStructuredContent(output: ToolOutput, policy: OutputPolicy): Record<string, unknown> {
  const { failed, message, confirmedBy, isCompleteAnswer, rows } = output;
  const view = redactOutput(output, policy);
  const answer: Record<string, unknown> = isCompleteAnswer && isRecord(view) ? { ...view } : { result: view ?? {} };
  if (failed) answer.partial = { failed };
  if (message) answer.message = cleanUpstreamMessage(message, policy);
  if (confirmedBy) answer.confirmed_by = confirmedBy;
  return truncateToBudget(answer, rows && { ...rows, path: getRowsPath(answer, rows.field) });
}

/** Where the rows of an answer stand. */
function getRowsPath(answer: Record<string, unknown>, field: string | undefined): readonly string[] {
  if (field !== undefined) return [field];
  return isRecord(answer.result) ? ['result', 'list'] : ['result'];
}

/** The value as it may leave; undefined when there is nothing of it that may. */
export function redactOutput({ value, model, summaryFields }: ToolOutput, policy: OutputPolicy): unknown {
  try {
    const view = redact(value, model, policy);
    return summaryFields ? pickSummaryFields(view, summaryFields) : view;
  } catch {
    policy.log('an answer of PortOne could not be shown; the call itself succeeded');
    return undefined;
  }
}

/** Rows of a list cut down to their core fields; a page keeps its numbers. */
function pickSummaryFields(view: unknown, summaryFields: readonly string[]): unknown {
  if (Array.isArray(view)) return view.map((row) => pick(row, summaryFields));
  if (!isRecord(view)) return view;
  return Array.isArray(view.list) ? { ...view, list: view.list.map((row) => pick(row, summaryFields)) } : view;
}

function pick(row: unknown, names: readonly string[]): unknown {
  if (!isRecord(row)) return row;
  return Object.fromEntries(names.filter((name) => name in row).map((name) => [name, row[name]]));
}

/** A sentence of PortOne's as it may leave. */
export const cleanUpstreamMessage = (message: string, { pii }: RedactionOptions): string =>
  pii === 'masked' ? maskIdentifiers(sanitizeText(message)) : sanitizeText(message);
