import type { ServerResponse } from 'node:http';

/** A request of a host, in the words that all model protocols share. */
export interface ModelRequest {
  /** By the names that the host gives them: `mcp__portone__refund_payment`. */
  tools: readonly OfferedTool[];
  /** The texts of the results of the conversation so far, the oldest first. */
  toolResults: readonly string[];
  isStreamed: boolean;
}

export interface OfferedTool {
  name: string;
  /** Where the host groups its tools. */
  namespace?: string;
}

/** What the model answers: a text that ends the turn, or one call. */
export type ModelTurn = { text: string } | { tool: OfferedTool; args: Record<string, unknown> };

/** One of the protocols by which hosts talk to models. */
export interface ModelProtocol {
  matches(path: string): boolean;
  parseRequest(body: JsonObject, path: string): ModelRequest;
  sendTurn(turn: ModelTurn, response: ServerResponse, isStreamed: boolean): void;
}

export type JsonObject = Record<string, unknown>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The objects of a list; nothing for any other value. */
export const listObjects = (value: unknown): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** The text of a value that is a text, a list of text blocks, or anything else as JSON. */
export function readText(value: unknown): string {
  if (typeof value === 'string') return value;
  const blocks = listObjects(value);
  if (blocks.length > 0) return blocks.map(({ text, ...rest }) => String(text ?? JSON.stringify(rest))).join('\n');
  return value === undefined ? '' : JSON.stringify(value);
}

export function sendJson(response: ServerResponse, body: object): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

/** Sends server-sent events; `withNames` repeats each event's `type` as its name, as Anthropic and OpenAI do. */
export function sendEvents(
  response: ServerResponse,
  events: readonly object[],
  { withNames = false, lastLine = '' } = {},
): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
  for (const event of events) {
    if (withNames && 'type' in event) response.write(`event: ${String(event.type)}\n`);
    response.write(`data: ${JSON.stringify(event)}\n\n`);
  }
  response.end(lastLine);
}
