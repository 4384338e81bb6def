import { ResourceNotFoundError, type Server, type ServerContext } from '@modelcontextprotocol/server';
import type { ErrorKind, ErrorReport } from '../base/refusal.ts';
import type { Context } from '../context.ts';
import { toCaller } from './caller.ts';
import { toProtocolError } from './protocol-error.ts';

/** What PortOne is asked for by another way than a tool is admitted, counted and told of as a call of a tool is. */
export async function withMetering<T>(
  operation: 'resources/list' | 'resources/read',
  context: Context,
  { server, ctx }: { server: Server; ctx: ServerContext },
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { signal } = ctx.mcpReq;
  const caller = toCaller(server, ctx);
  const startedAt = context.getMonotonicMs();
  let outcome: 'done' | ErrorKind = 'done';
  try {
    await context.checkRateLimit?.(caller.id);
    return await run(signal);
  } catch (error) {
    outcome = 'unreachable';
    signal.throwIfAborted();
    const protocolError = await toProtocolError(error, context, operation);
    // A report of ours comes along as data; without one it is the address that names nothing, or a request that is none.
    const { kind } = Object(protocolError.data) as Partial<ErrorReport>;
    outcome = kind ?? (protocolError instanceof ResourceNotFoundError ? 'not_found' : 'invalid_input');
    throw protocolError;
  } finally {
    context.telemetry.toolCalled({
      tool: operation,
      outcome,
      seconds: (context.getMonotonicMs() - startedAt) / 1000,
      caller,
    });
  }
}
