import { randomUUID } from 'node:crypto';
import {
  type AuthInfo,
  isInitializeRequest,
  WebStandardStreamableHTTPServerTransport as SessionTransport,
} from '@modelcontextprotocol/server';
import { type Principal, scopeKey } from './auth/principal.ts';
import { refusal } from './response.ts';
import { MOST_BODY_BYTES, type Tenant } from './tenant.ts';

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
  use(id: string | undefined, as?: 'busy' | 'streams'): () => void;
  size(): number;
  close(): Promise<void>;
}

interface Limits {
  /** Milliseconds of a clock that nobody sets. */
  now(): number;
  perPrincipal: number;
  total: number;
}

/** Another token with the same rights goes on with a session; a token with other rights begins one of its own. */
const ownerOf = ({ id, scopes }: Principal) => `${id}\n${scopeKey(scopes)}`;

export function createSessions({ now, perPrincipal, total }: Limits): Sessions {
  const sessions = new Map<string, Session>();
  const isOver = ({ busy, streams, lastUsed }: Session) => busy + streams === 0 && now() - lastUsed > IDLE_MS;
  const sweeping = setInterval(() => {
    for (const session of sessions.values()) if (isOver(session)) void session.transport.close();
  }, SWEEP_MS);
  sweeping.unref();

  /** Room for one more: whichever has been quiet longest goes. False when all of them are answering something. */
  async function makeRoom(owner: string): Promise<boolean> {
    const own = [...sessions.values()].filter((session) => session.owner === owner);
    const crowd = own.length >= perPrincipal ? own : sessions.size >= total ? [...sessions.values()] : undefined;
    if (!crowd) return true;
    const quiet = crowd.filter(({ busy }) => busy === 0).sort((one, other) => one.lastUsed - other.lastUsed);
    await quiet[0]?.transport.close();
    return quiet.length > 0;
  }

  async function begin(owner: string, tenant: Tenant, scopes: Principal['scopes'], given?: unknown): Promise<Session> {
    const transport = new SessionTransport({
      // By its number a balancer finds the replica that has a session, so it may be the balancer that gives it.
      sessionIdGenerator: () => (typeof given === 'string' && !sessions.has(given) ? given : randomUUID()),
      maxRequestBodySize: MOST_BODY_BYTES,
      onsessioninitialized(id) {
        sessions.set(id, session);
        tenant.context.watch.session(1);
      },
    });
    const session: Session = { owner, tenant, transport, busy: 0, streams: 0, lastUsed: now() };
    transport.onclose = () => {
      if (transport.sessionId !== undefined && sessions.delete(transport.sessionId)) tenant.context.watch.session(-1);
    };
    await tenant.serversFor(scopes)().connect(transport);
    return session;
  }

  return {
    async serve(request, { principal, tenant, authInfo, body }) {
      const id = request.headers.get('mcp-session-id');
      const owner = ownerOf(principal);
      const known = id === null ? undefined : sessions.get(id);
      const options = { authInfo, ...(body === undefined ? {} : { parsedBody: body }) };
      // To anybody else, a session is no different from one that never was.
      if (id !== null && known?.owner !== owner) return unknown();
      if (known) {
        if (isOver(known)) {
          await known.transport.close();
          return unknown();
        }
        known.lastUsed = now();
        return known.transport.handleRequest(request, options);
      }
      if (!isInitializeRequest(body))
        return refused(400, 'Bad Request: initialize first, then send Mcp-Session-Id; or use protocol 2026-07-28');
      if (!(await makeRoom(owner))) return refused(429, 'Too many sessions are busy; end one, or try again later', 10);
      const session = await begin(owner, tenant, principal.scopes, authInfo.extra?.sessionNumber);
      return session.transport.handleRequest(request, options);
    },
    use(id, as = 'busy') {
      const session = id === undefined ? undefined : sessions.get(id);
      if (!session) return () => {};
      session[as] += 1;
      return () => {
        session[as] -= 1;
        session.lastUsed = now();
      };
    },
    size: () => sessions.size,
    async close() {
      clearInterval(sweeping);
      await Promise.all([...sessions.values()].map(({ transport }) => transport.close()));
    },
  };
}

const refused = (status: number, message: string, retryAfter?: number) =>
  Response.json(refusal(message), {
    status,
    headers: retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) },
  });

const unknown = () =>
  Response.json(refusal('Session not found: it has ended, or is not yours; initialize anew', -32_001), { status: 404 });
