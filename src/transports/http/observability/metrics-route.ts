import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { isLoopback } from '../../../config/parsers.ts';
import { sendResponse } from '../response.ts';
import type { Route } from '../route.ts';
import type { Metrics } from './metrics.ts';

interface MetricsAccess {
  /** The token that `/metrics` requires. Without one, only local requests are served. */
  token: string | undefined;
  /**
   * Whether the server has a public URL. Then a local proxy may relay anyone's requests, so they do not count as local.
   */
  isPublic: boolean;
}

/**
 * Creates the `/metrics` route. It exposes traffic volume but no payment data. Without a configured token it serves
 * local requests only.
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
    // Without a token the host name must match: otherwise a web page could read the metrics through DNS rebinding.
    ...(expected === undefined ? {} : { anyHost: true }),
    async handle(request, response) {
      if (!canRead(request))
        return sendResponse(response, 401, 'Metrics require the token set in PORTONE_V1_METRICS_TOKEN\n', {
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
