import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { isLoopback } from '../../../config/parsers.ts';
import { reply } from '../response.ts';
import type { Route } from '../route.ts';
import type { Metrics } from './metrics.ts';

interface Readers {
  /** What a reader brings; without it, only this machine reads. */
  token: string | undefined;
  /** Under its public address a server has a proxy, and one on this machine stands for whoever is behind it. */
  isPublic: boolean;
}

/**
 * `/metrics` tells nothing of a payment, and yet how much goes on, which is nobody's business: it is for this machine, and with
 * a token of its own for others.
 */
export function metricsPage({ text, contentType }: Metrics, { token, isPublic }: Readers): Route {
  const expected = token === undefined ? undefined : digest(`Bearer ${token}`);
  const mayRead = (request: IncomingMessage) =>
    expected === undefined
      ? !isPublic && isLocal(request)
      : timingSafeEqual(digest(request.headers.authorization ?? ''), expected);
  return {
    path: '/metrics',
    methods: ['GET'],
    // Under another name, a page in a browser of this machine could be made to ask.
    ...(expected === undefined ? {} : { anyHost: true }),
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

const PASSED_ON = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'via'];

function isLocal({ socket, headers }: IncomingMessage): boolean {
  const isForwarded = PASSED_ON.some((name) => headers[name] !== undefined);
  return !isForwarded && isLoopback((socket.remoteAddress ?? '').replace(/^::ffff:/i, ''));
}
