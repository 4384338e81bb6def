import type { GracefulShutdown } from '../lifecycle/graceful-shutdown.ts';
import { sendResponse } from '../response.ts';
import type { Route } from '../route.ts';
import type { Tenant } from '../tenant.ts';

const READINESS_CACHE_MS = 5_000;
const CHECK_TIMEOUT_MS = 4_000;

/** Liveness: only checks that the event loop responds. */
export const livenessRoute: Route = {
  path: '/healthz',
  methods: ['GET', 'HEAD'],
  anyHost: true,
  handle: (_, response) => sendResponse(response, 200, 'ok\n'),
};

export interface ReadinessOptions {
  shutdown: GracefulShutdown;
  tenants: ReadonlyMap<string, Tenant>;
  /** Whether the shared store can be reached. */
  isStoreHealthy(): Promise<boolean>;
  now(): number;
}

interface ReadinessReport {
  ready: boolean;
  store: boolean;
  /** Whether a merchant can obtain an access token. Not how many there are: anybody may ask. */
  upstream: boolean;
}

/**
 * Readiness: the store is reachable and at least one merchant can obtain an access token. One merchant's revoked key
 * must not take the service down for all others.
 */
export function createReadinessRoute({ shutdown, tenants, isStoreHealthy, now }: ReadinessOptions): Route {
  let cached: { checkedAt: number; report: Promise<ReadinessReport> } | undefined;

  async function checkReadiness(): Promise<ReadinessReport> {
    const [store, ...tokens] = await Promise.all([
      withTimeout(isStoreHealthy()),
      ...[...tenants.values()].map(({ context }) => withTimeout(hasToken(context))),
    ]);
    const upstream = tokens.includes(true);
    return { ready: store && upstream, store, upstream };
  }

  return {
    path: '/readyz',
    methods: ['GET', 'HEAD'],
    anyHost: true,
    async handle(_, response) {
      if (shutdown.isShuttingDown) return sendResponse(response, 503, { ready: false, stopping: true });
      if (!cached || now() - cached.checkedAt > READINESS_CACHE_MS)
        cached = { checkedAt: now(), report: checkReadiness() };
      const report = await cached.report;
      sendResponse(response, report.ready ? 200 : 503, report);
    },
  };
}

async function hasToken({ portone }: Tenant['context']): Promise<boolean> {
  return (await (await portone()).getTokenExpiry()) >= 0;
}

async function withTimeout(answer: Promise<boolean>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, CHECK_TIMEOUT_MS, false);
  });
  return Promise.race([answer.catch(() => false), timeout]).finally(() => clearTimeout(timer));
}
