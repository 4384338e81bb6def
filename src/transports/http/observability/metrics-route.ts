import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { isLoopback } from '../../../config/parsers.ts';
import { sendResponse } from '../response.ts';
import type { Route } from '../route.ts';
import type { Metrics } from './metrics.ts';

interface MetricsAccess {
  /** What a reader brings; without it, only this machine reads. */
  token: string | undefined;
  /** Under its public address a server has a proxy, and one on this machine stands for whoever is behind it. */
  isPublic: boolean;
}

/**
 * `/metrics` tells nothing of a payment, and yet how much goes on, which is nobody's business: it is for this machine, and with
 * a token of its own for others.
 */
export function createMetricsRoute({ renderText, contentType }: Metrics, { token, isPublic }: MetricsAccess): Route {
  const expected = token === undefined ? undefined : computeSha256(`Bearer ${token}`);
  const canRead = (request: IncomingMessage) =>
    expected === undefined
      ? !isPublic && isLocal(request)
      : timingSafeEqual(computeSha256(request.headers.authorization ?? ''), expected);
  return {
    path: '/metrics',
    methods: ['GET'],
    // Under another name, a page in a browser of this machine could be made to ask.
    ...(expected === undefined ? {} : { anyHost: true }),
    async handle(request, response) {
      if (!canRead(request))
        return sendResponse(response, 401, 'PORTONE_V1_METRICS_TOKEN says who may read this\n', {
          'www-authenticate': 'Bearer',
        });
      sendResponse(response, 200, await renderText(), { 'content-type': contentType });
    },
  };
}

const computeSha256 = (text: string) => createHash('sha256').update(text).digest();

const FORWARDING_HEADERS = [
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
  'via',
];

function isLocal({ socket, headers }: IncomingMessage): boolean {
  const isForwarded = FORWARDING_HEADERS.some((name) => headers[name] !== undefined);
  return !isForwarded && isLoopback((socket.remoteAddress ?? '').replace(/^::ffff:/i, ''));
}
