import type { IncomingMessage, ServerResponse } from 'node:http';
import pLimit from 'p-limit';
import { getPayment } from '../../endpoints/payments.ts';
import type { PortOne } from '../../portone/client.ts';
import { PortOneError } from '../../portone/errors.ts';
import type { Change, Changes } from '../../store/changes.ts';
import type { Store } from '../../store/store.ts';

/** The merchant that a webhook tells about. */
interface Receiver {
  portone(): Promise<PortOne>;
  store: Pick<Store, 'useOnce'>;
  changes: Pick<Changes, 'tell'>;
}

interface Options {
  /** By the name of the tenant, which is empty where there is only one. */
  receiverOf(tenant: string): Receiver | undefined;
  /** Whether webhooks come from there. */
  isSource(request: IncomingMessage): boolean;
  log(line: string): void;
}

export interface Webhooks {
  /** Answers within moments, whatever PortOne's API does. */
  handle(request: IncomingMessage, response: ServerResponse, tenant: string): Promise<void>;
  /** Resolves once what was accepted has been looked at. */
  idle(): Promise<void>;
}

const LONGEST_BODY = 16 * 1024;
/** Milliseconds in which a body of that length has come. */
const PATIENCE = 5_000;
/** PortOne sends again within five minutes, if at all. */
const REPEATS_SECONDS = 300;
const AT_ONCE = 4;
const MOST_WAITING = 500;

/**
 * PortOne's webhooks have no signature. So a webhook is only a hint that a payment may have changed: nothing of it is kept or
 * passed on but the payment's number, and what is true is read from the API.
 */
export function createWebhooks({ receiverOf, isSource, log }: Options): Webhooks {
  const limit = pLimit(AT_ONCE);
  const looking = new Set<Promise<void>>();

  async function look({ portone, changes }: Receiver, impUid: string): Promise<void> {
    const client = await portone();
    const { response } = await client.call(getPayment, { imp_uid: impUid, include_sandbox: true });
    changes.tell(changeOf(response));
  }

  function accept(receiver: Receiver, impUid: string): void {
    const work = limit(() => look(receiver, impUid))
      .catch((error: unknown) => {
        const kind = error instanceof PortOneError ? error.kind : error instanceof Error ? error.name : 'error';
        log(`a webhook could not be followed up (${kind}); its subscribers were not told`);
      })
      .finally(() => looking.delete(work));
    looking.add(work);
  }

  async function statusFor(request: IncomingMessage, tenant: string): Promise<number> {
    const receiver = receiverOf(tenant);
    if (!receiver) return 404;
    if (request.method !== 'POST') return 405;
    if (!isSource(request)) {
      log('a webhook came from an address that is not PortOne’s and was refused (--webhook-sources)');
      return 403;
    }
    const body = await bodyOf(request);
    if (typeof body === 'number') return body;
    const hint = hintOf(body, request.headers['content-type']);
    if (!hint) return 400;
    if (limit.pendingCount >= MOST_WAITING) return 503;
    const isNew =
      hint.key === undefined ||
      (await receiver.store.useOnce(`webhook ${hint.key}`, REPEATS_SECONDS).catch(() => undefined));
    // PortOne may send it again later, when the shared store is back.
    if (isNew === undefined) return 503;
    if (isNew) accept(receiver, hint.impUid);
    return 200;
  }

  return {
    async handle(request, response, tenant) {
      const status = await statusFor(request, tenant);
      // What is left of a body that was not read would stand before the next request.
      const close = request.complete ? {} : { connection: 'close' };
      response.writeHead(status, { 'content-length': 0, ...close, ...(status === 405 ? { allow: 'POST' } : {}) }).end();
    },
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

/** The body, or the status that says why there is none. */
async function bodyOf(request: IncomingMessage): Promise<string | number> {
  if (Number(request.headers['content-length'] ?? 0) > LONGEST_BODY) return 413;
  const chunks: Buffer[] = [];
  let length = 0;
  const slow = setTimeout(() => request.destroy(), PATIENCE);
  try {
    // A request that is left alone stays open, so that it can be answered.
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      length += chunk.length;
      if (length > LONGEST_BODY) return 413;
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('utf8');
  } catch {
    return 400;
  } finally {
    clearTimeout(slow);
  }
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
