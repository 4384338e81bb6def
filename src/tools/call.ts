import type { Context } from '../context.ts';
import { type Caller, cannotAsk, confirmed, heedNo, type Question } from '../guard/confirm.ts';
import { type FailureReport, Refused } from '../guard/failure.ts';
import { withoutPeople } from '../guard/mask.ts';
import { prepare } from '../guard/preview.ts';
import { shown } from '../guard/redact.ts';
import { cleanText } from '../guard/text.ts';
import { PortOneError } from '../portone/errors.ts';
import { parseArguments } from './arguments.ts';
import { tools } from './index.ts';
import { neededSecrets } from './secrets.ts';
import type { Arguments, Done, Tool } from './tool.ts';

export type Outcome = { result: Record<string, unknown> } | { error: FailureReport } | { question: Question };

const byName = new Map(tools.map((tool) => [tool.name, tool]));

/** The one road of a call: check, look, ask, do, show. Never throws. */
export async function callTool(context: Context, caller: Caller, name: string, raw: Arguments): Promise<Outcome> {
  const tool = byName.get(name);
  try {
    if (!tool) throw new Refused('internal', `There is no tool ${JSON.stringify(name)}.`);
    return await go(context, caller, tool, raw);
  } catch (error) {
    if (caller.signal.aborted && error === caller.signal.reason)
      return { error: { kind: 'unreachable', message: 'The call was cancelled. Nothing was changed.' } };
    return { error: report(error, context, tool) };
  }
}

async function go(context: Context, caller: Caller, tool: Tool, raw: Arguments): Promise<Outcome> {
  let args = accepted(tool, raw, context.allowCardData);
  if (tool.confirm) {
    if (!caller.canAsk) throw cannotAsk();
    await heedNo(context.agreements, caller);
    const prepared = await prepare(tool, args, { portone: await context.portone(), now: context.now() });
    const question = await confirmed(context.agreements, caller, { tool, args, prepared, sandbox: context.sandbox });
    if (question) return { question };
    args = prepared.args;
  }
  if (caller.signal.aborted) throw new Refused('not_confirmed', 'The call was cancelled before anything was sent.');
  const done =
    tool.effect === 'read'
      ? await tool.run(args, context, caller.signal)
      : await context.writes.run(() => tool.run(args, context, caller.signal));
  return { result: result(done, context) };
}

function accepted(tool: Tool, raw: Arguments, allowSecrets: boolean): Arguments {
  const parsed = parseArguments(tool, raw, { allowSecrets });
  if (!parsed.ok) throw new Refused('invalid_input', `${parsed.problems.join('; ')}. Nothing was sent.`);
  const secrets = allowSecrets ? [] : neededSecrets(tool.fields);
  if (secrets.length > 0)
    throw new Refused(
      'policy_refused',
      `${tool.name} needs ${secrets.join(', ')}, which this server does not take from a model. Nothing was sent.`,
      'Tell the user: a card is registered or charged in the payment window; an operator who accepts the risk can start the server with --allow-card-data.',
    );
  return parsed.args;
}

/** What was done is done: a value that cannot be shown must not turn it into a failure. */
function result({ value, model, core, failed, message }: Done, context: Context): Record<string, unknown> {
  let view: unknown;
  try {
    view = shown(value, model, context);
  } catch {
    view = undefined;
    context.log('an answer of PortOne could not be shown; the call itself succeeded');
  }
  return {
    result: (core ? coreOf(view, core) : view) ?? {},
    ...(failed ? { partial: { failed } } : {}),
    ...(message ? { message: said(message, context) } : {}),
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
    return { kind: error.kind, message: error.message, ...(error.next ? { next: error.next } : {}) };
  if (error instanceof PortOneError) {
    return {
      kind: error.kind,
      message: error.message,
      ...(error.httpStatus === undefined ? {} : { http_status: error.httpStatus }),
      ...(error.code === undefined ? {} : { code: error.code }),
      ...(error.upstreamMessage ? { upstream_message: said(error.upstreamMessage, context) } : {}),
      ...(error.next ? { next: error.next } : {}),
    };
  }
  // The name of the error tells an operator where to look; its message might carry a value.
  context.log(
    `internal error in ${tool?.name ?? 'an unknown tool'}: ${error instanceof Error ? error.name : typeof error}`,
  );
  const changed = tool?.effect === 'read' ? 'Nothing was changed.' : 'It is not known whether anything was sent.';
  return { kind: 'internal', message: `The server failed on its own side. ${changed}` };
}
