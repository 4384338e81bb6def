import type { IncomingMessage } from 'node:http';
import pLimit from 'p-limit';
import type { Context } from '../../context.ts';
import { getPayment } from '../../endpoints/catalog/payments.ts';
import { PortOneError } from '../../portone/errors.ts';
import type { Change } from '../../store/change-events.ts';
import type { Store } from '../../store/store.ts';
import { readBody } from './request-body.ts';
import { reply } from './response.ts';
import { pathOf, type Route } from './route.ts';

/** A merchant that is told about. */
type Receiver = Pick<Context, 'portone' | 'changes'>;

export interface WebhookParts {
  /** By the name of the tenant. The only one also has the address without a name. */
  tenants: ReadonlyMap<string, { context: Receiver }>;
  store: Pick<Store, 'useOnce'>;
  /** Whether webhooks come from there. */
  isSource(request: IncomingMessage): boolean;
  /** Milliseconds of a clock that nobody sets. */
  now(): number;
  log(line: string): void;
}

export interface Webhooks {
  routes: readonly Route[];
  /** Resolves once what was accepted has been looked at. */
  idle(): Promise<void>;
}

const PATH = '/webhooks/portone';
const LONGEST_BODY = 16 * 1024;
/** PortOne sends again within five minutes, if at all. */
const REPEATS_SECONDS = 300;
const AT_ONCE = 4;
const MOST_WAITING = 500;

/**
 * PortOne's webhooks have no signature. So a webhook is only a hint that a payment may have changed: nothing of it is kept or
 * passed on but the payment's number, and what is true is read from the API.
 */
export function createWebhooks({ tenants, store, isSource, now, log }: WebhookParts): Webhooks {
  const limit = pLimit(AT_ONCE);
  const looking = new Set<Promise<void>>();
  let strangers = 0;
  let tellStrangersAt = Number.NEGATIVE_INFINITY;

  /** Anybody can send, so it is told once a minute and not each time. */
  function tellOfStranger(): void {
    strangers += 1;
    if (now() < tellStrangersAt) return;
    log(`webhooks came from addresses that are not among --webhook-sources and were refused (${strangers})`);
    strangers = 0;
    tellStrangersAt = now() + 60_000;
  }

  function tenantOf(path: string): string | undefined {
    const name = path === PATH && tenants.size === 1 ? [...tenants.keys()][0] : path.slice(PATH.length + 1);
    return name !== undefined && tenants.has(name) ? name : undefined;
  }

  async function look({ portone, changes }: Receiver, impUid: string): Promise<void> {
    const client = await portone();
    const { response } = await client.call(getPayment, { imp_uid: impUid, include_sandbox: true });
    changes.tell(changeOf(response));
  }

  function accept(receiver: Receiver, impUid: string): void {
    const work = limit(() => look(receiver, impUid))
      .catch((error: unknown) => {
        const kind = error instanceof PortOneError ? error.kind : error instanceof Error ? error.name : 'error';
        log(`a webhook could not be followed up (${kind}): subscribers were not told`);
      })
      .finally(() => looking.delete(work));
    looking.add(work);
  }

  /** Answered within moments, whatever PortOne's API does meanwhile. */
  async function statusFor(request: IncomingMessage): Promise<number> {
    const tenant = tenantOf(pathOf(request));
    const receiver = tenant === undefined ? undefined : tenants.get(tenant)?.context;
    if (!receiver) return 404;
    if (!isSource(request)) {
      tellOfStranger();
      return 403;
    }
    const body = await readBody(request, LONGEST_BODY);
    if ('fault' in body) return body.fault === 'large' ? 413 : 400;
    const hint = hintOf(body.text, request.headers['content-type']);
    if (!hint) return 400;
    if (limit.pendingCount >= MOST_WAITING) return 503;
    const isNew =
      hint.key === undefined ||
      (await store.useOnce(`webhook ${tenant} ${hint.key}`, REPEATS_SECONDS).catch(() => undefined));
    // PortOne may send it again later, when the shared store is back.
    if (isNew === undefined) return 503;
    if (isNew) accept(receiver, hint.impUid);
    return 200;
  }

  const route = {
    methods: ['POST'],
    handle: async (request, response) => reply(response, await statusFor(request), ''),
  } satisfies Omit<Route, 'path'>;
  return {
    routes: [
      { path: PATH, ...route },
      { path: `${PATH}/`, ...route },
    ],
    async idle() {
      while (looking.size > 0) await Promise.all(looking);
    },
  };
}

function changeOf(payment: Record<string, unknown>): Change {
  const names = ['imp_uid', 'merchant_uid', 'customer_uid', 'status'] as const;
  return Object.fromEntries(
    names.map((name) => [name, payment[name]]).filter(([, value]) => typeof value === 'string'),
  );
}

/** The payment that a webhook names, and what tells one webhook about it from the next. */
function hintOf(body: string, type = ''): { impUid: string; key?: string } | undefined {
  const fields = fieldsOf(body, type);
  const text = (name: string) => (typeof fields?.[name] === 'string' ? fields[name] : '');
  const impUid = text('imp_uid');
  if (!/^imps?_[A-Za-z0-9]{1,27}$/.test(impUid)) return undefined;
  const [status, cancellation] = [text('status').slice(0, 20), text('cancellation_id').slice(0, 100)];
  // Several refunds of one payment look alike without their ids.
  if (status === 'cancelled' && cancellation === '') return { impUid };
  return { impUid, key: JSON.stringify([impUid, status, cancellation]) };
}

function fieldsOf(body: string, type: string): Record<string, unknown> | undefined {
  if (/^application\/x-www-form-urlencoded\b/i.test(type)) return Object.fromEntries(new URLSearchParams(body));
  try {
    return Object(JSON.parse(body));
  } catch {
    return undefined;
  }
}
