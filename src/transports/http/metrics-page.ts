import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { isLoopback } from '../../config/values.ts';
import type { Metrics } from './metrics.ts';
import { reply } from './reply.ts';
import type { Route } from './route.ts';

/**
 * `/metrics` tells nothing of a payment, and yet how much goes on, which is nobody's business: it is for this machine, and with
 * a token of its own for others. A proxy on this machine stands for whoever is behind it.
 */
export function metricsPage({ text, contentType }: Metrics, token: string | undefined): Route {
  const expected = token === undefined ? undefined : digest(`Bearer ${token}`);
  const mayRead = (request: IncomingMessage) =>
    expected === undefined ? isLocal(request) : timingSafeEqual(digest(request.headers.authorization ?? ''), expected);
  return {
    path: '/metrics',
    methods: ['GET'],
    anyHost: true,
    async handle(request, response) {
      if (!mayRead(request))
        return reply(response, 401, 'PORTONE_V1_METRICS_TOKEN says who may read this\n', {
          'www-authenticate': 'Bearer',
        });
      reply(response, 200, await text(), { 'content-type': contentType });
    },
  };
}

const digest = (text: string) => createHash('sha256').update(text).digest();

function isLocal({ socket, headers }: IncomingMessage): boolean {
  const isForwarded = headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined;
  return !isForwarded && isLoopback((socket.remoteAddress ?? '').replace(/^::ffff:/i, ''));
}
