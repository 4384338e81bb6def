import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HandlerResult } from '../envelope.ts';

const MAX_BODY_BYTES = 1024 * 1024;

/** Reads the body as text; undefined if it is too large. */
export async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    // Without an encoding, the chunks of a request are buffers.
    const bytes = chunk as Buffer;
    size += bytes.length;
    // Read the rest, so that the client receives the response instead of a closed connection.
    if (size <= MAX_BODY_BYTES) chunks.push(bytes);
  }
  return size <= MAX_BODY_BYTES ? Buffer.concat(chunks).toString('utf8') : undefined;
}

/** Formats PortOne's envelope in its key order. */
export const formatEnvelope = ({ code, message, response }: HandlerResult): string =>
  JSON.stringify({ code, message, response });

export function sendJson(response: ServerResponse, status: number, text: string, headers = {}): void {
  response.writeHead(status, { 'content-type': 'application/json;charset=UTF-8', ...headers });
  response.end(text);
}

export const sendResult = (response: ServerResponse, result: HandlerResult): void =>
  sendJson(response, result.status, formatEnvelope(result));
