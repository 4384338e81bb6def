import type { ServerResponse } from 'node:http';
import type { HandlerResult } from '../envelope.ts';

/** PortOne's envelope, in its key order. */
export const formatEnvelope = ({ code, message, response }: HandlerResult): string =>
  JSON.stringify({ code, message, response });

export function sendJson(response: ServerResponse, status: number, text: string, headers = {}): void {
  response.writeHead(status, { 'content-type': 'application/json;charset=UTF-8', ...headers });
  response.end(text);
}

export const sendResult = (response: ServerResponse, result: HandlerResult): void =>
  sendJson(response, result.status, formatEnvelope(result));
