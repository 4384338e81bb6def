import { mountedApprovals } from '../../approval/index.ts';
import type { HttpConfig } from '../../config/http.ts';
import type { ServeConfig } from '../../config.ts';
import { Refused } from '../../guard/failure.ts';
import type { Watch } from '../../guard/watch.ts';
import { scoped } from '../../store/scoped.ts';
import { createSharedChanges } from '../../store/shared-changes.ts';
import type { Store } from '../../store/store.ts';
import type { Limits } from '../../transports/http/limits.ts';
import type { Route } from '../../transports/http/route.ts';
import { createTenant, type Tenant } from '../../transports/http/tenant.ts';
import { openMerchant } from '../merchant.ts';
import { info, unixNow } from '../process.ts';

export interface OpenTenant {
  tenant: Tenant;
  approvals: Route;
  close(): Promise<void>;
}

interface Parts {
  store: Store;
  limits: Limits;
  /** Where people reach the pages; known once the server listens. */
  origin(): string;
  log(line: string): void;
  watch: Watch;
}

/** Every merchant of this deployment, by name. */
export async function openTenants(
  config: ServeConfig,
  http: HttpConfig,
  parts: Parts,
): Promise<Map<string, OpenTenant>> {
  void http;
  return new Map([['default', await openTenant('default', config, parts)]]);
}

async function openTenant(
  name: string,
  config: ServeConfig,
  { store, origin, log, watch }: Parts,
): Promise<OpenTenant> {
  const changes = await createSharedChanges(scoped(store, name), log);
  const { context, offered, close } = await openMerchant(config, {
    store,
    changes,
    log,
    watch,
    async approvals() {
      throw new Refused('policy_refused', 'not yet');
    },
  });
  void origin;
  void mountedApprovals;
  void unixNow;
  return {
    tenant: createTenant(info, { name, context, offered }),
    approvals: { path: '/approvals/', methods: ['GET'], handle: () => {} },
    close,
  };
}
