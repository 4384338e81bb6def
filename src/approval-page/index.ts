import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Approvals } from '../guard/confirmation/approvals.ts';
import { createStoreCipher, deriveKey } from '../store/encryption.ts';
import type { Store } from '../store/store.ts';
import { createApprovalStore } from './approval-store.ts';
import { createCsrfProtection } from './csrf.ts';
import { createPageHandler, DEFAULT_ROOT, type PageHandler } from './http-handler.ts';
import { createPins } from './pin.ts';

const HOST = '127.0.0.1';

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
  /** Path prefix of the pages; `/approvals/` by default. */
  root?: string;
}

/**
 * Creates approvals whose pages are served by an existing server at `origin`, which passes requests below `root` to
 * `handle`.
 */
export function createMountedApprovals(
  options: ApprovalOptions & { origin: string },
): Approvals & { handle: PageHandler } {
  const { approvals, handle } = createApprovals(
    options,
    async () => options.origin,
    () => [options.origin],
  );
  return { ...approvals, handle };
}

/** Creates approvals whose pages only this machine can reach. The first approval starts the server, on a free port. */
export function createLocalApprovals(options: ApprovalOptions): Approvals {
  let started: Promise<Server> | undefined;
  let port: number | undefined;
  const getOrigins = () => (port === undefined ? [] : [`http://${HOST}:${port}`, `http://localhost:${port}`]);

  async function getOrigin(): Promise<string> {
    started ??= startServer(handle).catch((error: unknown) => {
      started = undefined;
      throw error;
    });
    // The address of a TCP server has this type.
    port = ((await started).address() as AddressInfo).port;
    return `http://${HOST}:${port}`;
  }

  const { approvals, handle } = createApprovals(options, getOrigin, getOrigins);
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

function createApprovals(
  { store, key = randomBytes(32), now, pin, secondPin, bodyTimeoutMs, root = DEFAULT_ROOT }: ApprovalOptions,
  getOrigin: () => Promise<string>,
  getOrigins: () => readonly string[],
): { approvals: Approvals; handle: PageHandler } {
  const cipher = createStoreCipher(key, 'approvals');
  const pins = createPins({ first: pin, second: secondPin }, { store, cipher, now });
  const approvalStore = createApprovalStore({ store, cipher, now, pins });
  const csrf = createCsrfProtection(deriveKey(key, 'visits'));
  return {
    handle: createPageHandler({ approvalStore, pins, csrf, now, getOrigins, bodyTimeoutMs, root }),
    approvals: {
      async open(request) {
        const origin = await getOrigin();
        const { id, expiresAt } = await approvalStore.open(request);
        return { url: `${origin}${root}${id}`, expiresAt };
      },
      consume: (binding) => approvalStore.consume(binding),
      isPending: (binding) => approvalStore.isPending(binding),
      cancel: (request) => approvalStore.cancel(request),
      close: async () => undefined,
    },
  };
}

/** Starts the server. It disconnects slow clients and does not keep the process alive. */
function startServer(handle: PageHandler): Promise<Server> {
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
    server.listen(0, HOST, () => resolve(server));
  });
}
