import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

export interface Received {
  method: string;
  /** Path and query as they came, still encoded. */
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
  /** Which connection it came over, counted from 1. */
  connection: number;
}

/** What the server does with one request. */
export type Behaviour = (response: ServerResponse, request: Received) => unknown;

export interface ScriptedServer {
  baseUrl: string;
  /** All but the requests for a token, in order. */
  received: Received[];
  tokensAsked: Received[];
  /** What is done with the next requests, one each; afterwards everything is answered with a success, as of a charge. */
  script: Behaviour[];
  /** The same for requests for a token, which otherwise get `token-1`, `token-2` … of half an hour. */
  tokenScript: Behaviour[];
  close(): Promise<void>;
}

export const json =
  (status: number, value: unknown, headers: Record<string, string> = {}): Behaviour =>
  (response) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));
export const success = (value: unknown, status = 200) => json(status, { code: 0, message: null, response: value });
export const refusal = (status: number, message: string | null, code: unknown = -1) =>
  json(status, { code, message, response: null });
export const html =
  (status: number): Behaviour =>
  (response) =>
    response.writeHead(status, { 'content-type': 'text/html' }).end('<html><h1>secret page</h1></html>');
export const token = (value: string, life: number, now = 1_700_000_000) =>
  success({ access_token: value, now, expired_at: now + life });

export const resetBefore: Behaviour = (response) => response.socket?.resetAndDestroy();
export const closed: Behaviour = (response) => response.socket?.destroy();
export const truncated: Behaviour = (response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
  response.write('{"code":0,"mess', () => response.socket?.destroy());
};
export const cutJson: Behaviour = (response) => response.writeHead(200).end('{"code":0,"message":null,"resp');
export const silence: Behaviour = () => {};
/** Headers and a first part at once, the rest never. */
export const stalled: Behaviour = (response) => response.writeHead(200).write('{"code":0,');
export const huge: Behaviour = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const chunk = Buffer.alloc(1 << 20, 0x20);
  const more = () => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on('drain', more);
  more();
};
export const later =
  (ms: number, behaviour: Behaviour): Behaviour =>
  async (response, request) => {
    await delay(ms);
    behaviour(response, request);
  };

export async function startScriptedServer(): Promise<ScriptedServer> {
  const received: Received[] = [];
  const tokensAsked: Received[] = [];
  const script: Behaviour[] = [];
  const tokenScript: Behaviour[] = [];
  const connections = new Map<unknown, number>();
  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    if (!connections.has(incoming.socket)) connections.set(incoming.socket, connections.size + 1);
    const request: Received = {
      method: incoming.method ?? '',
      url: incoming.url ?? '',
      headers: incoming.headers,
      body: Buffer.concat(chunks).toString(),
      connection: connections.get(incoming.socket) ?? 0,
    };
    const isToken = request.url.endsWith('/users/getToken');
    (isToken ? tokensAsked : received).push(request);
    const usual = isToken ? token(`token-${tokensAsked.length}`, 1800) : success({ status: 'paid' });
    await ((isToken ? tokenScript : script).shift() ?? usual)(response, request);
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    received,
    tokensAsked,
    script,
    tokenScript,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
