import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';

/** A small answer that is made at once. */
export function reply(
  response: ServerResponse,
  status: number,
  body: string | object,
  headers: OutgoingHttpHeaders = {},
): void {
  if (response.destroyed || response.headersSent) return;
  const isText = typeof body === 'string';
  const bytes = Buffer.from(isText ? body : JSON.stringify(body));
  response.writeHead(status, {
    'content-type': isText ? 'text/plain; charset=utf-8' : 'application/json',
    'content-length': bytes.length,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    // A body that nobody reads would be taken for the next request.
    ...(response.req.complete || !hasBody(response.req) ? {} : { connection: 'close' }),
    ...headers,
  });
  response.end(response.req.method === 'HEAD' ? undefined : bytes);
}

/** A refusal in the form that clients of the protocol read. */
export const refusal = (message: string, code = -32_000, id: string | number | null = null) => ({
  jsonrpc: '2.0',
  error: { code, message },
  id,
});

/** An answer made by the SDK for the web's own interfaces. */
export async function replyWith(response: ServerResponse, answer: Response): Promise<void> {
  reply(response, answer.status, await answer.text(), Object.fromEntries(answer.headers));
}

const hasBody = ({ headers }: IncomingMessage) =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
