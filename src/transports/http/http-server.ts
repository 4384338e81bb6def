import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { validateHostHeader } from '@modelcontextprotocol/server';
import { limitConnections } from './lifecycle/connection-limit.ts';
import { jsonRpcError, sendResponse } from './response.ts';
import { findRoute, getPath, type Route } from './route.ts';

/**
 * Maximum number of connections, and the listen backlog: with Node's default of 511 a burst silently loses connections.
 */
export const MAX_CONNECTIONS = 2_000;
const MAX_HEADER_BYTES = 16 * 1024;
const MAX_HEADERS = 100;

export interface HttpServerOptions {
  routes: readonly Route[];
  /** Accepted host names, without ports. */
  hosts: readonly string[];
  /** Origins whose web pages may call the server. */
  getOrigins(): readonly string[];
  log(line: string): void;
}

/** Creates the HTTP server. Checks host, origin and header count before any route sees the request. */
export function createHttpServer({ routes, hosts, getOrigins, log }: HttpServerOptions): Server {
  function routeRequest(request: IncomingMessage, response: ServerResponse): void | Promise<void> {
    // Reject excess headers instead of dropping them: the Origin could be among them.
    if (request.rawHeaders.length > 2 * MAX_HEADERS) return sendResponse(response, 431, 'Too many headers\n');
    const route = findRoute(routes, getPath(request));
    const host = validateHostHeader(request.headers.host, [...hosts]);
    if (!host.ok && !route?.anyHost)
      return sendResponse(response, 403, jsonRpcError('This host name is not allowed (see --allowed-hosts)'));
    const { origin } = request.headers;
    const isAllowedOrigin = origin !== undefined && getOrigins().includes(origin.toLowerCase());
    if (origin !== undefined && !isAllowedOrigin && !route?.anyOrigin)
      return sendResponse(response, 403, jsonRpcError('This origin is not allowed (see --allowed-origins)'));
    if (!route) return sendResponse(response, 404, 'Not found; MCP is served at /mcp\n');
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
      // Counts from the start of a connection, so that silent connections are closed too.
      headersTimeout: 10_000,
      requestTimeout: 30_000,
      keepAliveTimeout: 65_000,
      connectionsCheckingInterval: 2_000,
    },
    (request, response) => void handleSafely(request, response),
  );
  // Node silently drops headers above this count, so disable it: the total size is limited, and the count is checked
  // above.
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
