import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isIP } from 'node:net';
import type { Metrics } from './metrics.ts';

/**
 * `/metrics` tells nothing of a payment, and yet how much goes on, which is nobody's business: it is for this machine, and with
 * a token of its own for others. A proxy on this machine stands for whoever is behind it.
 */
export function createMetricsPage(metrics: Metrics, token: string | undefined) {
  const expected = token === undefined ? undefined : digest(`Bearer ${token}`);
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { authorization = '' } = request.headers;
    const hasToken = expected !== undefined && timingSafeEqual(digest(authorization), expected);
    if (!hasToken && !(expected === undefined && isLocal(request))) {
      response.writeHead(401, { 'www-authenticate': 'Bearer', 'content-length': 0 }).end();
      return;
    }
    response.writeHead(200, { 'content-type': metrics.contentType, 'cache-control': 'no-store' });
    response.end(await metrics.text());
  };
}

const digest = (text: string) => createHash('sha256').update(text).digest();

function isLocal({ socket, headers }: IncomingMessage): boolean {
  const address = (socket.remoteAddress ?? '').replace(/^::ffff:/i, '');
  const isLoopback = address === '::1' || (isIP(address) === 4 && address.startsWith('127.'));
  return isLoopback && headers['x-forwarded-for'] === undefined && headers.forwarded === undefined;
}
