import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { validateHostHeader } from '@modelcontextprotocol/server';
import { keepRoom } from './lifecycle/connection-limit.ts';
import { refusal, reply } from './response.ts';
import { pathOf, type Route, routeOf } from './route.ts';

/** Also how many may wait to be accepted: Node's 511 are soon full when many come at once, and then some are lost without a word. */
export const MOST_CONNECTIONS = 2_000;
const MOST_HEADER_BYTES = 16 * 1024;
const MOST_HEADERS = 100;

export interface ListenerParts {
  routes: readonly Route[];
  /** Names under which the server may be addressed, without ports. */
  hosts: readonly string[];
  /** Origins whose pages may call. */
  origins(): readonly string[];
  log(line: string): void;
}

/** What every request passes before it reaches its route: nothing is looked at that came under a foreign name. */
export function createListener({ routes, hosts, origins, log }: ListenerParts): Server {
  function answer(request: IncomingMessage, response: ServerResponse): void | Promise<void> {
    // Headers beyond a count are never dropped silently: one of them might be the Origin.
    if (request.rawHeaders.length > 2 * MOST_HEADERS) return reply(response, 431, 'Too many headers\n');
    const route = routeOf(routes, pathOf(request));
    const host = validateHostHeader(request.headers.host, [...hosts]);
    if (!host.ok && !route?.anyHost)
      return reply(response, 403, refusal('This server does not answer under this host name (--allowed-hosts)'));
    const { origin } = request.headers;
    const isKnown = origin !== undefined && origins().includes(origin.toLowerCase());
    if (origin !== undefined && !isKnown && !route?.anyOrigin)
      return reply(response, 403, refusal('Pages of this origin may not call this server (--allowed-origins)'));
    if (!route) return reply(response, 404, 'There is nothing here; MCP is served at /mcp\n');
    if (isKnown) allowPage(response, origin);
    if (isKnown && request.method === 'OPTIONS') return preflight(response, route);
    if (!route.methods.includes(request.method ?? ''))
      return reply(response, 405, refusal('Method not allowed.'), { allow: route.methods.join(', ') });
    return route.handle(request, response);
  }

  async function guarded(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      await answer(request, response);
    } catch (error) {
      log(
        `http: internal error at ${pathOf(request).slice(0, 20)}: ${error instanceof Error ? error.name : typeof error}`,
      );
      if (response.headersSent) response.destroy();
      else reply(response, 500, refusal('Internal server error', -32_603));
    }
  }

  const server = createServer(
    {
      maxHeaderSize: MOST_HEADER_BYTES,
      // From the first moment of a connection, so that a silent one does not live longer.
      headersTimeout: 10_000,
      requestTimeout: 30_000,
      keepAliveTimeout: 65_000,
      connectionsCheckingInterval: 2_000,
    },
    (request, response) => void guarded(request, response),
  );
  // Unbounded by count, since Node drops what is above; the bytes are bounded, and the count is looked at.
  server.maxHeadersCount = 0;
  keepRoom(server, MOST_CONNECTIONS);
  return server;
}

const EXPOSED = 'Mcp-Session-Id, MCP-Protocol-Version, WWW-Authenticate, Retry-After';
const ACCEPTED =
  'Authorization, Content-Type, Accept, Last-Event-ID, Mcp-Session-Id, MCP-Protocol-Version, Mcp-Method, Mcp-Name';

function allowPage(response: ServerResponse, origin: string): void {
  response.setHeader('access-control-allow-origin', origin);
  response.setHeader('access-control-expose-headers', EXPOSED);
  response.setHeader('vary', 'Origin');
}

function preflight(response: ServerResponse, { methods }: Route): void {
  reply(response, 204, '', {
    'access-control-allow-methods': methods.join(', '),
    'access-control-allow-headers': ACCEPTED,
    'access-control-max-age': '600',
  });
}
