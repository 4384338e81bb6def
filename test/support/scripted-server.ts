import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

export interface Received {
  method: string;
  /** Path and query as received, still encoded. */
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
  /** The number of its connection, from 1. */
  connection: number;
}

/** The server's behavior for one request. */
export type ResponseBehavior = (response: ServerResponse, request: Received) => unknown;

export interface ScriptedServer {
  baseUrl: string;
  /** All but the requests for a token, in order. */
  received: Received[];
  tokenRequests: Received[];
  /** The behavior for the next requests, one each; after that every request succeeds like a charge. */
  script: ResponseBehavior[];
  /** The same for token requests, which otherwise get `token-1`, `token-2` … valid for half an hour. */
  tokenScript: ResponseBehavior[];
  close(): Promise<void>;
}

export const respondJson =
  (status: number, value: unknown, headers: Record<string, string> = {}): ResponseBehavior =>
  (response) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));
export const respondSuccess = (value: unknown, status = 200) =>
  respondJson(status, { code: 0, message: null, response: value });
export const respondRejection = (status: number, message: string | null, code: unknown = -1) =>
  respondJson(status, { code, message, response: null });
export const respondHtml =
  (status: number): ResponseBehavior =>
  (response) =>
    response.writeHead(status, { 'content-type': 'text/html' }).end('<html><h1>secret page</h1></html>');
export const respondToken = (value: string, life: number, now = 1_700_000_000) =>
  respondSuccess({ access_token: value, now, expired_at: now + life });

export const resetConnection: ResponseBehavior = (response) => response.socket?.resetAndDestroy();
export const closeConnection: ResponseBehavior = (response) => response.socket?.destroy();
export const truncateBody: ResponseBehavior = (response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
  response.write('{"code":0,"mess', () => response.socket?.destroy());
};
export const sendCutJson: ResponseBehavior = (response) =>
  response.writeHead(200).end('{"code":0,"message":null,"resp');
export const leaveUnanswered: ResponseBehavior = () => {};
/** Sends headers and a first part at once, the rest never. */
export const stallBody: ResponseBehavior = (response) => response.writeHead(200).write('{"code":0,');
export const sendHugeBody: ResponseBehavior = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const chunk = Buffer.alloc(1 << 20, 0x20);
  const writeMore = () => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on('drain', writeMore);
  writeMore();
};
export const respondLater =
  (ms: number, behavior: ResponseBehavior): ResponseBehavior =>
  async (response, request) => {
    await delay(ms);
    behavior(response, request);
  };

export async function startScriptedServer(): Promise<ScriptedServer> {
  const received: Received[] = [];
  const tokenRequests: Received[] = [];
  const script: ResponseBehavior[] = [];
  const tokenScript: ResponseBehavior[] = [];
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
    const isTokenRequest = request.url.endsWith('/users/getToken');
    (isTokenRequest ? tokenRequests : received).push(request);
    const defaultBehavior = isTokenRequest
      ? respondToken(`token-${tokenRequests.length}`, 1800)
      : respondSuccess({ status: 'paid' });
    await ((isTokenRequest ? tokenScript : script).shift() ?? defaultBehavior)(response, request);
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    received,
    tokenRequests,
    script,
    tokenScript,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
