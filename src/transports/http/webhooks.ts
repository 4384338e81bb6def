import type { IncomingMessage } from 'node:http';
import pLimit from 'p-limit';
import { isRecord } from '../../base/json.ts';
import { readRequestBody } from '../../base/request-body.ts';
import type { Context } from '../../context.ts';
import { getPayment } from '../../endpoints/catalog/payments.ts';
import { PortOneError } from '../../portone/errors.ts';
import type { Change } from '../../store/change-events.ts';
import type { Store } from '../../store/store.ts';
import { sendResponse } from './response.ts';
import { getPath, type Route } from './route.ts';

/** A merchant that receives webhooks. */
type Receiver = Pick<Context, 'portone' | 'changes'>;

export interface WebhookOptions {
  /** By tenant name. A single tenant also has a path without a name. */
  tenants: ReadonlyMap<string, { context: Receiver }>;
  store: Pick<Store, 'consumeOnce'>;
  /** Whether the request comes from an allowed webhook source. */
  isTrustedSource(request: IncomingMessage): boolean;
  /** Milliseconds of a monotonic clock. */
  now(): number;
  log(line: string): void;
}

export interface Webhooks {
  routes: readonly Route[];
  /** Resolves when all accepted webhooks have been processed. */
  waitUntilIdle(): Promise<void>;
}

const PATH = '/webhooks/portone';
const MAX_WEBHOOK_BYTES = 16 * 1024;
/** PortOne repeats a webhook within five minutes, if at all. */
const DEDUPLICATION_SECONDS = 300;
const MAX_CONCURRENT_LOOKUPS = 4;
const MAX_PENDING_LOOKUPS = 500;

/**
 * PortOne's webhooks are not signed, so a webhook is only a hint that a payment may have changed. Only the payment id
 * is taken from it; the state is read from the API.
 */
export function createWebhooks({ tenants, store, isTrustedSource, now, log }: WebhookOptions): Webhooks {
  const limit = pLimit(MAX_CONCURRENT_LOOKUPS);
  const lookups = new Set<Promise<void>>();
  let refusedCount = 0;
  let nextWarningAt = Number.NEGATIVE_INFINITY;

  /** Anyone can send webhooks, so log rejections at most once a minute. */
  function warnUntrustedSource(): void {
    refusedCount += 1;
    if (now() < nextWarningAt) return;
    log(`rejected ${refusedCount} webhooks from addresses outside --webhook-sources`);
    refusedCount = 0;
    nextWarningAt = now() + 60_000;
  }

  function findTenantName(path: string): string | undefined {
    const name = path === PATH && tenants.size === 1 ? [...tenants.keys()][0] : path.slice(PATH.length + 1);
    return name !== undefined && tenants.has(name) ? name : undefined;
  }

  async function publishPaymentChange({ portone, changes }: Receiver, impUid: string): Promise<void> {
    const client = await portone();
    const { response } = await client.call(getPayment, { imp_uid: impUid, include_sandbox: true });
    changes.publish(toChange(response));
  }

  function startLookup(receiver: Receiver, impUid: string): void {
    const lookup = limit(() => publishPaymentChange(receiver, impUid))
      .catch((error: unknown) => {
        const kind = error instanceof PortOneError ? error.kind : error instanceof Error ? error.name : 'error';
        log(`a webhook could not be verified with PortOne (${kind}); subscribers were not notified`);
      })
      .finally(() => lookups.delete(lookup));
    lookups.add(lookup);
  }

  /** Responds at once, independently of PortOne's API. */
  async function processWebhook(request: IncomingMessage): Promise<number> {
    // Checked first: strangers must not learn which tenants exist.
    if (!isTrustedSource(request)) {
      warnUntrustedSource();
      return 403;
    }
    const tenant = findTenantName(getPath(request));
    const receiver = tenant === undefined ? undefined : tenants.get(tenant)?.context;
    if (!receiver) return 404;
    const body = await readRequestBody(request, { maxBytes: MAX_WEBHOOK_BYTES });
    if (body.status !== 'complete') return body.status === 'large' ? 413 : 400;
    const hint = parseHint(body.text, request.headers['content-type']);
    if (!hint) return 400;
    if (limit.pendingCount >= MAX_PENDING_LOOKUPS) return 503;
    const isNew =
      hint.key === undefined ||
      (await store.consumeOnce(`webhook ${tenant} ${hint.key}`, DEDUPLICATION_SECONDS).catch(() => undefined));
    // PortOne may repeat the webhook when the shared store is back.
    if (isNew === undefined) return 503;
    if (isNew) startLookup(receiver, hint.impUid);
    return 200;
  }

  const route = {
    methods: ['POST'],
    handle: async (request, response) => sendResponse(response, await processWebhook(request), ''),
  } satisfies Omit<Route, 'path'>;
  return {
    routes: [
      { path: PATH, ...route },
      { path: `${PATH}/`, ...route },
    ],
    async waitUntilIdle() {
      while (lookups.size > 0) await Promise.all(lookups);
    },
  };
}

function toChange(payment: Record<string, unknown>): Change {
  const names = ['imp_uid', 'merchant_uid', 'customer_uid', 'status'] as const;
  return Object.fromEntries(
    names.map((name) => [name, payment[name]]).filter(([, value]) => typeof value === 'string'),
  );
}

/** Reads the payment id of a webhook, and a key that identifies duplicates. */
function parseHint(body: string, type = ''): { impUid: string; key?: string } | undefined {
  const fields = parseWebhookFields(body, type);
  const getText = (name: string) => (typeof fields?.[name] === 'string' ? fields[name] : '');
  const impUid = getText('imp_uid');
  if (!/^imps?_[A-Za-z0-9]{1,27}$/.test(impUid)) return undefined;
  const escrowChange = readEscrowChange(fields);
  if (escrowChange) return { impUid, key: JSON.stringify([impUid, ...escrowChange]) };
  const [status, cancellation] = [getText('status').slice(0, 20), getText('cancellation_id').slice(0, 100)];
  // Without an id, several refunds of one payment look alike.
  if (status === 'cancelled' && cancellation === '') return { impUid };
  return { impUid, key: JSON.stringify([impUid, status, cancellation]) };
}

/**
 * What tells one change of an escrow at KG Inicis from another: the payment stays "paid" through all of them, from the
 * delivery to a rejected purchase (구매거절). Source: PortOne guide, integration/pg/v1/inicis.
 */
function readEscrowChange(fields: Record<string, unknown> | undefined): string[] | undefined {
  if (fields?.event !== 'Inicis.Escrow.Changed') return undefined;
  const { escrow_status, changed_at } = isRecord(fields.extra) ? fields.extra : {};
  return [fields.event, String(escrow_status).slice(0, 20), String(changed_at).slice(0, 20)];
}

function parseWebhookFields(body: string, type: string): Record<string, unknown> | undefined {
  if (/^application\/x-www-form-urlencoded\b/i.test(type)) return Object.fromEntries(new URLSearchParams(body));
  try {
    return Object(JSON.parse(body));
  } catch {
    return undefined;
  }
}
