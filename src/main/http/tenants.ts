import type { PageHandler } from '../../approval-page/http-handler.ts';
import { createMountedApprovals } from '../../approval-page/index.ts';
import { toListPath } from '../../approval-page/list-handler.ts';
import { Refused } from '../../base/refusal.ts';
import type { HttpConfig } from '../../config/http.ts';
import type { ServeConfig } from '../../config/index.ts';
import type { Approvals } from '../../guard/confirmation/approvals.ts';
import { CONFIRMATION_TIMES } from '../../guard/confirmation/service.ts';
import type { PolicyRules } from '../../guard/policy/policy-file.ts';
import type { Telemetry } from '../../guard/telemetry.ts';
import { createSharedChangeEvents } from '../../store/change-events.ts';
import { namespaced } from '../../store/namespaced.ts';
import type { Store } from '../../store/store.ts';
import type { RateLimits } from '../../transports/http/rate-limit.ts';
import type { Route } from '../../transports/http/route.ts';
import { createTenant, type Tenant } from '../../transports/http/tenant.ts';
import { createMerchantContext } from '../create-context.ts';
import { getAccountStore, getSharedKey } from '../create-store.ts';
import { loadPolicyRules } from '../load-policy.ts';
import { info, steadyUnixNow } from '../process.ts';
import { getWebhookSettings } from '../webhook-settings.ts';
import { loadTenantConfigs, withTenantErrors } from './tenants-file.ts';

/** Name of the single tenant when there is no tenants file. */
export const DEFAULT_TENANT = 'default';
const APPROVALS_ROOT = '/approvals/';
const PAGE_METHODS = ['GET', 'HEAD', 'POST'];
/** Limits of one merchant's concurrent and waiting calls to PortOne. */
const CONCURRENCY = { maxActive: 16, maxQueued: 500 };

export interface RunningTenant {
  tenant: Tenant;
  /** The approval pages, and the list of them. */
  approvals: readonly Route[];
  close(): Promise<void>;
}

export interface TenantOptions {
  store: Store;
  limits: RateLimits;
  telemetry: Telemetry;
  /** Returns the public origin of the approval pages. Known once the server listens. */
  getOrigin(): string;
  log(line: string): void;
}

/** Opens every tenant, by name. Throws ConfigError. */
export async function openTenants(
  config: ServeConfig,
  http: HttpConfig,
  options: TenantOptions,
): Promise<Map<string, RunningTenant>> {
  const { tenantsFile: path } = http;
  const authenticates = http.tokensFile !== undefined || http.oauthIssuer !== undefined;
  const { configs, companyPolicyFile } =
    path === undefined
      ? { configs: new Map([[DEFAULT_TENANT, config]]), companyPolicyFile: undefined }
      : await loadTenantConfigs(path, config, http);
  const companyPolicy =
    companyPolicyFile === undefined
      ? undefined
      : await loadPolicyRules(companyPolicyFile, options.log, `--tenants ${path}: "policy"`);
  const showUnknownPage = createUnknownPages(options, path !== undefined);
  const running = new Map<string, RunningTenant>();
  for (const [name, tenantConfig] of configs) {
    const root = path === undefined ? APPROVALS_ROOT : `${APPROVALS_ROOT}${name}/`;
    running.set(
      name,
      await withTenantErrors(name, path, () =>
        openTenant(name, tenantConfig, { ...options, root, authenticates, showUnknownPage, companyPolicy }),
      ),
    );
  }
  return running;
}

interface TenantSetup extends TenantOptions {
  root: string;
  authenticates: boolean;
  showUnknownPage: PageHandler;
  companyPolicy: PolicyRules | undefined;
}

/** Answers for tenants without pages, and for those that do not exist, as for a page that does not exist. */
function createUnknownPages({ store, getOrigin }: TenantOptions, imitatesLists: boolean): PageHandler {
  let pages: ReturnType<typeof createMountedApprovals> | undefined;
  return (request, response) => {
    // It reads the store like the others, so that it takes as long.
    pages ??= createMountedApprovals({
      ...{ store: namespaced(store, 'unknown pages'), now: steadyUnixNow },
      ...{ origin: getOrigin(), root: APPROVALS_ROOT, imitatesLists },
    });
    return pages.handle(request, response);
  };
}

/** Routes of tenants that do not exist. With several tenants, each name looks like one that does. */
export function createUnknownTenantRoutes(options: TenantOptions, hasTenantsFile: boolean): Route[] {
  const handle = createUnknownPages(options, hasTenantsFile);
  return toPageRoutes(APPROVALS_ROOT, handle);
}

/** The page handler checks origins itself: its own forms are sent with the origin `null`. */
const toPageRoutes = (root: string, handle: PageHandler): Route[] =>
  [root, toListPath(root)].map((path) => ({ path, methods: PAGE_METHODS, anyOrigin: true, handle }));

async function openTenant(name: string, config: ServeConfig, setup: TenantSetup): Promise<RunningTenant> {
  const { limits, telemetry, root } = setup;
  // Separate the store by account, and by tenant name, since two tenants may share an account.
  const store = namespaced(getAccountStore(setup.store, config), name);
  const log = name === DEFAULT_TENANT ? setup.log : (line: string) => setup.log(`${name}: ${line}`);
  const changes = await createSharedChangeEvents(store, log);
  let pages: ReturnType<typeof createPages> | undefined;
  const getPages = () => {
    pages ??= createPages(config, store, { ...setup, log });
    return pages;
  };
  const { guard, offeredTools, close } = await createMerchantContext(config, {
    store,
    telemetry,
    log,
    changes,
    companyPolicy: setup.companyPolicy,
    concurrency: CONCURRENCY,
    // Without authentication all callers are one.
    confirmationTimes: setup.authenticates
      ? CONFIRMATION_TIMES
      : { ...CONFIRMATION_TIMES, maxOpenQuestions: Number.POSITIVE_INFINITY },
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
    approvals: toPageRoutes(root, async (request, response) => {
      if (!canServePages(config, setup)) return setup.showUnknownPage(request, response);
      return getPages().handle(request, response);
    }),
    async close() {
      await pages?.close();
      await changes.close();
      await close();
    },
  };
}

/** Over HTTP anyone who sees the link could approve, so pages require a PIN, except on the operator's own machine. */
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
      'This call needs approval on a page, and over HTTP approval pages require a PIN, which is not configured. Nothing was sent.',
      'Tell the user: the operator must set PORTONE_V1_APPROVAL_PIN (for a tenant, approval_pin_env), or the user needs a client that supports elicitation.',
    );
  const { root, log } = setup;
  return createMountedApprovals({
    store,
    key: getSharedKey(config),
    now: steadyUnixNow,
    origin: setup.getOrigin(),
    root,
    pin: config.approvalPin,
    secondPin: config.secondApproverPin,
    lang: config.lang,
    webhook: getWebhookSettings(config, { namesAskers: setup.authenticates, log }),
  });
}

const createRateLimitRefusal = (by: 'principal' | 'tenant', seconds: number) =>
  new Refused(
    'rate_limited',
    by === 'principal'
      ? 'This caller exceeded its rate limit. Nothing was sent.'
      : 'All callers of this merchant together exceeded the rate limit. Nothing was sent.',
    `Wait ${seconds} seconds, then call again.`,
  );
