import { type FailureReport, Refused } from '../base/refusal.ts';
import type { Context } from '../context.ts';
import type { Ask, Caller } from '../guard/confirmation/confirm.ts';
import { report } from '../output/error-report.ts';
import { resultOf } from '../output/tool-result.ts';
import { discover } from './discover/index.ts';
import { tools } from './index.ts';
import { advised } from './recovery-hints.ts';
import { parseArguments } from './schema/parse-arguments.ts';
import { neededSecrets } from './schema/secret-arguments.ts';
import type { Arguments, Calling, Progress, Tool } from './tool.ts';

export { noSuchTool } from './discover/index.ts';
export { unwrapped } from './discover/unwrap-call.ts';

export type Outcome = { result: Record<string, unknown> } | { error: FailureReport } | { ask: Ask };

const byName = new Map([...tools, ...discover].map((tool) => [tool.name, tool]));

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
    if (!tool) return { error: report(error, context) };
    const failure = report(error, context, { name: tool.name, reads: tool.effect === 'read' });
    return { error: advised(failure, tool, raw, context) };
  }
}

async function go(context: Context, calling: Calling, tool: Tool, raw: Arguments): Promise<Outcome> {
  const args = accepted(tool, raw, context.allowCardData);
  const isPlainRead = tool.effect === 'read' && (context.allowCardData || neededSecrets(tool.fields).length === 0);
  if (isPlainRead) return { result: resultOf(await tool.run(args, context, calling), context) };
  // The rules alone are half of the program: a server that only reads does without them.
  const { change } = await import('./guarded-call.ts');
  const done = await change(context, calling, tool, args);
  return 'by' in done ? { ask: done } : { result: resultOf(done, context) };
}

function accepted(tool: Tool, raw: Arguments, allowSecrets: boolean): Arguments {
  const parsed = parseArguments(tool, raw, { allowSecrets });
  if (!parsed.ok)
    throw new Refused(
      'invalid_input',
      `${parsed.problems.join('; ')}. Nothing was sent.`.replaceAll('?.', '?'),
      parsed.next,
    );
  return parsed.args;
}
