import { type ErrorReport, Refused } from '../base/refusal.ts';
import type { Context } from '../context.ts';
import type { Caller, PendingConfirmation } from '../guard/confirmation/confirm.ts';
import { toErrorReport } from '../output/error-report.ts';
import { toStructuredContent } from '../output/tool-result.ts';
import { discoverTools } from './discover/index.ts';
import { tools } from './index.ts';
import { withRecoveryHint } from './recovery-hints.ts';
import { parseArguments } from './schema/parse-arguments.ts';
import { requiredSecretArguments } from './schema/secret-arguments.ts';
import type { ReportProgress, Tool, ToolArguments, ToolCall } from './tool.ts';

export { toUnknownToolError } from './discover/index.ts';
export { unwrapCallTool } from './discover/unwrap-call.ts';

export type CallOutcome = { result: Record<string, unknown> } | { error: ErrorReport } | { ask: PendingConfirmation };

const toolsByName = new Map([...tools, ...discoverTools].map((tool) => [tool.name, tool]));

/** The one road of a call: check, look, ask, do, show. Never throws. */
export async function callTool(
  context: Context,
  caller: Caller,
  name: string,
  raw: ToolArguments,
  progress: ReportProgress = () => {},
): Promise<CallOutcome> {
  const tool = toolsByName.get(name);
  const startedAt = context.getMonotonicMs();
  const outcome = await callSafely(context, { caller, signal: caller.signal, progress }, tool, raw);
  const kind = 'error' in outcome ? outcome.error.kind : 'ask' in outcome ? 'asked' : 'done';
  const seconds = (context.getMonotonicMs() - startedAt) / 1000;
  context.telemetry.toolCalled({ tool: tool?.name ?? 'unknown', outcome: kind, seconds, caller });
  return outcome;
}

async function callSafely(
  context: Context,
  call: ToolCall,
  tool: Tool | undefined,
  raw: ToolArguments,
): Promise<CallOutcome> {
  const { signal } = call;
  try {
    if (!tool) throw new Refused('internal', 'There is no such tool.');
    await context.checkRateLimit?.(call.caller.id);
    return await runTool(context, call, tool, raw);
  } catch (error) {
    if (signal.aborted && error === signal.reason)
      return { error: { kind: 'unreachable', message: 'The call was cancelled. Nothing was changed.' } };
    if (!tool) return { error: toErrorReport(error, context) };
    const failure = toErrorReport(error, context, { name: tool.name, isRead: tool.effect === 'read' });
    return { error: withRecoveryHint(failure, tool, raw, context) };
  }
}

async function runTool(context: Context, call: ToolCall, tool: Tool, raw: ToolArguments): Promise<CallOutcome> {
  const args = parseOrRefuse(tool, raw, context.allowCardData);
  const isPlainRead =
    tool.effect === 'read' && (context.allowCardData || requiredSecretArguments(tool.fields).length === 0);
  if (isPlainRead) return { result: toStructuredContent(await tool.run(args, context, call), context) };
  // The rules alone are half of the program: a server that only reads does without them.
  const { runChange } = await import('./guarded-call.ts');
  const result = await runChange(context, call, tool, args);
  return 'by' in result ? { ask: result } : { result: toStructuredContent(result, context) };
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
