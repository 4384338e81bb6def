import { createMountedApprovals } from '../../approval-page/index.ts';
import { Refused } from '../../base/refusal.ts';
import type { HttpConfig } from '../../config/http.ts';
import type { ServeConfig } from '../../config/index.ts';
import type { Approvals } from '../../guard/confirmation/approvals.ts';
import type { Telemetry } from '../../guard/telemetry.ts';
import { namespaced } from '../../store/namespaced.ts';
import { createSharedChangeEvents } from '../../store/shared-change-events.ts';
import type { Store } from '../../store/store.ts';
import type { RateLimits } from '../../transports/http/rate-limit.ts';
import { sendResponse } from '../../transports/http/response.ts';
import type { Route } from '../../transports/http/route.ts';
import { createTenant, type Tenant } from '../../transports/http/tenant.ts';
import { createMerchantContext } from '../create-context.ts';
import { getAccountStore, getSharedKey } from '../create-store.ts';
import { info, unixNow } from '../process.ts';
import { loadTenantConfigs, withTenantErrors } from './tenants-file.ts';

/** The only merchant, where no file names several. */
export const DEFAULT_TENANT = 'default';
/** Requests of one merchant that PortOne works on at a time, and how many may wait for that. */
const CONCURRENCY = { maxActive: 16, maxQueued: 500 };

export interface RunningTenant {
  tenant: Tenant;
  approvals: Route;
  close(): Promise<void>;
}

export interface TenantOptions {
  store: Store;
  limits: RateLimits;
  telemetry: Telemetry;
  /** Where people reach the pages; known once the server listens. */
  getOrigin(): string;
  log(line: string): void;
}

/** Every merchant of this deployment, by name. Throws ConfigError. */
export async function openTenants(
  config: ServeConfig,
  http: HttpConfig,
  options: TenantOptions,
): Promise<Map<string, RunningTenant>> {
  const { tenantsFile: path } = http;
  const authenticates = http.tokensFile !== undefined || http.oauthIssuer !== undefined;
  const configs =
    path === undefined ? new Map([[DEFAULT_TENANT, config]]) : await loadTenantConfigs(path, config, http);
  const running = new Map<string, RunningTenant>();
  for (const [name, tenantConfig] of configs) {
    const root = path === undefined ? '/approvals/' : `/approvals/${name}/`;
    running.set(
      name,
      await withTenantErrors(name, path, () => openTenant(name, tenantConfig, { ...options, root, authenticates })),
    );
  }
  return running;
}

type TenantSetup = TenantOptions & { root: string; authenticates: boolean };

async function openTenant(name: string, config: ServeConfig, setup: TenantSetup): Promise<RunningTenant> {
  const { limits, telemetry, root } = setup;
  // By account, so that servers of another one stay apart, and by name, so that two tenants of one account do.
  const store = namespaced(getAccountStore(setup.store, config), name);
  const log = name === DEFAULT_TENANT ? setup.log : (line: string) => setup.log(`${name}: ${line}`);
  const changes = await createSharedChangeEvents(store, log);
  let pages: ReturnType<typeof createPages> | undefined;
  const getPages = () => {
    pages ??= createPages(config, store, setup);
    return pages;
  };
  const { guard, offeredTools, close } = await createMerchantContext(config, {
    store,
    telemetry,
    log,
    changes,
    concurrency: CONCURRENCY,
    async approvals() {
      return getPages();
    },
    async checkRateLimit(caller) {
      const exceeded = await limits.checkCall(caller);
      if (!exceeded) return;
      telemetry.rateLimited(exceeded.by);
      throw createRateLimitRefusal(exceeded.by, exceeded.retryAfter);
    },
  });
  return {
    tenant: createTenant(info, { name, guard, offeredTools }),
    approvals: {
      path: root,
      methods: ['GET', 'HEAD', 'POST'],
      // Whether a page may be shown or answered, it says itself: its own forms come with the origin `null`.
      anyOrigin: true,
      async handle(request, response) {
        if (!canServePages(config, setup)) return sendResponse(response, 404, 'There is no such page\n');
        return getPages().handle(request, response);
      },
    },
    async close() {
      await pages?.close();
      await changes.close();
      await close();
    },
  };
}

/** The link alone would be enough for whoever sees it: on a machine of one's own, and nowhere else. */
const canServePages = ({ approvalPin }: ServeConfig, { authenticates }: TenantSetup) =>
  approvalPin !== undefined || !authenticates;

function createPages(
  config: ServeConfig,
  store: Store,
  setup: TenantSetup,
): Approvals & ReturnType<typeof createMountedApprovals> {
  if (!canServePages(config, setup))
    throw new Refused(
      'policy_refused',
      'This needs a person on an approval page, and over HTTP such a page wants a PIN, which this server does not have. Nothing was sent.',
      'Tell the user: the operator sets PORTONE_V1_APPROVAL_PIN (approval_pin_env of the tenant), or use a client that supports elicitation.',
    );
  const { root } = setup;
  return createMountedApprovals({
    store,
    key: getSharedKey(config),
    now: unixNow,
    origin: setup.getOrigin(),
    root,
    pin: config.approvalPin,
    secondPin: config.secondApproverPin,
  });
}

const createRateLimitRefusal = (by: 'principal' | 'tenant', seconds: number) =>
  new Refused(
    'rate_limited',
    by === 'principal'
      ? 'This caller has called too often. Nothing was sent.'
      : 'All callers of this merchant together have called too often. Nothing was sent.',
    `Wait ${seconds} seconds, then call again.`,
  );
