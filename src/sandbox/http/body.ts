import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HandlerResult } from '../envelope.ts';

const MAX_BODY_BYTES = 1024 * 1024;

/** The body as text, or undefined when it is longer than any honest request. */
export async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    // Without an encoding set, a request's chunks are buffers.
    const bytes = chunk as Buffer;
    size += bytes.length;
    // The rest is still read, so that the client hears the answer instead of a cut connection.
    if (size <= MAX_BODY_BYTES) chunks.push(bytes);
  }
  return size <= MAX_BODY_BYTES ? Buffer.concat(chunks).toString('utf8') : undefined;
}

/** PortOne's envelope, in its key order. */
export const formatEnvelope = ({ code, message, response }: HandlerResult): string =>
  JSON.stringify({ code, message, response });

export function sendJson(response: ServerResponse, status: number, text: string, headers = {}): void {
  response.writeHead(status, { 'content-type': 'application/json;charset=UTF-8', ...headers });
  response.end(text);
}

export const sendResult = (response: ServerResponse, result: HandlerResult): void =>
  sendJson(response, result.status, formatEnvelope(result));
