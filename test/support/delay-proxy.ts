import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface DelayProxy {
  url: string;
  /** The number of calls of a route, such as `POST /users/getToken`. */
  countCalls(route: string): number;
  /** The highest number of concurrent calls of a route. */
  getMaxConcurrent(route: string): number;
  /** Delays each call of a route before it is forwarded, and its response before it is returned. */
  setDelay(route: string, before: number, after?: number): void;
  clear(): void;
  close(): Promise<void>;
}

/** A proxy between servers and a sandbox that counts requests. */
export async function startDelayProxy(upstream: string): Promise<DelayProxy> {
  const calls = new Map<string, number>();
  const maxConcurrent = new Map<string, number>();
  const inFlight = new Map<string, number>();
  const delays = new Map<string, { before: number; after: number }>();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method = 'GET', url = '/' } = request;
    const route = `${method} ${url.split('?')[0]}`;
    const { host: _, connection: __, 'content-length': ___, 'transfer-encoding': ____, ...headers } = request.headers;
    calls.set(route, (calls.get(route) ?? 0) + 1);
    inFlight.set(route, (inFlight.get(route) ?? 0) + 1);
    maxConcurrent.set(route, Math.max(maxConcurrent.get(route) ?? 0, inFlight.get(route) ?? 0));
    const { before = 0, after = 0 } = delays.get(route) ?? {};
    await sleep(before);
    const reply = await fetch(upstream + url, {
      method,
      // What Node read from a request can be sent with one.
      headers: headers as Record<string, string>,
      ...(chunks.length > 0 ? { body: Buffer.concat(chunks) } : {}),
    });
    const text = await reply.text();
    await sleep(after);
    inFlight.set(route, (inFlight.get(route) ?? 1) - 1);
    response.writeHead(reply.status, { 'content-type': reply.headers.get('content-type') ?? 'application/json' });
    response.end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on TCP has an address with a port.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    countCalls: (route) => calls.get(route) ?? 0,
    getMaxConcurrent: (route) => maxConcurrent.get(route) ?? 0,
    setDelay: (route, before, after = 0) => void delays.set(route, { before, after }),
    clear() {
      for (const map of [calls, maxConcurrent, delays]) map.clear();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
