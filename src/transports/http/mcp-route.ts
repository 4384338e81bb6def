import type { IncomingMessage, ServerResponse } from 'node:http';
import { toNodeHandler } from '@modelcontextprotocol/node';
import { type AuthInfo, classifyInboundRequest } from '@modelcontextprotocol/server';
import { exceedsJsonLimits } from '../../base/json-complexity.ts';
import { readRequestBody } from '../../base/request-body.ts';
import { waitForTurn } from '../../base/turns.ts';
import { toErrorResponse } from '../malformed-reply.ts';
import { getPrincipal, type Principal, toAuthInfo } from './auth/principal.ts';
import type { GracefulShutdown } from './lifecycle/graceful-shutdown.ts';
import { isResponseEnded, onResponseEnd } from './lifecycle/on-response-end.ts';
import { forwardResponse, jsonRpcError, sendResponse } from './response.ts';
import type { Route } from './route.ts';
import type { Sessions } from './sessions.ts';
import { MAX_BODY_BYTES, type RpcRequest, type Tenant } from './tenant.ts';

export interface Authenticator {
  /** Returns the caller, or the response that rejects an unauthenticated request. */
  authenticate(request: IncomingMessage): Promise<Principal | Response>;
  /** Returns the response for a caller whose token lacks a scope. */
  challenge(principal: Principal, scope: string): Response;
}

export interface EndpointOptions {
  authenticator: Authenticator;
  tenants: ReadonlyMap<string, Tenant>;
  sessions: Sessions;
  shutdown: GracefulShutdown;
  /** Maximum number of concurrent requests and streams of one principal, so that it cannot use up all connections. */
  maxConcurrentRequests?: number;
  /** How many of these may be event streams: a merchant has a limited number of subscriptions. */
  maxStreams?: number;
  /** Returns the seconds until this principal may send again; undefined if it may now. */
  checkRequestRate(principal: Principal): Promise<number | undefined>;
  /** Returns the id for a session that this request starts, if a proxy assigned one. */
  readSessionNumber?(request: IncomingMessage): string | undefined;
  log(line: string): void;
}

/** Much longer than calls are. Several of these at the same moment would add up for everybody else. */
const LARGE_BODY_LENGTH = 64 * 1024;
/** Twice what the arguments of a call may have: the SDK and the tool look at each of them several times. */
const JSON_LIMITS = { values: 10_000, distinctFields: 10_000 };
const TOO_MANY_VALUES = `Invalid request: it must not have more than ${JSON_LIMITS.values} values`;

/** Creates the `/mcp` route, for both protocol revisions. */
export function createEndpoint(options: EndpointOptions): Route {
  const {
    authenticator,
    tenants,
    sessions,
    shutdown,
    checkRequestRate,
    readSessionNumber = () => undefined,
    log,
  } = options;
  const { maxConcurrentRequests = Number.POSITIVE_INFINITY, maxStreams = Number.POSITIVE_INFINITY } = options;
  const openRequests = new Map<string, number>();
  const openStreams = new Map<string, number>();
  const getTenant = ({ tenant: name }: Principal): Tenant => {
    const tenant = tenants.get(name);
    if (!tenant) throw new Error('An authenticated principal has an unknown tenant');
    return tenant;
  };

  const serve = toNodeHandler(
    {
      async fetch(request, { authInfo, parsedBody: body } = {}) {
        const principal = getPrincipal(authInfo);
        const tenant = getTenant(principal);
        const { kind } = classifyInboundRequest({ httpMethod: request.method, ...pickMcpHeaders(request), body });
        // Always present: authentication sets it together with the principal.
        const caller = { principal, tenant, authInfo: authInfo as AuthInfo, body };
        if (kind === 'legacy') return sessions.serve(request, caller);
        return tenant.modern.fetch(request, { authInfo: caller.authInfo, parsedBody: body });
      },
    },
    { onerror: ({ name }) => log(`http: ${name} at /mcp`), maxRequestBodySize: MAX_BODY_BYTES },
  );

  return {
    path: '/mcp',
    methods: ['POST', 'GET', 'DELETE'],
    async handle(request, response) {
      const principal = await authenticator.authenticate(request);
      if (principal instanceof Response) return forwardResponse(response, principal);
      const retryAfter = await checkRequestRate(principal);
      if (isResponseEnded(response)) return;
      if (retryAfter !== undefined)
        return sendResponse(response, 429, jsonRpcError('Too many requests'), { 'retry-after': String(retryAfter) });

      const refuseExcess = (what: string) =>
        sendResponse(response, 429, jsonRpcError(`Too many concurrent ${what}`), { 'retry-after': '1' });
      if ((openRequests.get(principal.id) ?? 0) >= maxConcurrentRequests) return refuseExcess('requests');
      countWhileOpen(openRequests, principal.id, response);

      let body: unknown;
      if (request.method === 'POST') {
        const received = await readRequestBody(request, { maxBytes: MAX_BODY_BYTES });
        if (received.status !== 'complete')
          return sendResponse(response, 413, jsonRpcError(`A request body must not exceed ${MAX_BODY_BYTES} bytes`));
        if (received.text.length > LARGE_BODY_LENGTH) {
          // The SDK and the tool handle it in the same turn.
          await waitForTurn();
          if (exceedsJsonLimits(Buffer.from(received.text), JSON_LIMITS))
            return sendResponse(response, 400, jsonRpcError(TOO_MANY_VALUES, -32_600));
        }
        const parsed = parseBody(received.text);
        body = toErrorResponse(parsed) ?? parsed;
        if (body === undefined)
          return sendResponse(
            response,
            400,
            jsonRpcError('Parse error: the body is not valid JSON or is nested too deeply', -32_700),
          );
      }
      const calls = getRpcRequests(body);
      const tenant = getTenant(principal);
      for (const call of calls) {
        const scope = tenant.missingScope(call, principal.scopes);
        if (scope !== undefined) return forwardResponse(response, authenticator.challenge(principal, scope));
      }
      const isStream = request.method === 'GET' || calls.some(({ method }) => method === 'subscriptions/listen');
      if (shutdown.isShuttingDown && (isStream || calls.length > 0))
        return sendResponse(response, 503, jsonRpcError('The server is shutting down; try again later'), {
          'retry-after': '1',
        });

      if (isStream) {
        if ((openStreams.get(principal.id) ?? 0) >= maxStreams) return refuseExcess('event streams');
        countWhileOpen(openStreams, principal.id, response);
      }
      if (isStream) shutdown.trackStream(response);
      else shutdown.trackCall(response);
      if (isStream) endAtTokenExpiry(principal, response);
      if (calls.length > 0 || isStream)
        onResponseEnd(
          response,
          sessions.trackRequest(request.headers['mcp-session-id']?.toString(), isStream ? 'streams' : 'busy'),
        );
      // The adapter's type does not allow an undefined method, which a request read from a socket always has.
      const authenticatedRequest = Object.assign(request, {
        auth: toAuthInfo(principal, readSessionNumber(request)),
      }) as Parameters<typeof serve>[0];
      await serve(authenticatedRequest, response, body);
    },
  };
}

/** Counts a request as open until its response has ended. */
function countWhileOpen(openRequests: Map<string, number>, id: string, response: ServerResponse): void {
  const adjust = (change: number) => {
    const count = (openRequests.get(id) ?? 0) + change;
    if (count === 0) openRequests.delete(id);
    else openRequests.set(id, count);
  };
  adjust(1);
  onResponseEnd(response, () => adjust(-1));
}

function parseBody(text: string): unknown {
  try {
    const body: unknown = JSON.parse(text);
    return isDeeperThan(MAX_JSON_DEPTH, body) ? undefined : body;
  } catch {
    return undefined;
  }
}

/** Deeper than any valid message. Recursive code could overflow the stack on deeper ones. */
const MAX_JSON_DEPTH = 64;

function isDeeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((one) => isDeeperThan(levels - 1, one));
}

/**
 * Returns the JSON-RPC requests of a body, which may be a batch in the legacy revision; responses and notifications are
 * skipped.
 */
function getRpcRequests(body: unknown): RpcRequest[] {
  const messages: unknown[] = Array.isArray(body) ? body : [body];
  return messages.filter((message): message is RpcRequest => {
    const { method, id } = Object(message) as { method?: unknown; id?: unknown };
    return typeof method === 'string' && id !== undefined;
  });
}

function pickMcpHeaders({ headers }: Request) {
  const pickHeader = <K extends string>(key: K, name: string) => {
    const value = headers.get(name);
    // TypeScript widens computed keys; the object has exactly this one.
    return value === null ? {} : ({ [key]: value } as { [P in K]: string });
  };
  return {
    ...pickHeader('protocolVersionHeader', 'mcp-protocol-version'),
    ...pickHeader('mcpMethodHeader', 'mcp-method'),
    ...pickHeader('mcpNameHeader', 'mcp-name'),
  };
}

const MAX_TIMER_MS = 2 ** 31 - 1;

/** Closes an event stream when the caller's token expires. */
function endAtTokenExpiry({ expiresAt }: Principal, response: ServerResponse): void {
  const remainingMs = expiresAt === undefined ? Number.POSITIVE_INFINITY : expiresAt * 1000 - Date.now();
  if (remainingMs > MAX_TIMER_MS) return;
  const timer = setTimeout(() => response.end(), remainingMs);
  onResponseEnd(response, () => clearTimeout(timer));
}
