import { ProtocolError, ProtocolErrorCode } from '@modelcontextprotocol/server';
import type { Context } from '../context.ts';

export const createInvalidParamsError = (message: string): ProtocolError =>
  new ProtocolError(ProtocolErrorCode.InvalidParams, message);

/** Converts an error of a request without a tool result into a protocol error that carries the same error report. */
export async function toProtocolError(error: unknown, context: Context, operation: string): Promise<ProtocolError> {
  if (error instanceof ProtocolError) return error;
  const [{ toErrorReport }, { quote }] = await Promise.all([
    import('../output/error-report.ts'),
    import('../base/text.ts'),
  ]);
  const failure = toErrorReport(error, context, { name: operation, isRead: true });
  const upstreamMessage =
    failure.upstream_message === undefined ? '' : ` PortOne said: ${quote(failure.upstream_message, 300)}.`;
  const code = failure.kind === 'invalid_input' ? ProtocolErrorCode.InvalidParams : ProtocolErrorCode.InternalError;
  return new ProtocolError(
    code,
    `${failure.message}${upstreamMessage}${failure.next ? ` ${failure.next}` : ''}`,
    failure,
  );
}
