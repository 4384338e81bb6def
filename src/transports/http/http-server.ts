import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { validateHostHeader } from '@modelcontextprotocol/server';
import { limitConnections } from './lifecycle/connection-limit.ts';
import { jsonRpcError, sendResponse } from './response.ts';
import { findRoute, getPath, type Route } from './route.ts';

/** Also how many may wait to be accepted: Node's 511 are soon full when many come at once, and then some are lost without a word. */
export const MAX_CONNECTIONS = 2_000;
const MAX_HEADER_BYTES = 16 * 1024;
const MAX_HEADERS = 100;

export interface ListenerOptions {
  routes: readonly Route[];
  /** Names under which the server may be addressed, without ports. */
  hosts: readonly string[];
  /** Origins whose pages may call. */
  getOrigins(): readonly string[];
  log(line: string): void;
}

/** What every request passes before it reaches its route: nothing is looked at that came under a foreign name. */
export function createListener({ routes, hosts, getOrigins, log }: ListenerOptions): Server {
  function routeRequest(request: IncomingMessage, response: ServerResponse): void | Promise<void> {
    // Headers beyond a count are never dropped silently: one of them might be the Origin.
    if (request.rawHeaders.length > 2 * MAX_HEADERS) return sendResponse(response, 431, 'Too many headers\n');
    const route = findRoute(routes, getPath(request));
    const host = validateHostHeader(request.headers.host, [...hosts]);
    if (!host.ok && !route?.anyHost)
      return sendResponse(
        response,
        403,
        jsonRpcError('This server does not answer under this host name (--allowed-hosts)'),
      );
    const { origin } = request.headers;
    const isAllowedOrigin = origin !== undefined && getOrigins().includes(origin.toLowerCase());
    if (origin !== undefined && !isAllowedOrigin && !route?.anyOrigin)
      return sendResponse(
        response,
        403,
        jsonRpcError('Pages of this origin may not call this server (--allowed-origins)'),
      );
    if (!route) return sendResponse(response, 404, 'There is nothing here; MCP is served at /mcp\n');
    if (isAllowedOrigin) setCorsHeaders(response, origin);
    if (isAllowedOrigin && request.method === 'OPTIONS') return sendPreflight(response, route);
    if (!route.methods.includes(request.method ?? ''))
      return sendResponse(response, 405, jsonRpcError('Method not allowed.'), { allow: route.methods.join(', ') });
    return route.handle(request, response);
  }

  async function handleSafely(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      await routeRequest(request, response);
    } catch (error) {
      log(
        `http: internal error at ${getPath(request).slice(0, 20)}: ${error instanceof Error ? error.name : typeof error}`,
      );
      if (response.headersSent) response.destroy();
      else sendResponse(response, 500, jsonRpcError('Internal server error', -32_603));
    }
  }

  const server = createServer(
    {
      maxHeaderSize: MAX_HEADER_BYTES,
      // From the first moment of a connection, so that a silent one does not live longer.
      headersTimeout: 10_000,
      requestTimeout: 30_000,
      keepAliveTimeout: 65_000,
      connectionsCheckingInterval: 2_000,
    },
    (request, response) => void handleSafely(request, response),
  );
  // Unbounded by count, since Node drops what is above; the bytes are bounded, and the count is looked at.
  server.maxHeadersCount = 0;
  limitConnections(server, MAX_CONNECTIONS);
  return server;
}

const EXPOSED_HEADERS = 'Mcp-Session-Id, MCP-Protocol-Version, WWW-Authenticate, Retry-After';
const ACCEPTED_HEADERS =
  'Authorization, Content-Type, Accept, Last-Event-ID, Mcp-Session-Id, MCP-Protocol-Version, Mcp-Method, Mcp-Name';

function setCorsHeaders(response: ServerResponse, origin: string): void {
  response.setHeader('access-control-allow-origin', origin);
  response.setHeader('access-control-expose-headers', EXPOSED_HEADERS);
  response.setHeader('vary', 'Origin');
}

function sendPreflight(response: ServerResponse, { methods }: Route): void {
  sendResponse(response, 204, '', {
    'access-control-allow-methods': methods.join(', '),
    'access-control-allow-headers': ACCEPTED_HEADERS,
    'access-control-max-age': '600',
  });
}
