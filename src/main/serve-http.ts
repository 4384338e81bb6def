import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HttpConfig } from '../config/http.ts';
import { ConfigError, type ServeConfig } from '../config/index.ts';
import { isLoopback } from '../config/parsers.ts';
import { bearerGate, openGate } from '../transports/http/auth/authenticator.ts';
import type { Principal } from '../transports/http/auth/principal.ts';
import { addressSet, createAddressOf, createSessionNumberOf } from '../transports/http/client-address.ts';
import { createListener, MOST_CONNECTIONS } from '../transports/http/http-server.ts';
import { createDraining } from '../transports/http/lifecycle/graceful-shutdown.ts';
import { createEndpoint, type Gate } from '../transports/http/mcp-route.ts';
import { liveness, readiness } from '../transports/http/observability/health.ts';
import { metricsPage } from '../transports/http/observability/metrics-route.ts';
import { createLimits } from '../transports/http/rate-limit.ts';
import type { Route } from '../transports/http/route.ts';
import { createSessions } from '../transports/http/sessions.ts';
import { createWebhooks } from '../transports/http/webhooks.ts';
import { accountOf, openStore } from './create-store.ts';
import { createWatching } from './http/telemetry.ts';
import { ONLY, openTenants } from './http/tenants.ts';
import { stopAsked, unixNow } from './process.ts';

const MOST_SESSIONS = 1_000;
const SESSIONS_PER_PRINCIPAL = 50;
/** A tenth of the connections that there are at most. */
const OPEN_PER_PRINCIPAL = 200;
/** How long calls may take that were begun before a stop; writes take as long as they take. */
const GRACE_MS = 30_000;

/** Serves until a signal asks to stop, and then until all that was begun is done. */
export async function serveOverHttp(config: ServeConfig, http: HttpConfig): Promise<void> {
  const { log, watch, metrics } = createWatching();
  const store = await openStore(config, log);
  const shared = config.redisUrl === undefined ? undefined : await limitsAt(config.redisUrl, accountOf(config));
  const limits = createLimits(http.rateLimit, shared?.make);
  let listening = '';
  const origin = () => http.publicUrl ?? listening;
  const tenants = await openTenants(config, http, { store, limits, watch, origin, log });
  const served = new Map([...tenants].map(([name, { tenant }]) => [name, tenant]));
  const { gate, routes: authRoutes } = await gateOf(http, [...tenants.keys()], log);
  const draining = createDraining();
  const monotonic = () => performance.now();
  const sessions = createSessions({
    now: monotonic,
    // Without authentication everybody is one principal.
    perPrincipal: isOpen(http) ? MOST_SESSIONS : SESSIONS_PER_PRINCIPAL,
    total: MOST_SESSIONS,
  });
  const mostOpen = isOpen(http) ? Number.POSITIVE_INFINITY : OPEN_PER_PRINCIPAL;
  const limited = async (principal: Principal) => {
    const refused = await limits.request(principal);
    if (refused) watch.limited(refused.by);
    return refused?.retryAfter;
  };
  const proxies = addressSet(http.trustedProxies);
  const addressOf = createAddressOf(proxies);
  const sessionNumberOf = createSessionNumberOf(proxies);
  const sources = addressSet(http.webhookSources);
  const isSource = (request: IncomingMessage) => sources.has(addressOf(request) ?? '');
  const webhooks = createWebhooks({ tenants: served, store, isSource, now: monotonic, log });
  const routes: Route[] = [
    createEndpoint({ gate, tenants: served, sessions, draining, mostOpen, limited, sessionNumberOf, log }),
    ...authRoutes,
    ...[...tenants.values()].map(({ approvals }) => approvals),
    ...webhooks.routes,
    metricsPage(metrics, { token: http.metricsToken, isPublic: isPublic(http) }),
    liveness,
    readiness({ draining, tenants: served, storeHealthy: () => store.healthy(), now: monotonic }),
  ];
  const origins = () => [...ownOrigins(http, listening), ...http.allowedOrigins];
  const server = createListener({ routes, hosts: hostsOf(http), origins, log });
  const { port } = await listen(server, http);
  listening = `http://${http.host.includes(':') ? `[${http.host}]` : http.host}:${port}`;
  const way = isOpen(http) ? 'without authentication' : 'with authentication';
  log(`MCP over HTTP at ${origin()}/mcp, listening on port ${port}, ${way}`);

  await stopAsked();
  log('stopping: calls in flight are finished first');
  // Asked again, it is in a hurry: nothing is waited for but writes.
  await Promise.race([draining.begin(GRACE_MS), stopAsked()]);
  await Promise.all([...served.values()].map(({ context }) => context.writes.end()));
  await webhooks.idle();
  // The answers to the last writes have yet to be written.
  await new Promise((resolve) => setImmediate(resolve));
  await sessions.close();
  await Promise.all([...served.values()].map(({ modern }) => modern.close()));
  await closed(server);
  await Promise.all([...tenants.values()].map(({ close }) => close()));
  shared?.close();
  await store.close();
}

async function limitsAt(redisUrl: string, account: string) {
  const { sharedLimits } = await import('./http/shared-rate-limit.ts');
  return sharedLimits(redisUrl, account);
}

const isPublic = ({ publicUrl }: HttpConfig) => publicUrl !== undefined && !isLoopback(new URL(publicUrl).hostname);

const isOpen = ({ tokensFile, oauthIssuer }: HttpConfig) => tokensFile === undefined && oauthIssuer === undefined;

async function gateOf(
  http: HttpConfig,
  tenants: readonly string[],
  log: (line: string) => void,
): Promise<{ gate: Gate; routes: Route[] }> {
  const { tokensFile, oauthIssuer: issuer, publicUrl } = http;
  if (tokensFile !== undefined) {
    const { loadTokens } = await import('../transports/http/auth/token-file.ts');
    return { gate: bearerGate(await loadTokens(tokensFile, tenants, unixNow)), routes: [] };
  }
  // With an issuer there is a public address, or the configuration were refused.
  if (issuer === undefined || publicUrl === undefined) return { gate: openGate(ONLY), routes: [] };
  const [{ oauthVerifier }, { METADATA_PATH, resourceMetadata }] = await Promise.all([
    import('../transports/http/auth/oauth.ts'),
    import('../transports/http/auth/resource-metadata.ts'),
  ]);
  const resource = `${publicUrl}/mcp`;
  const verify = oauthVerifier({ issuer, resource, tenants, now: () => performance.now(), log });
  return { gate: bearerGate(verify, publicUrl + METADATA_PATH), routes: [resourceMetadata(resource, issuer)] };
}

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** A name that only this machine gives itself cannot be made to point here by anybody else. */
function hostsOf({ host, publicUrl, allowedHosts }: HttpConfig): string[] {
  const own = URL.canParse(`http://${host}`) ? [new URL(`http://${host}`).hostname] : [];
  const known = publicUrl === undefined ? [] : [new URL(publicUrl).hostname];
  return [...LOOPBACK, ...own.filter((name) => name !== '0.0.0.0'), ...known, ...allowedHosts];
}

function ownOrigins({ publicUrl }: HttpConfig, listening: string): string[] {
  if (publicUrl !== undefined) return [publicUrl];
  const { port } = new URL(listening);
  return LOOPBACK.map((name) => `http://${name}:${port}`);
}

function listen(server: ReturnType<typeof createListener>, { host, port }: HttpConfig): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new ConfigError(`--host ${host} --port ${port} cannot be listened on (${error.code}); choose another`)),
    );
    // A server that listens on a TCP port has an address of this kind.
    server.listen({ port, host, backlog: MOST_CONNECTIONS }, () => resolve(server.address() as AddressInfo));
  });
}

function closed(server: ReturnType<typeof createListener>): Promise<void> {
  const done = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  // An answer that was written a moment ago is on its way; what then is still open belongs to nobody.
  setTimeout(() => server.closeAllConnections(), 500);
  return done;
}
