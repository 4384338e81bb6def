import { ResourceNotFoundError, type Server, type ServerContext } from '@modelcontextprotocol/server';
import type { ErrorKind, ErrorReport } from '../base/refusal.ts';
import type { Context } from '../context.ts';
import { toCaller } from './caller.ts';
import { toProtocolError } from './protocol-error.ts';

/** Measures resource reads like tool calls. `admit` applies the caller's rate limit: it throws Refused. */
export async function withMetering<T>(
  operation: 'resources/list' | 'resources/read',
  context: Context,
  { server, ctx }: { server: Server; ctx: ServerContext },
  run: (signal: AbortSignal, admit: () => Promise<void>, caller: string) => Promise<T>,
): Promise<T> {
  const { signal } = ctx.mcpReq;
  const caller = toCaller(server, ctx);
  const startedAt = context.getMonotonicMs();
  let outcome: 'done' | ErrorKind = 'done';
  try {
    return await run(signal, async () => context.checkRateLimit?.(caller.id), caller.id);
  } catch (error) {
    outcome = 'unreachable';
    signal.throwIfAborted();
    const protocolError = await toProtocolError(error, context, operation);
    // Our own error report is in the data. Without one, the request itself was invalid or named an unknown URI.
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
