import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';

/** Sends a short response. */
export function sendResponse(
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
    // Close the connection: an unread body would be parsed as the next request.
    ...(response.req.complete || !hasBody(response.req) ? {} : { connection: 'close' }),
    ...headers,
  });
  response.end(response.req.method === 'HEAD' ? undefined : bytes);
}

/** Builds a JSON-RPC error. */
export const jsonRpcError = (message: string, code = -32_000, id: string | number | null = null) => ({
  jsonrpc: '2.0',
  error: { code, message },
  id,
});

/** Sends a Web API `Response`, as the SDK creates them. */
export async function forwardResponse(response: ServerResponse, webResponse: Response): Promise<void> {
  sendResponse(response, webResponse.status, await webResponse.text(), Object.fromEntries(webResponse.headers));
}

const hasBody = ({ headers }: IncomingMessage) =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
