import { ProtocolError, ProtocolErrorCode } from '@modelcontextprotocol/server';
import { createUnknownCursorError } from '../output/cursor.ts';
import type { OutputPolicy } from '../output/tool-result.ts';

export const createInvalidParamsError = (message: string): ProtocolError =>
  new ProtocolError(ProtocolErrorCode.InvalidParams, message);

/** Throws if a cursor is given for a list that has only one page. */
export function assertFirstPage(cursor: string | undefined): void {
  if (cursor === undefined) return;
  const { message, next } = createUnknownCursorError();
  throw createInvalidParamsError(`${message} ${next}`);
}

/** Converts an error to a protocol error, for requests whose result cannot contain an error report. */
export async function toProtocolError(error: unknown, policy: OutputPolicy, operation: string): Promise<ProtocolError> {
  if (error instanceof ProtocolError) return error;
  const [{ toErrorReport }, { quote }] = await Promise.all([
    import('../output/error-report.ts'),
    import('../base/text.ts'),
  ]);
  const failure = toErrorReport(error, policy, { name: operation, isRead: true });
  const upstreamMessage =
    failure.upstream_message === undefined ? '' : ` PortOne said: ${quote(failure.upstream_message, 300)}.`;
  const code = failure.kind === 'invalid_input' ? ProtocolErrorCode.InvalidParams : ProtocolErrorCode.InternalError;
  return new ProtocolError(
    code,
    `${failure.message}${upstreamMessage}${failure.next ? ` ${failure.next}` : ''}`,
    failure,
  );
}
