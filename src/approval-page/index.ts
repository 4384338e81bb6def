import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Language } from '../base/bilingual.ts';
import { Refused } from '../base/refusal.ts';
import type { Approvals } from '../guard/confirmation/approvals.ts';
import { createStoreCipher, deriveKey, type StoreCipher } from '../store/encryption.ts';
import type { Store } from '../store/store.ts';
import { createApprovalStore } from './approval-store.ts';
import { createApproverSessions } from './approver-session.ts';
import { createCsrfProtection } from './csrf.ts';
import { createPageHandler, type PageHandler } from './http-handler.ts';
import type { ApprovalList } from './list-approvals.ts';
import { createListHandler, createUnknownListHandler, type ListHandler, toListPath } from './list-handler.ts';
import { createListPin, createPins, createUnknownListPin } from './pin.ts';
import { createApprovalWebhook, type WebhookSettings } from './webhook.ts';

/** Short, since terminals break long links. */
const LOCAL_ROOT = '/a/';

export interface ApprovalOptions {
  store: Store;
  /** Key shared by all servers of a shared store. Without it, pages exist in this process only. */
  key?: Uint8Array | undefined;
  /** Unix seconds. */
  now(): number;
  /** PIN required to approve, so that an agent that controls a browser cannot. */
  pin?: string | undefined;
  /** PIN of the second approver. */
  secondPin?: string | undefined;
  /** Milliseconds for a client to send a form; ten seconds by default. */
  bodyTimeoutMs?: number;
  /** Language of the list for readers whose browser prefers neither. */
  lang?: Language;
  /** The chat that is told of pages that wait. */
  webhook?: WebhookSettings | undefined;
  /** Every name below the root looks like a shop whose list asks for a PIN. */
  imitatesLists?: boolean;
}

export interface LocalAddress {
  host: string;
  /** 0 for a free port. */
  port: number;
}

/**
 * Creates approvals whose pages are served by an existing server at `origin`, which passes requests below `root` to
 * `handle`.
 */
export function createMountedApprovals({
  origin,
  root = '/approvals/',
  ...options
}: ApprovalOptions & { origin: string; root?: string }): Approvals & { handle: PageHandler } {
  const { approvals, handle } = createApprovals(options, {
    root,
    endsWithServer: false,
    getOrigin: async () => origin,
    getOrigins: () => [origin],
  });
  return { ...approvals, handle };
}

/** Creates approvals with a server of their own, by default for this machine only. The first approval starts it. */
export function createLocalApprovals({
  address = { host: '127.0.0.1', port: 0 },
  ...options
}: ApprovalOptions & { address?: LocalAddress }): Approvals {
  let started: Promise<Server> | undefined;
  let port: number | undefined;
  const linkHost = toLinkHost(address.host);
  const getOrigins = () =>
    port === undefined
      ? []
      : [...new Set([linkHost, '127.0.0.1', 'localhost'])].map((host) => `http://${host}:${port}`);

  async function getOrigin(): Promise<string> {
    started ??= startServer(handle, address).catch((error: unknown) => {
      started = undefined;
      throw createUnreachablePageRefusal(error, address);
    });
    // The address of a TCP server has this type.
    port = ((await started).address() as AddressInfo).port;
    return `http://${linkHost}:${port}`;
  }

  const { approvals, handle } = createApprovals(options, {
    root: LOCAL_ROOT,
    endsWithServer: true,
    getOrigin,
    getOrigins,
  });
  return {
    ...approvals,
    async close() {
      await approvals.close();
      const server = await started;
      if (!server) return;
      const whenClosed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await whenClosed;
    },
  };
}

interface PageLocation {
  /** Path prefix of the pages. */
  root: string;
  endsWithServer: boolean;
  getOrigin(): Promise<string>;
  getOrigins(): readonly string[];
}

function createApprovals(
  options: ApprovalOptions,
  { root, endsWithServer, getOrigin, getOrigins }: PageLocation,
): { approvals: Approvals; handle: PageHandler } {
  const { store, key = randomBytes(32), now, pin, secondPin, bodyTimeoutMs } = options;
  const cipher = createStoreCipher(key, 'approvals');
  const pins = createPins({ first: pin, second: secondPin }, { store, cipher, now });
  const approvalStore = createApprovalStore({ store, cipher, now, pins });
  const csrf = createCsrfProtection(deriveKey(key, 'visits'));
  const webhook = options.webhook && createApprovalWebhook(options.webhook, now);
  const list = createList(options, { cipher, key, root, list: approvalStore.list });
  return {
    handle: createPageHandler({ approvalStore, pins, csrf, now, getOrigins, bodyTimeoutMs, root, list }),
    approvals: {
      async open(request) {
        const origin = await getOrigin();
        const { id, openedAt, expiresAt, isNew } = await approvalStore.open(request);
        const url = `${origin}${root}${id}`;
        // A repeated call finds the page that people know of already.
        if (isNew) webhook?.post(request, { url, openedAt, expiresAt });
        return { url, expiresAt, endsWithServer };
      },
      consume: (binding) => approvalStore.consume(binding),
      isPending: (binding) => approvalStore.isPending(binding),
      takeDeclines: (caller) => approvalStore.takeDeclines(caller),
      isOffered: (request) => approvalStore.isOffered(request),
      cancel: (request, as) => approvalStore.cancel(request, as),
      close: async () => webhook?.close(),
    },
  };
}

interface ListParts {
  cipher: StoreCipher;
  key: Uint8Array;
  root: string;
  list(): Promise<ApprovalList>;
}

function createList(options: ApprovalOptions, { cipher, key, root, list }: ListParts): ListHandler | undefined {
  const { store, now, pin, secondPin, lang = 'en', imitatesLists = false } = options;
  if (imitatesLists)
    return createUnknownListHandler(root, (path) => createUnknownListPin(path, { store, cipher, now }));
  // Without the first PIN, whoever sees a link could approve.
  if (pin === undefined) return undefined;
  const pins = secondPin === undefined ? [pin] : [pin, secondPin];
  const sessionKey = deriveKey(key, 'approver sessions');
  const sessions = createApproverSessions({ key: sessionKey, path: toListPath(root), pins, now });
  return createListHandler({ pin: createListPin(pins, { store, cipher, now }), sessions, list, root, lang });
}

/** Returns the host of links to a server that listens on `host`. On all addresses includes this machine. */
function toLinkHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

function createUnreachablePageRefusal(error: unknown, { host, port }: LocalAddress): unknown {
  if (!(error instanceof Error && 'code' in error)) return error;
  return new Refused(
    'not_confirmed',
    `The approval page cannot be opened at ${host}, port ${port} (${String(error.code)}). Nothing was sent.`,
    'Tell the user: another program uses this port, or the address does not exist; the operator can choose others with --approval-host and --approval-port.',
  );
}

/** Starts the server. It disconnects slow clients and does not keep the process alive. */
function startServer(handle: PageHandler, { host, port }: LocalAddress): Promise<Server> {
  const handleSafely = (request: IncomingMessage, response: ServerResponse) => {
    // The error could contain typed secrets, so it is not logged.
    handle(request, response).catch(() => response.destroy());
  };
  const server = createServer(
    { headersTimeout: 10_000, requestTimeout: 20_000, keepAliveTimeout: 5_000, maxHeaderSize: 16 * 1024 },
    handleSafely,
  );
  server.maxConnections = 100;
  server.unref();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(server));
  });
}
