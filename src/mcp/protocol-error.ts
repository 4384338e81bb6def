import { ProtocolError, ProtocolErrorCode } from '@modelcontextprotocol/server';
import type { Context } from '../context.ts';

export const badRequest = (message: string): ProtocolError =>
  new ProtocolError(ProtocolErrorCode.InvalidParams, message);

/** A failure of a request that has no result to carry it: the report of a tool's failure, as an error of the protocol. */
export async function protocolError(error: unknown, context: Context, doing: string): Promise<ProtocolError> {
  if (error instanceof ProtocolError) return error;
  const [{ report }, { quoted }] = await Promise.all([import('../output/error-report.ts'), import('../base/text.ts')]);
  const told = report(error, context, { name: doing, reads: true });
  const said = told.upstream_message === undefined ? '' : ` PortOne said: ${quoted(told.upstream_message, 300)}.`;
  const code = told.kind === 'invalid_input' ? ProtocolErrorCode.InvalidParams : ProtocolErrorCode.InternalError;
  return new ProtocolError(code, `${told.message}${said}${told.next ? ` ${told.next}` : ''}`, told);
}
