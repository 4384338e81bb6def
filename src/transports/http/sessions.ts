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
  principal: Principal;
  tenant: Tenant;
  /** The client's `initialize` request. */
  handshake: unknown;
  transport: SessionTransport;
  /** Ends when the session offers what a token with more scopes allows. */
  widening?: Promise<void>;
  /** Number of requests in progress. */
  busy: number;
  /** Number of open event streams. A session with streams counts as used, but may be evicted. */
  streams: number;
  lastUsed: number;
}

interface Caller {
  principal: Principal;
  tenant: Tenant;
  authInfo: AuthInfo;
  body: unknown;
}

export interface Sessions {
  /** Serves a request of the legacy protocol revision. */
  serve(request: Request, caller: Caller): Promise<Response>;
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

/** Another token with the same principal and scopes continues a session. */
const getOwnerKey = ({ id, scopes }: Principal) => `${id}\n${toScopeKey(scopes)}`;

const hasMoreScopes = (principal: Principal, former: Principal): boolean =>
  principal.id === former.id && [...former.scopes].every((scope) => principal.scopes.has(scope));

export function createSessions({ now, perPrincipal, total }: SessionOptions): Sessions {
  const sessions = new Map<string, Session>();
  const isExpired = ({ busy, streams, lastUsed }: Session) => busy + streams === 0 && now() - lastUsed > IDLE_MS;
  const sweepTimer = setInterval(() => {
    for (const session of sessions.values()) if (isExpired(session)) void session.transport.close();
  }, SWEEP_MS);
  sweepTimer.unref();

  /**
   * Makes room for a session of this principal, at the expense of its own sessions, or else of the principal that has the
   * most. False if all that might end are busy.
   */
  async function makeRoom(joining: Principal): Promise<boolean> {
    const all = [...sessions.values()];
    const counts = new Map<string, number>();
    for (const { principal } of all) counts.set(principal.id, (counts.get(principal.id) ?? 0) + 1);
    const countOf = ({ id }: Principal) => counts.get(id) ?? 0;
    const isOwnShareUsedUp = countOf(joining) >= perPrincipal;
    if (!isOwnShareUsedUp && all.length < total) return true;
    const [ending] = all
      .filter(({ busy, principal }) => busy === 0 && (!isOwnShareUsedUp || principal.id === joining.id))
      .toSorted((one, other) => countOf(other.principal) - countOf(one.principal) || one.lastUsed - other.lastUsed);
    await ending?.transport.close();
    return ending !== undefined;
  }

  async function createSession(
    { principal, tenant, body: handshake }: Caller,
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
    const owner = getOwnerKey(principal);
    const counters = { busy: 0, streams: 0, lastUsed: now() };
    const session: Session = { owner, principal, tenant, handshake, transport, ...counters };
    forgetWhenClosed(session, transport);
    await tenant.getServerFactory(principal.scopes)().connect(transport);
    return session;
  }

  /** Forgets a session when the transport closes that it uses then. */
  function forgetWhenClosed(session: Session, transport: SessionTransport): void {
    transport.onclose = () => {
      if (session.transport !== transport) return;
      if (transport.sessionId !== undefined && sessions.delete(transport.sessionId))
        session.tenant.context.telemetry.openSessions(-1);
    };
  }

  /**
   * Replaces the server of a session by one that offers what the caller's additional scopes allow. The client has
   * introduced itself already and does not do so again, so its handshake is repeated here.
   */
  async function widenSession(session: Session, url: string, { principal, authInfo }: Caller): Promise<void> {
    const { transport: former, tenant } = session;
    const transport = new SessionTransport({
      sessionIdGenerator: () => former.sessionId ?? randomUUID(),
      maxRequestBodySize: MAX_BODY_BYTES,
    });
    forgetWhenClosed(session, transport);
    await tenant.getServerFactory(principal.scopes)().connect(transport);
    const headers = {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      'mcp-session-id': former.sessionId ?? '',
    };
    const repeat = async (parsedBody: unknown) => {
      const repeated = new Request(url, { method: 'POST', headers });
      await (await transport.handleRequest(repeated, { authInfo, parsedBody })).text();
    };
    await repeat(session.handshake);
    await repeat({ jsonrpc: '2.0', method: 'notifications/initialized' });
    Object.assign(session, { transport, principal, owner: getOwnerKey(principal) });
    // Requests in progress, beside the one that brought the new token, still get their responses.
    if (session.busy <= 1) await former.close();
  }

  return {
    async serve(request, caller) {
      const { principal, authInfo, body } = caller;
      const id = request.headers.get('mcp-session-id');
      const owner = getOwnerKey(principal);
      const existing = id === null ? undefined : sessions.get(id);
      const options = { authInfo, ...(body === undefined ? {} : { parsedBody: body }) };
      // A client that was told to get more scopes goes on with its session.
      if (existing && existing.owner !== owner && hasMoreScopes(principal, existing.principal)) {
        existing.widening ??= widenSession(existing, request.url, caller).finally(() => delete existing.widening);
        await existing.widening;
      }
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
      if (!(await makeRoom(principal)))
        return createErrorResponse(429, 'Too many busy sessions; close one or try again later', 10);
      const session = await createSession(caller, authInfo.extra?.sessionNumber);
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
