import { lazy } from '../base/lazy.ts';
import { type ErrorReport, Refused } from '../base/refusal.ts';
import type { Context, GuardContext } from '../context.ts';
import type { Caller, PendingConfirmation } from '../guard/confirmation/caller.ts';
import type { OutcomeLabel } from '../guard/telemetry.ts';
import { toErrorReport } from '../output/error-report.ts';
import { createSecretHider } from '../output/hide-secrets.ts';
import { toStructuredContent } from '../output/tool-result.ts';
import { readForCaller, writeForCaller } from '../portone/for-caller.ts';
import { withTimeLimit } from '../portone/time-limit.ts';
import { discoverTools } from './discover/index.ts';
import { tools } from './index.ts';
import { explainMissingReceipt } from './missing-receipt.ts';
import { withRecoveryHint } from './recovery-hints.ts';
import { normalizeArguments } from './schema/normalize-arguments.ts';
import { parseArguments } from './schema/parse-arguments.ts';
import { listSecretValues, requiredSecretArguments } from './schema/secret-arguments.ts';
import type { ReportProgress, Tool, ToolArguments, ToolCall } from './tool.ts';

export { toUnknownToolError } from './discover/index.ts';
export { unwrapCallTool } from './discover/unwrap-call.ts';

export type CallOutcome =
  | { status: 'done'; result: Record<string, unknown> }
  | { status: 'failed'; error: ErrorReport }
  | PendingConfirmation;

const toolsByName = new Map([...tools, ...discoverTools].map((tool) => [tool.name, tool]));

/** Handles every call: parses the arguments, then runs a read or passes a write to the guard. Never throws. */
export async function callTool(
  guard: GuardContext,
  caller: Caller,
  name: string,
  raw: ToolArguments,
  progress: ReportProgress = () => {},
): Promise<CallOutcome> {
  const tool = toolsByName.get(name);
  const { getMonotonicMs, telemetry } = guard.context;
  const startedAt = getMonotonicMs();
  const outcome = await callSafely(
    forCaller(guard, caller.id),
    { caller, signal: caller.signal, progress, secrets: [] },
    tool,
    raw,
  );
  const seconds = (getMonotonicMs() - startedAt) / 1000;
  telemetry.toolCalled({ tool: tool?.name ?? 'unknown', outcome: toOutcomeLabel(outcome), seconds, caller });
  return outcome;
}

/** What a call reads and writes counts towards the share of its caller. */
const forCaller = (guard: GuardContext, caller: string): GuardContext => ({
  ...guard,
  context: { ...guard.context, portone: async () => readForCaller(await guard.context.portone(), caller) },
  writer: async () => writeForCaller(await guard.writer(), caller),
});

function toOutcomeLabel(outcome: CallOutcome): OutcomeLabel {
  if (outcome.status === 'failed') return outcome.error.kind;
  return outcome.status === 'pending' ? 'asked' : 'done';
}

async function callSafely(
  guard: GuardContext,
  call: ToolCall,
  tool: Tool | undefined,
  raw: ToolArguments,
): Promise<CallOutcome> {
  const { signal } = call;
  const { context } = guard;
  call.secrets.push(...(tool ? listSecretValues(tool.fields, normalizeArguments(tool.fields, raw)) : []));
  try {
    if (!tool) throw new Refused('internal', 'This tool does not exist.');
    await context.checkRateLimit?.(call.caller.id);
    return await runTool(guard, call, tool, raw);
  } catch (error) {
    if (signal.aborted && error === signal.reason)
      return {
        status: 'failed',
        error: { kind: 'unreachable', message: 'The call was cancelled. Nothing was changed.' },
      };
    if (!tool) return { status: 'failed', error: toErrorReport(error, context) };
    const failure = toErrorReport(error, hideCallSecrets(context, call), {
      name: tool.name,
      isRead: tool.effect === 'read',
    });
    const args = normalizeArguments(tool.fields, raw);
    const explained = await explainMissingReceipt(failure, tool, args, context, signal);
    return { status: 'failed', error: withRecoveryHint(explained, tool, args, context.catalog) };
  }
}

async function runTool(guard: GuardContext, call: ToolCall, tool: Tool, raw: ToolArguments): Promise<CallOutcome> {
  const { context } = guard;
  const args = parseOrRefuse(tool, raw, context.allowCardData);
  if (tool.effect === 'read' && (context.allowCardData || requiredSecretArguments(tool.fields).length === 0))
    return {
      status: 'done',
      result: await toStructuredContent(
        await tool.run(args, withCallLimit(context), call),
        hideCallSecrets(context, call),
      ),
    };
  // Loaded only when needed: the PG rules are half of the program, and a read-only server never uses them.
  const { runGuarded } = await import('./guarded-call.ts');
  const outcome = await runGuarded({ ...call, tool, args }, guard);
  return outcome.status === 'pending'
    ? outcome
    : { status: 'done', result: await toStructuredContent(outcome.result, hideCallSecrets(context, call)) };
}

/** Also hides the secrets of this call, which PortOne and PGs repeat in messages. */
function hideCallSecrets(context: Context, { secrets }: ToolCall): Context {
  const hide = createSecretHider(secrets);
  return hide ? { ...context, hideSecrets: (text) => hide(context.hideSecrets?.(text) ?? text) } : context;
}

/** Milliseconds that all reads of a call may take together. Clients give up after 60 s and must get the result before. */
const MAX_CALL_TIME = 45_000;

function withCallLimit(context: Context): Context {
  const limited = lazy(async () => withTimeLimit(await context.portone(), MAX_CALL_TIME));
  return { ...context, portone: limited };
}

function parseOrRefuse(tool: Tool, raw: ToolArguments, allowSecrets: boolean): ToolArguments {
  const parsed = parseArguments(tool, raw, { allowSecrets });
  if (!parsed.ok)
    throw new Refused(
      'invalid_input',
      `${parsed.problems.join('; ')}. Nothing was sent.`.replaceAll('?.', '?'),
      parsed.next,
    );
  return parsed.args;
}
