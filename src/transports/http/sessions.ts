import { randomUUID } from 'node:crypto';
import {
  type AuthInfo,
  isInitializeRequest,
  WebStandardStreamableHTTPServerTransport as SessionTransport,
} from '@modelcontextprotocol/server';
import { type Principal, toScopeKey } from './auth/principal.ts';
import { jsonRpcError } from './response.ts';
import { MAX_BODY_BYTES, type Tenant } from './tenant.ts';

const IDLE_MS = 30 * 60_000;
const SWEEP_MS = 60_000;

/** A session of the legacy protocol revision: keeps the client's capabilities and the way to send it questions. */
interface Session {
  owner: string;
  tenant: Tenant;
  transport: SessionTransport;
  /** Number of requests in progress. */
  busy: number;
  /** Number of open event streams. A session with streams counts as used, but may be evicted. */
  streams: number;
  lastUsed: number;
}

export interface Sessions {
  /** Serves a request of the legacy protocol revision. */
  serve(
    request: Request,
    caller: { principal: Principal; tenant: Tenant; authInfo: AuthInfo; body: unknown },
  ): Promise<Response>;
  /** Marks a request or stream as open until the returned function is called. */
  trackRequest(id: string | undefined, kind?: 'busy' | 'streams'): () => void;
  countOpen(): number;
  close(): Promise<void>;
}

interface SessionOptions {
  /** Milliseconds of a monotonic clock. */
  now(): number;
  perPrincipal: number;
  total: number;
}

/** Another token with the same principal and scopes continues a session; one with other scopes starts its own. */
const getOwnerKey = ({ id, scopes }: Principal) => `${id}\n${toScopeKey(scopes)}`;

export function createSessions({ now, perPrincipal, total }: SessionOptions): Sessions {
  const sessions = new Map<string, Session>();
  const isExpired = ({ busy, streams, lastUsed }: Session) => busy + streams === 0 && now() - lastUsed > IDLE_MS;
  const sweepTimer = setInterval(() => {
    for (const session of sessions.values()) if (isExpired(session)) void session.transport.close();
  }, SWEEP_MS);
  sweepTimer.unref();

  /** Evicts the session that has been idle longest to make room. False if all are busy. */
  async function evictIdleSession(owner: string): Promise<boolean> {
    const own = [...sessions.values()].filter((session) => session.owner === owner);
    const candidates = own.length >= perPrincipal ? own : sessions.size >= total ? [...sessions.values()] : undefined;
    if (!candidates) return true;
    const idle = candidates.filter(({ busy }) => busy === 0).sort((one, other) => one.lastUsed - other.lastUsed);
    await idle[0]?.transport.close();
    return idle.length > 0;
  }

  async function createSession(
    owner: string,
    tenant: Tenant,
    scopes: Principal['scopes'],
    requestedId?: unknown,
  ): Promise<Session> {
    const transport = new SessionTransport({
      // A load balancer routes by session id, so it may assign the id.
      sessionIdGenerator: () =>
        typeof requestedId === 'string' && !sessions.has(requestedId) ? requestedId : randomUUID(),
      maxRequestBodySize: MAX_BODY_BYTES,
      onsessioninitialized(id) {
        sessions.set(id, session);
        tenant.context.telemetry.openSessions(1);
      },
    });
    const session: Session = { owner, tenant, transport, busy: 0, streams: 0, lastUsed: now() };
    transport.onclose = () => {
      if (transport.sessionId !== undefined && sessions.delete(transport.sessionId))
        tenant.context.telemetry.openSessions(-1);
    };
    await tenant.getServerFactory(scopes)().connect(transport);
    return session;
  }

  return {
    async serve(request, { principal, tenant, authInfo, body }) {
      const id = request.headers.get('mcp-session-id');
      const owner = getOwnerKey(principal);
      const existing = id === null ? undefined : sessions.get(id);
      const options = { authInfo, ...(body === undefined ? {} : { parsedBody: body }) };
      // Another caller's session looks like one that does not exist.
      if (id !== null && existing?.owner !== owner) return createNotFoundResponse();
      if (existing) {
        if (isExpired(existing)) {
          await existing.transport.close();
          return createNotFoundResponse();
        }
        existing.lastUsed = now();
        return existing.transport.handleRequest(request, options);
      }
      if (!isInitializeRequest(body))
        return createErrorResponse(
          400,
          'Bad Request: send initialize first, then include Mcp-Session-Id; or use protocol 2026-07-28',
        );
      if (!(await evictIdleSession(owner)))
        return createErrorResponse(429, 'Too many busy sessions; close one or try again later', 10);
      const session = await createSession(owner, tenant, principal.scopes, authInfo.extra?.sessionNumber);
      return session.transport.handleRequest(request, options);
    },
    trackRequest(id, kind = 'busy') {
      const session = id === undefined ? undefined : sessions.get(id);
      if (!session) return () => {};
      session[kind] += 1;
      return () => {
        session[kind] -= 1;
        session.lastUsed = now();
      };
    },
    countOpen: () => sessions.size,
    async close() {
      clearInterval(sweepTimer);
      await Promise.all([...sessions.values()].map(({ transport }) => transport.close()));
    },
  };
}

const createErrorResponse = (status: number, message: string, retryAfter?: number) =>
  Response.json(jsonRpcError(message), {
    status,
    headers: retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) },
  });

const createNotFoundResponse = () =>
  Response.json(
    jsonRpcError('Session not found: it has ended or belongs to another caller; initialize again', -32_001),
    {
      status: 404,
    },
  );
