import type { Context } from '../context.ts';
import type { Ask, Caller } from '../guard/consent.ts';
import { type FailureReport, Refused } from '../guard/failure.ts';
import { withoutPeople } from '../guard/mask.ts';
import { shown } from '../guard/redact.ts';
import { cleanText } from '../guard/text.ts';
import { PortOneError, PortOneRejected } from '../portone/errors.ts';
import { parseArguments } from './arguments.ts';
import { tools } from './index.ts';
import { neededSecrets } from './secrets.ts';
import type { Arguments, Calling, Done, Progress, Tool } from './tool.ts';

export type Outcome = { result: Record<string, unknown> } | { error: FailureReport } | { ask: Ask };

const byName = new Map(tools.map((tool) => [tool.name, tool]));

/** The one road of a call: check, look, ask, do, show. Never throws. */
export async function callTool(
  context: Context,
  caller: Caller,
  name: string,
  raw: Arguments,
  progress: Progress = () => {},
): Promise<Outcome> {
  const tool = byName.get(name);
  const begun = context.monotonic();
  const outcome = await outcomeOf(context, { caller, signal: caller.signal, progress }, tool, raw);
  const kind = 'error' in outcome ? outcome.error.kind : 'ask' in outcome ? 'asked' : 'done';
  const seconds = (context.monotonic() - begun) / 1000;
  context.watch.called({ tool: tool?.name ?? 'unknown', outcome: kind, seconds, caller });
  return outcome;
}

async function outcomeOf(context: Context, calling: Calling, tool: Tool | undefined, raw: Arguments): Promise<Outcome> {
  const { signal } = calling;
  try {
    if (!tool) throw new Refused('internal', 'There is no such tool.');
    await context.admit?.(calling.caller.id);
    return await go(context, calling, tool, raw);
  } catch (error) {
    if (signal.aborted && error === signal.reason)
      return { error: { kind: 'unreachable', message: 'The call was cancelled. Nothing was changed.' } };
    return { error: report(error, context, tool) };
  }
}

async function go(context: Context, calling: Calling, tool: Tool, raw: Arguments): Promise<Outcome> {
  const args = accepted(tool, raw, context.allowCardData);
  const isPlainRead = tool.effect === 'read' && (context.allowCardData || neededSecrets(tool.fields).length === 0);
  if (isPlainRead) return { result: result(await tool.run(args, context, calling), context) };
  // The rules alone are half of the program: a server that only reads does without them.
  const { change } = await import('./change.ts');
  const done = await change(context, calling, tool, args);
  return 'by' in done ? { ask: done } : { result: result(done, context) };
}

function accepted(tool: Tool, raw: Arguments, allowSecrets: boolean): Arguments {
  const parsed = parseArguments(tool, raw, { allowSecrets });
  if (!parsed.ok) throw new Refused('invalid_input', `${parsed.problems.join('; ')}. Nothing was sent.`);
  return parsed.args;
}

/** What was done is done: a value that cannot be shown must not turn it into a failure. */
function result(
  { value, model, core, whole, failed, message, confirmedBy }: Done,
  context: Context,
): Record<string, unknown> {
  let view: unknown;
  try {
    view = shown(value, model, context);
  } catch {
    view = undefined;
    context.log('an answer of PortOne could not be shown; the call itself succeeded');
  }
  if (whole && isRecord(view)) return view;
  return {
    result: (core ? coreOf(view, core) : view) ?? {},
    ...(failed ? { partial: { failed } } : {}),
    ...(message ? { message: said(message, context) } : {}),
    ...(confirmedBy ? { confirmed_by: confirmedBy } : {}),
  };
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

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const said = (message: string, { pii }: Context) =>
  pii === 'masked' ? withoutPeople(cleanText(message)) : cleanText(message);

function report(error: unknown, context: Context, tool: Tool | undefined): FailureReport {
  if (error instanceof Refused)
    return { kind: error.kind, message: error.message, ...(error.next ? { next: error.next } : {}), ...error.more };
  if (error instanceof PortOneError) {
    return {
      kind: error.kind,
      message: error.message,
      ...(error.httpStatus === undefined ? {} : { http_status: error.httpStatus }),
      ...(error.code === undefined ? {} : { code: error.code }),
      ...(error.upstreamMessage ? { upstream_message: said(error.upstreamMessage, context) } : {}),
      ...(error.next ? { next: error.next } : {}),
      ...attemptOf(error),
    };
  }
  // The name of the error tells an operator where to look; its message might carry a value.
  context.log(
    `internal error in ${tool?.name ?? 'an unknown tool'}: ${error instanceof Error ? error.name : typeof error}`,
  );
  const changed = tool?.effect === 'read' ? 'Nothing was changed.' : 'It is not known whether anything was sent.';
  return { kind: 'internal', message: `The server failed on its own side. ${changed}` };
}

/** A charge that failed stands in the order as an attempt of its own. */
function attemptOf(error: PortOneError): { imp_uid?: string } {
  const attempt = error instanceof PortOneRejected && isRecord(error.response) ? error.response.imp_uid : undefined;
  return typeof attempt === 'string' ? { imp_uid: cleanText(attempt) } : {};
}
