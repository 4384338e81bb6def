import type * as z from 'zod';
import { isRecord } from '../base/json.ts';
import { sanitizeText } from '../base/text.ts';
import { cleanContent, type TextPolicy } from './content-mask.ts';
import { type RedactionOptions, redact } from './redact.ts';
import { truncateToBudget } from './token-budget.ts';

/** What a tool or resource produced: a value, and the model that describes its fields. */
export interface ToolOutput {
  value: unknown;
  model: z.ZodType;
  /** Fields of each row that a list shows by default. */
  summaryFields?: readonly string[];
  /** Requested ids that PortOne did not act on. */
  failed?: readonly string[];
  /** A message that PortOne sent along with a success. */
  message?: string;
  /** The value is the complete answer instead of being wrapped in `result`. */
  isCompleteAnswer?: true;
  /** What to do before the result is final. */
  next?: string;
  /** Set if PortOne's response was lost and a read-back confirmed the change. */
  confirmedBy?: 'read back';
  /** The list that may be truncated by rows: a field of a complete answer, or PortOne's own list or page. */
  rows?: { field?: string; getCursorAfter(kept: number): string };
}

/** How output is redacted, and where redaction failures are logged. */
export interface OutputPolicy extends RedactionOptions {
  log(line: string): void;
}

/**
 * Builds the structured content of a result. Never throws: the change was made, and a value that cannot be shown must
 * not turn it into a failure.
 */
export function toStructuredContent(output: ToolOutput, policy: OutputPolicy): Record<string, unknown> {
  try {
    return buildContent(output, policy);
  } catch {
    logUnshowable(policy);
    return { result: {} };
  }
}

function buildContent(output: ToolOutput, policy: OutputPolicy): Record<string, unknown> {
  const { failed, message, next, confirmedBy, isCompleteAnswer, rows } = output;
  const view = redactOutput(output, policy);
  const answer: Record<string, unknown> = isCompleteAnswer && isRecord(view) ? { ...view } : { result: view ?? {} };
  if (failed) answer.partial = { failed };
  if (message) answer.message = cleanUpstreamMessage(message, policy);
  if (next) answer.next = next;
  if (confirmedBy) answer.confirmed_by = confirmedBy;
  return truncateToBudget(answer, rows && { ...rows, path: getRowsPath(answer, rows.field) });
}

/** Returns the path of the rows in an answer. */
function getRowsPath(answer: Record<string, unknown>, field: string | undefined): readonly string[] {
  if (field !== undefined) return [field];
  return isRecord(answer.result) ? ['result', 'list'] : ['result'];
}

/** Returns the redacted value, or undefined if it cannot be redacted. */
export function redactOutput({ value, model, summaryFields }: ToolOutput, policy: OutputPolicy): unknown {
  try {
    const view = redact(value, model, policy);
    return summaryFields ? pickSummaryFields(view, summaryFields) : view;
  } catch {
    logUnshowable(policy);
    return undefined;
  }
}

const logUnshowable = (policy: OutputPolicy): void =>
  policy.log('a response from PortOne could not be shown; the call itself succeeded');

/** Reduces the rows of a list to their summary fields. A page keeps its counters. */
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
export const cleanUpstreamMessage = (message: string, policy: TextPolicy): string =>
  cleanContent(sanitizeText(message), policy);
