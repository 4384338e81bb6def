import type { IncomingMessage, ServerResponse } from 'node:http';
import { toNodeHandler } from '@modelcontextprotocol/node';
import { type AuthInfo, classifyInboundRequest } from '@modelcontextprotocol/server';
import { authInfoOf, type Principal, principalOf } from './auth/principal.ts';
import type { Draining } from './lifecycle/graceful-shutdown.ts';
import { isOver, whenOver } from './lifecycle/on-response-end.ts';
import { readBody } from './request-body.ts';
import { refusal, reply, replyWith } from './response.ts';
import type { Route } from './route.ts';
import type { Sessions } from './sessions.ts';
import { type CalledMethod, MOST_BODY_BYTES, type Tenant } from './tenant.ts';

export interface Gate {
  /** Who calls, or the answer for somebody who may not. */
  authenticate(request: IncomingMessage): Promise<Principal | Response>;
  /** The answer to a caller whose token does not hold what a call needs. */
  challenge(principal: Principal, scope: string): Response;
}

export interface EndpointParts {
  gate: Gate;
  tenants: ReadonlyMap<string, Tenant>;
  sessions: Sessions;
  draining: Draining;
  /** How many requests and streams of one principal may be open at a time, so that others find a place too. */
  mostOpen?: number;
  /** Seconds to wait before this principal may ask again; undefined when it may. */
  limited(principal: Principal): Promise<number | undefined>;
  /** The number that a session which begins with this request is to have. */
  sessionNumberOf?(request: IncomingMessage): string | undefined;
  log(line: string): void;
}

/** `/mcp`, for both eras of the protocol. */
export function createEndpoint(parts: EndpointParts): Route {
  const { gate, tenants, sessions, draining, limited, sessionNumberOf = () => undefined, log } = parts;
  const { mostOpen = Number.POSITIVE_INFINITY } = parts;
  const open = new Map<string, number>();
  const tenantOf = ({ tenant: name }: Principal): Tenant => {
    const tenant = tenants.get(name);
    if (!tenant) throw new Error('A principal of an unknown tenant got past authentication');
    return tenant;
  };

  const serve = toNodeHandler(
    {
      async fetch(request, { authInfo, parsedBody: body } = {}) {
        const principal = principalOf(authInfo);
        const tenant = tenantOf(principal);
        const { kind } = classifyInboundRequest({ httpMethod: request.method, ...standardHeaders(request), body });
        // Present, or there were no principal.
        const who = { principal, tenant, authInfo: authInfo as AuthInfo, body };
        if (kind === 'legacy') return sessions.serve(request, who);
        return tenant.modern.fetch(request, { authInfo: who.authInfo, parsedBody: body });
      },
    },
    { onerror: ({ name }) => log(`http: ${name} at /mcp`), maxRequestBodySize: MOST_BODY_BYTES },
  );

  return {
    path: '/mcp',
    methods: ['POST', 'GET', 'DELETE'],
    async handle(request, response) {
      const principal = await gate.authenticate(request);
      if (principal instanceof Response) return replyWith(response, principal);
      const wait = await limited(principal);
      if (isOver(response)) return;
      if (wait !== undefined)
        return reply(response, 429, refusal('Too many requests'), { 'retry-after': String(wait) });

      if ((open.get(principal.id) ?? 0) >= mostOpen)
        return reply(response, 429, refusal('Too many requests are open at a time'), { 'retry-after': '1' });
      during(open, principal.id, response);

      let body: unknown;
      if (request.method === 'POST') {
        const read = await readBody(request, MOST_BODY_BYTES);
        if ('fault' in read)
          return reply(response, 413, refusal(`A request must not be longer than ${MOST_BODY_BYTES} bytes`));
        body = parsed(read.text);
        if (body === undefined)
          return reply(response, 400, refusal('Parse error: the body is not JSON, or nested too deeply', -32_700));
      }
      const calls = callsIn(body);
      const tenant = tenantOf(principal);
      for (const call of calls) {
        const scope = tenant.lacking(call, principal.scopes);
        if (scope !== undefined) return replyWith(response, gate.challenge(principal, scope));
      }
      const isStream = request.method === 'GET' || calls.some(({ method }) => method === 'subscriptions/listen');
      if (draining.begun && (isStream || calls.length > 0))
        return reply(response, 503, refusal('The server is shutting down; try again'), { 'retry-after': '1' });

      if (isStream) draining.stream(response);
      else draining.call(response);
      if (isStream) endWithToken(principal, response);
      if (calls.length > 0 || isStream)
        whenOver(response, sessions.use(request.headers['mcp-session-id']?.toString(), isStream ? 'streams' : 'busy'));
      // The adapter's own type leaves out that a method may be unknown before a request was read; this one was.
      const known = Object.assign(request, { auth: authInfoOf(principal, sessionNumberOf(request)) }) as Parameters<
        typeof serve
      >[0];
      await serve(known, response, body);
    },
  };
}

/** Counts a request until its answer is over. */
function during(open: Map<string, number>, id: string, response: ServerResponse): void {
  const add = (change: number) => {
    const count = (open.get(id) ?? 0) + change;
    if (count === 0) open.delete(id);
    else open.set(id, count);
  };
  add(1);
  whenOver(response, () => add(-1));
}

function parsed(text: string): unknown {
  try {
    const body: unknown = JSON.parse(text);
    return isDeeperThan(DEEPEST, body) ? undefined : body;
  } catch {
    return undefined;
  }
}

/** No message is nested like this; what walks through one deeper might run out of stack. */
const DEEPEST = 64;

function isDeeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((one) => isDeeperThan(levels - 1, one));
}

/** The requests of a body, which may be several in the older era; answers and notifications are none. */
function callsIn(body: unknown): CalledMethod[] {
  const messages: unknown[] = Array.isArray(body) ? body : [body];
  return messages.filter((message): message is CalledMethod => {
    const { method, id } = Object(message) as { method?: unknown; id?: unknown };
    return typeof method === 'string' && id !== undefined;
  });
}

function standardHeaders({ headers }: Request) {
  const header = <K extends string>(as: K, name: string) => {
    const value = headers.get(name);
    // Computed names widen; there is one key, and it is this.
    return value === null ? {} : ({ [as]: value } as { [P in K]: string });
  };
  return {
    ...header('protocolVersionHeader', 'mcp-protocol-version'),
    ...header('mcpMethodHeader', 'mcp-method'),
    ...header('mcpNameHeader', 'mcp-name'),
  };
}

const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** A stream tells things as long as its token would. */
function endWithToken({ expiresAt }: Principal, response: ServerResponse): void {
  const left = expiresAt === undefined ? Number.POSITIVE_INFINITY : expiresAt * 1000 - Date.now();
  if (left > LONGEST_TIMER_MS) return;
  const timer = setTimeout(() => response.end(), left);
  whenOver(response, () => clearTimeout(timer));
}
