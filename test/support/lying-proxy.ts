import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A response that the proxy sends in place of the upstream's, which has executed the request. */
export interface Lie {
  /** The upstream's if absent. */
  status?: number;
  contentType: string;
  body: string;
}

/** An intermediary that forwards every request and may lie about the response. */
export interface LyingProxy {
  url: string;
  /** Answers the next request to the path with this lie; a function is given the upstream's response. */
  lieOnce(method: string, path: RegExp, lie: LieMaker): void;
  /** Forgets the lies that were not used. */
  reset(): void;
  close(): Promise<void>;
}

/** A fixed response, or one that is made from the upstream's. */
export type LieMaker = Lie | ((body: string) => Lie | Promise<Lie>);

interface PendingLie {
  method: string;
  path: RegExp;
  lie: LieMaker;
}

export async function startLyingProxy(upstream: string): Promise<LyingProxy> {
  let pending: PendingLie[] = [];

  async function forward(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url = '/', headers } = request;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { host: _, connection: __, 'content-length': ___, 'transfer-encoding': ____, ...forwarded } = headers;
    const reply = await fetch(`${upstream}${url}`, {
      method,
      // Headers of this client are single texts.
      headers: forwarded as Record<string, string>,
      ...(chunks.length > 0 ? { body: Buffer.concat(chunks) } : {}),
    });
    const body = await reply.text();
    const match = pending.find((one) => one.method === method && one.path.test(url.replace(/\?.*/, '')));
    pending = pending.filter((one) => one !== match);
    const lie = typeof match?.lie === 'function' ? await match.lie(body) : match?.lie;
    response.writeHead(lie?.status ?? reply.status, {
      'content-type': lie?.contentType ?? reply.headers.get('content-type') ?? 'text/plain',
    });
    response.end(lie?.body ?? body);
  }

  const server = createServer((request, response) => {
    // A fault of the upstream closes the connection; so does this one then.
    forward(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // The address of a TCP server has this type.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    lieOnce: (method, path, lie) => void pending.push({ method, path, lie }),
    reset() {
      pending = [];
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
