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

/** A conversation of the older era: it knows what its client can do, and a question finds the way back to it. */
interface Session {
  owner: string;
  tenant: Tenant;
  transport: SessionTransport;
  /** Requests being answered. */
  busy: number;
  /** Open event streams: whoever listens uses the session, though another may be given its place. */
  streams: number;
  lastUsed: number;
}

export interface Sessions {
  /** A request of the older era. */
  serve(
    request: Request,
    caller: { principal: Principal; tenant: Tenant; authInfo: AuthInfo; body: unknown },
  ): Promise<Response>;
  /** Says that a request is being answered or a stream is open, until the function that is returned says that it was. */
  trackRequest(id: string | undefined, kind?: 'busy' | 'streams'): () => void;
  countOpen(): number;
  close(): Promise<void>;
}

interface SessionOptions {
  /** Milliseconds of a clock that nobody sets. */
  now(): number;
  perPrincipal: number;
  total: number;
}

/** Another token with the same rights goes on with a session; a token with other rights begins one of its own. */
const getOwnerKey = ({ id, scopes }: Principal) => `${id}\n${toScopeKey(scopes)}`;

export function createSessions({ now, perPrincipal, total }: SessionOptions): Sessions {
  const sessions = new Map<string, Session>();
  const isExpired = ({ busy, streams, lastUsed }: Session) => busy + streams === 0 && now() - lastUsed > IDLE_MS;
  const sweepTimer = setInterval(() => {
    for (const session of sessions.values()) if (isExpired(session)) void session.transport.close();
  }, SWEEP_MS);
  sweepTimer.unref();

  /** Room for one more: whichever has been quiet longest goes. False when all of them are answering something. */
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
      // By its number a balancer finds the replica that has a session, so it may be the balancer that gives it.
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
      // To anybody else, a session is no different from one that never was.
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
          'Bad Request: initialize first, then send Mcp-Session-Id; or use protocol 2026-07-28',
        );
      if (!(await evictIdleSession(owner)))
        return createErrorResponse(429, 'Too many sessions are busy; end one, or try again later', 10);
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
  Response.json(jsonRpcError('Session not found: it has ended, or is not yours; initialize anew', -32_001), {
    status: 404,
  });
