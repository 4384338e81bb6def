import type { Draining } from '../lifecycle/graceful-shutdown.ts';
import { reply } from '../response.ts';
import type { Route } from '../route.ts';
import type { Tenant } from '../tenant.ts';

const KEPT_MS = 5_000;
const PATIENCE_MS = 4_000;

/** The process is alive and its event loop turns; nothing else is asked. */
export const liveness: Route = {
  path: '/healthz',
  methods: ['GET', 'HEAD'],
  anyHost: true,
  handle: (_, response) => reply(response, 200, 'ok\n'),
};

export interface ReadinessParts {
  draining: Draining;
  tenants: ReadonlyMap<string, Tenant>;
  /** Whether what is kept outside of the process can be reached. */
  storeHealthy(): Promise<boolean>;
  now(): number;
}

/**
 * Whether to send requests here: the store answers, and an access token can be had for at least one merchant; one whose key was
 * revoked must not end the service for all others.
 */
export function readiness({ draining, tenants, storeHealthy, now }: ReadinessParts): Route {
  let looked: { at: number; found: Promise<object> } | undefined;

  async function look() {
    const [store, ...tokens] = await Promise.all([
      within(storeHealthy()),
      ...[...tenants.values()].map(({ context }) => within(tokenOf(context))),
    ]);
    const upstream = tokens.filter(Boolean).length;
    return { ready: store && upstream > 0, store, upstream: { reachable: upstream, of: tokens.length } };
  }

  return {
    path: '/readyz',
    methods: ['GET', 'HEAD'],
    anyHost: true,
    async handle(_, response) {
      if (draining.begun) return reply(response, 503, { ready: false, stopping: true });
      if (!looked || now() - looked.at > KEPT_MS) looked = { at: now(), found: look() };
      const found = await looked.found;
      reply(response, 'ready' in found && found.ready ? 200 : 503, found);
    },
  };
}

async function tokenOf({ portone }: Tenant['context']): Promise<boolean> {
  return (await (await portone()).tokenExpiry()) >= 0;
}

async function within(answer: Promise<boolean>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS, false);
  });
  return Promise.race([answer.catch(() => false), late]).finally(() => clearTimeout(timer));
}
