import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Approvals } from '../guard/confirmation/approvals.ts';
import { createSeal, derivedKey } from '../store/encryption.ts';
import type { Store } from '../store/store.ts';
import { createBook } from './approval-store.ts';
import { createVisits } from './csrf.ts';
import { createHandler, type Handler, ROOT } from './http-handler.ts';
import { createPins } from './pin.ts';

const HOST = '127.0.0.1';

export interface ApprovalParts {
  store: Store;
  /** What all servers of a shared store have in common; without one, what is open here is this process's own. */
  key?: Uint8Array | undefined;
  /** Unix seconds. */
  now(): number;
  /** What approving takes beside the page, so that an agent with a browser cannot do it. */
  pin?: string | undefined;
  /** The same for the pages of a second approver. */
  secondPin?: string | undefined;
  /** How long a client may take to send a form; ten seconds unless given. */
  bodyMilliseconds?: number;
  /** The path that pages are below; `/approvals/` unless given. */
  root?: string;
}

/** Approvals on a page of a server that runs anyway, at `origin`: it hands what is below `root` to `handle`. */
export function mountedApprovals(parts: ApprovalParts & { origin: string }): Approvals & { handle: Handler } {
  const { approvals, handle } = paged(
    parts,
    async () => parts.origin,
    () => [parts.origin],
  );
  return { ...approvals, handle };
}

/** Approvals on a page that only this machine reaches; its server starts with the first of them, on a free port. */
export function localApprovals(parts: ApprovalParts): Approvals {
  let started: Promise<Server> | undefined;
  let port: number | undefined;
  const origins = () => (port === undefined ? [] : [`http://${HOST}:${port}`, `http://localhost:${port}`]);

  async function origin(): Promise<string> {
    started ??= listening(handle).catch((error: unknown) => {
      started = undefined;
      throw error;
    });
    // A server that listens on a TCP port has an address of this kind.
    port = ((await started).address() as AddressInfo).port;
    return `http://${HOST}:${port}`;
  }

  const { approvals, handle } = paged(parts, origin, origins);
  return {
    ...approvals,
    async close() {
      await approvals.close();
      const server = await started;
      if (!server) return;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

function paged(
  { store, key = randomBytes(32), now, pin, secondPin, bodyMilliseconds, root = ROOT }: ApprovalParts,
  origin: () => Promise<string>,
  origins: () => readonly string[],
): { approvals: Approvals; handle: Handler } {
  const seal = createSeal(key, 'approvals');
  const pins = createPins({ first: pin, second: secondPin }, { store, seal, now });
  const book = createBook({ store, seal, now, pins });
  const visits = createVisits(derivedKey(key, 'visits'));
  return {
    handle: createHandler({ book, pins, visits, now, origins, bodyMilliseconds, root }),
    approvals: {
      async open(request) {
        const base = await origin();
        const { id, expiresAt } = await book.open(request);
        return { url: `${base}${root}${id}`, expiresAt };
      },
      take: (bond) => book.take(bond),
      waits: (bond) => book.waits(bond),
      withdraw: (request) => book.withdraw(request),
      close: async () => undefined,
    },
  };
}

/** Slow clients are cut off, and the server alone keeps no process alive. */
function listening(handle: Handler): Promise<Server> {
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    // What failed may hold what was typed, so nothing is told of it.
    handle(request, response).catch(() => response.destroy());
  };
  const server = createServer(
    { headersTimeout: 10_000, requestTimeout: 20_000, keepAliveTimeout: 5_000, maxHeaderSize: 16 * 1024 },
    answer,
  );
  server.maxConnections = 100;
  server.unref();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, HOST, () => resolve(server));
  });
}
