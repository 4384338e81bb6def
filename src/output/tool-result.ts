import { setImmediate as letOthersRun } from 'node:timers/promises';
import type * as z from 'zod';
import { isRecord } from '../base/json.ts';
import { sanitizeText } from '../base/text.ts';
import { cleanContent, type TextPolicy } from './content-mask.ts';
import { type RedactionOptions, redact } from './redact.ts';
import { createRedactionLimit, noteOmissions, type RedactionLimit } from './redaction-limit.ts';
import { isWithinBudget, truncateToBudget } from './token-budget.ts';

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
  /** What was done, where the value does not show it. */
  note?: string;
  /** What to do before the result is final. */
  next?: string;
  /** Set if PortOne's response was lost and a read-back confirmed the change. */
  confirmedBy?: 'read back';
  /** The value is a list or a page of one, which may be truncated by rows. */
  rows?: { getCursorAfter(kept: number): string };
}

/** How output is redacted, and where redaction failures are logged. */
export interface OutputPolicy extends RedactionOptions {
  log(line: string): void;
}

/**
 * Builds the structured content of a result. Never throws: the change was made, and a value that cannot be shown must
 * not turn it into a failure.
 */
export async function toStructuredContent(output: ToolOutput, policy: OutputPolicy): Promise<Record<string, unknown>> {
  try {
    return await buildContent(output, policy);
  } catch {
    logUnshowable(policy);
    return { result: {} };
  }
}

async function buildContent(output: ToolOutput, policy: OutputPolicy): Promise<Record<string, unknown>> {
  const { failed, message, note, next, confirmedBy, isCompleteAnswer, rows } = output;
  const limit = createRedactionLimit();
  const limitedPolicy = { ...policy, limit };
  const list = rows && findRows(output.value);
  const { view, unread } = list
    ? await redactRows(output, list, limitedPolicy)
    : { view: redactOutput(output, limitedPolicy), unread: 0 };
  const answer: Record<string, unknown> = isCompleteAnswer && isRecord(view) ? { ...view } : { result: view ?? {} };
  if (failed) answer.partial = { failed };
  if (message) answer.message = cleanUpstreamMessage(message, policy);
  if (note) answer.note = note;
  if (next) answer.next = next;
  if (confirmedBy) answer.confirmed_by = confirmedBy;
  const path = isRecord(answer.result) ? ['result', 'list'] : ['result'];
  return noteOmissions(truncateToBudget(answer, rows && { ...rows, path, unread }), limit);
}

const findRows = (value: unknown): readonly unknown[] | undefined => {
  const list: unknown = Array.isArray(value) ? value : Object(value).list;
  return Array.isArray(list) ? list : undefined;
};

/** After how many rows it is first checked whether they already exceed the token limit. */
const FIRST_CHECK = 50;
/** Milliseconds that other callers may wait for the rows of one. */
const MAX_STRETCH = 10;

/** Redacts the rows that may fit into an answer, and lets others run in between. */
async function redactRows(
  output: ToolOutput,
  rows: readonly unknown[],
  policy: OutputPolicy & { limit: RedactionLimit },
): Promise<{ view: unknown; unread: number }> {
  const isPage = !Array.isArray(output.value);
  const shown: unknown[] = [];
  let checkAt = FIRST_CHECK;
  let read = 0;
  let startedAt = performance.now();
  for (const row of rows) {
    read += 1;
    policy.limit.renew();
    const view = findRows(redactOutput({ ...output, value: isPage ? { list: [row] } : [row] }, policy));
    if (!view) return { view: undefined, unread: 0 };
    shown.push(...view);
    if (shown.length >= checkAt) {
      if (!isWithinBudget(shown)) break;
      checkAt *= 2;
    }
    if (performance.now() - startedAt > MAX_STRETCH) {
      await letOthersRun();
      startedAt = performance.now();
    }
  }
  const unread = rows.length - read;
  if (!isPage) return { view: shown, unread };
  policy.limit.renew();
  const page = redactOutput({ ...output, value: { ...Object(output.value), list: [] } }, policy);
  return { view: { ...Object(page), list: shown }, unread };
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
