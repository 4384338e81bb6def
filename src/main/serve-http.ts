import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HttpConfig } from '../config/http.ts';
import { ConfigError, type ServeConfig } from '../config/index.ts';
import { isLoopback } from '../config/parsers.ts';
import { allowLocal, bearerAuthenticator } from '../transports/http/auth/authenticator.ts';
import type { Principal } from '../transports/http/auth/principal.ts';
import { createAddressReader, createAddressSet, createSessionNumberReader } from '../transports/http/client-address.ts';
import { createHttpServer, MAX_CONNECTIONS } from '../transports/http/http-server.ts';
import { createGracefulShutdown } from '../transports/http/lifecycle/graceful-shutdown.ts';
import { type Authenticator, createEndpoint } from '../transports/http/mcp-route.ts';
import { createReadinessRoute, livenessRoute } from '../transports/http/observability/health.ts';
import { createMetricsRoute } from '../transports/http/observability/metrics-route.ts';
import { createRateLimits } from '../transports/http/rate-limit.ts';
import type { Route } from '../transports/http/route.ts';
import { createSessions } from '../transports/http/sessions.ts';
import { createWebhooks } from '../transports/http/webhooks.ts';
import { getAccountId, openStore } from './create-store.ts';
import { createObservability } from './http/telemetry.ts';
import { createUnknownTenantRoutes, DEFAULT_TENANT, openTenants } from './http/tenants.ts';
import { describeListenError } from './listen-error.ts';
import { unixNow, waitForStopSignal } from './process.ts';

const MAX_SESSIONS = 1_000;
const MAX_SESSIONS_PER_PRINCIPAL = 50;
/** One tenth of the maximum number of connections. */
const MAX_REQUESTS_PER_PRINCIPAL = 200;
/** Enough for a stream in every session. The SDK serves about a thousand subscriptions of a merchant. */
const MAX_STREAMS_PER_PRINCIPAL = 100;
/** How long a shutdown waits for running calls. Writes may take longer. */
const SHUTDOWN_GRACE_MS = 30_000;

/** Serves until a stop signal, then finishes the running calls. */
export async function serveOverHttp(config: ServeConfig, http: HttpConfig): Promise<void> {
  const { log, telemetry, metrics } = createObservability();
  const store = await openStore(config, log);
  const shared =
    config.redisUrl === undefined ? undefined : await connectSharedLimits(config.redisUrl, getAccountId(config));
  const limits = createRateLimits(http.rateLimit, shared?.createLimiter);
  let listenOrigin = '';
  const getOrigin = () => http.publicUrl ?? listenOrigin;
  const tenantOptions = { store, limits, telemetry, getOrigin, log };
  const tenants = await openTenants(config, http, tenantOptions);
  const tenantsByName = new Map([...tenants].map(([name, { tenant }]) => [name, tenant]));
  const { authenticator, routes: authRoutes } = await createAuthenticator(http, [...tenants.keys()], log);
  const shutdown = createGracefulShutdown();
  const getMonotonicMs = () => performance.now();
  const sessions = createSessions({
    now: getMonotonicMs,
    // Without authentication all callers are one principal.
    perPrincipal: isUnauthenticated(http) ? MAX_SESSIONS : MAX_SESSIONS_PER_PRINCIPAL,
    total: MAX_SESSIONS,
  });
  const shares = isUnauthenticated(http)
    ? {}
    : { maxConcurrentRequests: MAX_REQUESTS_PER_PRINCIPAL, maxStreams: MAX_STREAMS_PER_PRINCIPAL };
  const checkRequestRate = async (principal: Principal) => {
    const exceeded = await limits.checkRequest(principal);
    if (exceeded) telemetry.rateLimited(exceeded.by);
    return exceeded?.retryAfter;
  };
  const proxies = createAddressSet(http.trustedProxies);
  const readAddress = createAddressReader(proxies);
  const readSessionNumber = createSessionNumberReader(proxies);
  const sources = createAddressSet(http.webhookSources);
  const isTrustedSource = (request: IncomingMessage) => sources.has(readAddress(request) ?? '');
  const webhooks = createWebhooks({ tenants: tenantsByName, store, isTrustedSource, now: getMonotonicMs, log });
  const routes: Route[] = [
    createEndpoint({
      authenticator,
      tenants: tenantsByName,
      sessions,
      shutdown,
      ...shares,
      checkRequestRate,
      readSessionNumber,
      log,
    }),
    ...authRoutes,
    ...[...tenants.values()].flatMap(({ approvals }) => approvals),
    ...createUnknownTenantRoutes(tenantOptions, http.tenantsFile !== undefined),
    ...webhooks.routes,
    createMetricsRoute(metrics, { token: http.metricsToken, isPublic: isPublic(http) }),
    livenessRoute,
    createReadinessRoute({
      shutdown,
      tenants: tenantsByName,
      isStoreHealthy: () => store.isHealthy(),
      now: getMonotonicMs,
    }),
  ];
  const getOrigins = () => [...getOwnOrigins(http, listenOrigin), ...http.allowedOrigins];
  const server = createHttpServer({ routes, hosts: getAllowedHosts(http), getOrigins, log });
  const { port } = await listen(server, http);
  listenOrigin = `http://${http.host.includes(':') ? `[${http.host}]` : http.host}:${port}`;
  const authentication = isUnauthenticated(http) ? 'without authentication' : 'with authentication';
  log(`MCP over HTTP at ${getOrigin()}/mcp, listening on port ${port}, ${authentication}`);

  await waitForStopSignal();
  log('stopping: waiting for running calls to finish');
  // A second signal skips the wait for everything but writes.
  await Promise.race([shutdown.start(SHUTDOWN_GRACE_MS), waitForStopSignal()]);
  await Promise.all([...tenantsByName.values()].map((tenant) => tenant.drainWrites()));
  await webhooks.waitUntilIdle();
  // Let the responses to the last writes be sent.
  await new Promise((resolve) => setImmediate(resolve));
  await sessions.close();
  await Promise.all([...tenantsByName.values()].map(({ modern }) => modern.close()));
  await closeServer(server);
  await Promise.all([...tenants.values()].map(({ close }) => close()));
  shared?.close();
  await store.close();
}

async function connectSharedLimits(redisUrl: string, account: string) {
  const { createSharedLimits } = await import('./http/shared-rate-limit.ts');
  return createSharedLimits(redisUrl, account);
}

const isPublic = ({ publicUrl }: HttpConfig) => publicUrl !== undefined && !isLoopback(new URL(publicUrl).hostname);

const isUnauthenticated = ({ tokensFile, oauthIssuer }: HttpConfig) =>
  tokensFile === undefined && oauthIssuer === undefined;

async function createAuthenticator(
  http: HttpConfig,
  tenants: readonly string[],
  log: (line: string) => void,
): Promise<{ authenticator: Authenticator; routes: Route[] }> {
  const { tokensFile, oauthIssuer: issuer, publicUrl } = http;
  if (tokensFile !== undefined) {
    const { loadTokens } = await import('../transports/http/auth/token-file.ts');
    return { authenticator: bearerAuthenticator(await loadTokens(tokensFile, tenants, unixNow)), routes: [] };
  }
  // The configuration requires a public URL together with an issuer.
  if (issuer === undefined || publicUrl === undefined) return { authenticator: allowLocal(DEFAULT_TENANT), routes: [] };
  const [{ createOAuthVerifier }, { METADATA_PATH, createMetadataRoute }] = await Promise.all([
    import('../transports/http/auth/oauth.ts'),
    import('../transports/http/auth/resource-metadata.ts'),
  ]);
  const resource = `${publicUrl}/mcp`;
  const verify = createOAuthVerifier({ issuer, resource, tenants, now: () => performance.now(), log });
  return {
    authenticator: bearerAuthenticator(verify, { metadataUrl: publicUrl + METADATA_PATH, scopes: http.oauthScopes }),
    routes: [createMetadataRoute(resource, issuer)],
  };
}

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** Loopback names need no configuration: others cannot point them at this machine. */
function getAllowedHosts({ host, publicUrl, allowedHosts }: HttpConfig): string[] {
  const own = URL.canParse(`http://${host}`) ? [new URL(`http://${host}`).hostname] : [];
  const known = publicUrl === undefined ? [] : [new URL(publicUrl).hostname];
  return [...LOOPBACK, ...own.filter((name) => name !== '0.0.0.0'), ...known, ...allowedHosts];
}

function getOwnOrigins({ publicUrl }: HttpConfig, listenOrigin: string): string[] {
  if (publicUrl !== undefined) return [publicUrl];
  const { port } = new URL(listenOrigin);
  return LOOPBACK.map((name) => `http://${name}:${port}`);
}

function listen(server: ReturnType<typeof createHttpServer>, { host, port }: HttpConfig): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new ConfigError(describeListenError(`--host ${host} --port ${port}`, error.code))),
    );
    // The address of a TCP server has this type.
    server.listen({ port, host, backlog: MAX_CONNECTIONS }, () => resolve(server.address() as AddressInfo));
  });
}

function closeServer(server: ReturnType<typeof createHttpServer>): Promise<void> {
  const whenClosed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  // Give responses written just now time to leave, then close whatever connections remain.
  setTimeout(() => server.closeAllConnections(), 500);
  return whenClosed;
}
