import { mountedApprovals } from '../../approval-page/index.ts';
import { Refused } from '../../base/refusal.ts';
import type { HttpConfig } from '../../config/http.ts';
import type { ServeConfig } from '../../config/index.ts';
import type { Approvals } from '../../guard/confirmation/approvals.ts';
import type { Watch } from '../../guard/telemetry.ts';
import { scoped } from '../../store/namespaced.ts';
import { createSharedChanges } from '../../store/shared-change-events.ts';
import type { Store } from '../../store/store.ts';
import type { Limits } from '../../transports/http/rate-limit.ts';
import { reply } from '../../transports/http/response.ts';
import type { Route } from '../../transports/http/route.ts';
import { createTenant, type Tenant } from '../../transports/http/tenant.ts';
import { openMerchant } from '../create-context.ts';
import { sharedKey, storeOf } from '../create-store.ts';
import { info, unixNow } from '../process.ts';
import { forTenant, tenantConfigs } from './tenants-file.ts';

/** The only merchant, where no file names several. */
export const ONLY = 'default';
/** Requests of one merchant that PortOne works on at a time, and how many may wait for that. */
const CONCURRENCY = { most: 16, waiting: 500 };

export interface OpenTenant {
  tenant: Tenant;
  approvals: Route;
  close(): Promise<void>;
}

export interface TenantParts {
  store: Store;
  limits: Limits;
  watch: Watch;
  /** Where people reach the pages; known once the server listens. */
  origin(): string;
  log(line: string): void;
}

/** Every merchant of this deployment, by name. Throws ConfigError. */
export async function openTenants(
  config: ServeConfig,
  http: HttpConfig,
  parts: TenantParts,
): Promise<Map<string, OpenTenant>> {
  const { tenantsFile: path } = http;
  const authenticates = http.tokensFile !== undefined || http.oauthIssuer !== undefined;
  const configs = path === undefined ? new Map([[ONLY, config]]) : await tenantConfigs(path, config, http);
  const open = new Map<string, OpenTenant>();
  for (const [name, own] of configs) {
    const root = path === undefined ? '/approvals/' : `/approvals/${name}/`;
    open.set(name, await forTenant(name, path, () => openTenant(name, own, { ...parts, root, authenticates })));
  }
  return open;
}

type Own = TenantParts & { root: string; authenticates: boolean };

async function openTenant(name: string, config: ServeConfig, parts: Own): Promise<OpenTenant> {
  const { limits, watch, root } = parts;
  // By account, so that servers of another one stay apart, and by name, so that two tenants of one account do.
  const store = scoped(storeOf(parts.store, config), name);
  const log = name === ONLY ? parts.log : (line: string) => parts.log(`${name}: ${line}`);
  const changes = await createSharedChanges(store, log);
  let pages: ReturnType<typeof pagesOf> | undefined;
  const opened = () => {
    pages ??= pagesOf(config, store, parts);
    return pages;
  };
  const { context, offered, close } = await openMerchant(config, {
    store,
    watch,
    log,
    changes,
    concurrency: CONCURRENCY,
    async approvals() {
      return opened();
    },
    async admit(caller) {
      const refused = await limits.call(caller);
      if (!refused) return;
      watch.limited(refused.by);
      throw tooMany(refused.by, refused.retryAfter);
    },
  });
  return {
    tenant: createTenant(info, { name, context, offered }),
    approvals: {
      path: root,
      methods: ['GET', 'HEAD', 'POST'],
      // Whether a page may be shown or answered, it says itself: its own forms come with the origin `null`.
      anyOrigin: true,
      async handle(request, response) {
        if (!isServed(config, parts)) return reply(response, 404, 'There is no such page\n');
        return opened().handle(request, response);
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
const isServed = ({ approvalPin }: ServeConfig, { authenticates }: Own) => approvalPin !== undefined || !authenticates;

function pagesOf(config: ServeConfig, store: Store, parts: Own): Approvals & ReturnType<typeof mountedApprovals> {
  if (!isServed(config, parts))
    throw new Refused(
      'policy_refused',
      'This needs a person on an approval page, and over HTTP such a page wants a PIN, which this server does not have. Nothing was sent.',
      'Tell the user: the operator sets PORTONE_V1_APPROVAL_PIN (approval_pin_env of the tenant), or use a client that supports elicitation.',
    );
  const { root } = parts;
  return mountedApprovals({
    store,
    key: sharedKey(config),
    now: unixNow,
    origin: parts.origin(),
    root,
    pin: config.approvalPin,
    secondPin: config.secondApproverPin,
  });
}

const tooMany = (by: 'principal' | 'tenant', seconds: number) =>
  new Refused(
    'rate_limited',
    by === 'principal'
      ? 'This caller has called too often. Nothing was sent.'
      : 'All callers of this merchant together have called too often. Nothing was sent.',
    `Wait ${seconds} seconds, then call again.`,
  );
