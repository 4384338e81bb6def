import { ResourceNotFoundError, type Server, type ServerContext } from '@modelcontextprotocol/server';
import type { FailureReport, Kind } from '../base/refusal.ts';
import type { Context } from '../context.ts';
import { callerOf } from './caller.ts';
import { protocolError } from './protocol-error.ts';

/** What PortOne is asked for by another way than a tool is admitted, counted and told of as a call of a tool is. */
export async function counted<T>(
  doing: 'resources/list' | 'resources/read',
  context: Context,
  { server, ctx }: { server: Server; ctx: ServerContext },
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { signal } = ctx.mcpReq;
  const caller = callerOf(server, ctx);
  const begun = context.monotonic();
  let outcome: 'done' | Kind = 'done';
  try {
    await context.admit?.(caller.id);
    return await work(signal);
  } catch (error) {
    outcome = 'unreachable';
    signal.throwIfAborted();
    const told = await protocolError(error, context, doing);
    // A report of ours comes along as data; without one it is the address that names nothing, or a request that is none.
    const { kind } = Object(told.data) as Partial<FailureReport>;
    outcome = kind ?? (told instanceof ResourceNotFoundError ? 'not_found' : 'invalid_input');
    throw told;
  } finally {
    context.watch.called({ tool: doing, outcome, seconds: (context.monotonic() - begun) / 1000, caller });
  }
}
