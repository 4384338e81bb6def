import { ProtocolError, ProtocolErrorCode } from '@modelcontextprotocol/server';
import { createUnknownCursorError } from '../output/cursor.ts';
import type { OutputPolicy } from '../output/tool-result.ts';

export const createInvalidParamsError = (message: string): ProtocolError =>
  new ProtocolError(ProtocolErrorCode.InvalidParams, message);

/** A list that has one page only knows no cursor. */
export function assertFirstPage(cursor: string | undefined): void {
  if (cursor === undefined) return;
  const { message, next } = createUnknownCursorError();
  throw createInvalidParamsError(`${message} ${next}`);
}

/** A failure of a request that has no result to carry it: the report of a tool's failure, as an error of the protocol. */
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
