import { createServer, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts';
import { type ClientKind, openSession, type Session } from '../support/clients.ts';
import { findFreePort } from '../support/free-port.ts';
import { getCommandFor, getInProcessCommand, startUpstream, type Upstream } from '../support/upstream.ts';

/** A server that accepts connections and never answers. */
async function startSilentServer() {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
  });
  const port = await findFreePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

let silent: Awaited<ReturnType<typeof startSilentServer>>;
let slow: Sandbox;
let upstream: Upstream;

interface Outage {
  clientKind: ClientKind;
  name: string;
  /** What check_connection says; undefined if PortOne can be reached. */
  cause?: RegExp;
  getUrl: () => string;
}
const clientKinds: readonly ClientKind[] = ['SDK v2, 2026-07-28', 'SDK v1, 2025-11-25'];
const outages: readonly Outage[] = clientKinds.flatMap((clientKind) => [
  { clientKind, name: 'never answers', getUrl: () => silent.url, cause: /no complete response within [\d.]+ seconds/ },
  { clientKind, name: 'takes 3 s to answer', getUrl: () => slow.url },
  { clientKind, name: 'refuses connections', getUrl: () => REFUSING, cause: /ECONNREFUSED/ },
]);
/** No server listens on the discard port. */
const REFUSING = 'http://127.0.0.1:9';

async function measure<T>(work: Promise<T>) {
  const startedAt = performance.now();
  const value = await work;
  return { value, milliseconds: performance.now() - startedAt };
}

async function connectAndList({ clientKind, getUrl }: Pick<Outage, 'clientKind' | 'getUrl'>) {
  const connection = await measure(openSession(clientKind, getCommandFor(clientKind, getUrl())));
  const session = connection.value;
  return {
    session,
    connection,
    tools: await measure(session.listTools()),
    resources: await measure(session.listResources()),
    prompts: await measure(session.listPrompts()),
    completion: await measure(session.complete(bankCode, 'code', '0').catch(() => [])),
    // Refused for its arguments, without asking PortOne. The first call loads what calls need.
    firstCall: await measure(session.call('get_payment')),
  };
}
const bankCode = { type: 'ref/resource', uri: 'portone://codes/banks/{code}' } as const;

/** What the same takes with an upstream that answers, which tells how busy this machine is. */
const healthy = new Map<ClientKind, Awaited<ReturnType<typeof connectAndList>>>();
const getHealthyTime = (clientKind: ClientKind, name: string): number =>
  Object(healthy.get(clientKind))[name].milliseconds;

const connected = new Map<Outage, Awaited<ReturnType<typeof connectAndList>>>();
const getConnected = (outage: Outage) => {
  const found = connected.get(outage);
  if (!found) throw new Error(`no session for ${outage.name}`);
  return found;
};
beforeAll(async () => {
  silent = await startSilentServer();
  slow = await startSandbox({ delayMs: 3_000 });
  upstream = await startUpstream();
  // One after the other, so that they do not slow each other down.
  for (const clientKind of clientKinds)
    healthy.set(clientKind, await connectAndList({ clientKind, getUrl: () => upstream.url }));
  for (const outage of outages) connected.set(outage, await connectAndList(outage));
}, 60_000);
afterAll(async () => {
  await Promise.all([...connected.values(), ...healthy.values()].map(({ session }) => session.close()));
  await Promise.all([silent.close(), slow.close(), upstream.close()]);
});

const getError = ({ structured }: { structured: unknown }) =>
  (structured as { error: Record<'kind' | 'message' | 'next', string> }).error;

it.each(outages)('an upstream that $name delays no list: $clientKind', (outage) => {
  const { session: _, ...requests } = getConnected(outage);
  expect(requests.tools.value.length).toBeGreaterThan(80);
  expect(requests.resources.value.resources.map(({ uri }) => uri)).toContain('portone://codes/banks');
  expect(requests.resources.value.nextCursor).toBeUndefined();
  const { connection, ...lists } = requests;
  // Starting a process varies most; whoever waits for PortOne waits for 15 s at least.
  expect(connection.milliseconds).toBeLessThan(10_000);
  for (const [name, { milliseconds }] of Object.entries(lists))
    expect(milliseconds - getHealthyTime(outage.clientKind, name), name).toBeLessThan(2_500);
});

it.concurrent.each(outages)(
  'check_connection tells within 8 s that the upstream $name: $clientKind',
  async (outage) => {
    const { value, milliseconds } = await measure(getConnected(outage).session.call('check_connection'));
    expect(milliseconds).toBeLessThan(8_000);
    const { portone } = value.structured as { portone: { reachable: boolean; error?: { message: string } } };
    expect(portone.reachable).toBe(outage.cause === undefined);
    if (outage.cause) expect(portone.error?.message).toMatch(outage.cause);
  },
  20_000,
);

describe('a call during an outage', () => {
  const withSession = async (url: string, use: (session: Session) => Promise<void>) => {
    const session = await openSession('SDK v2, 2025-11-25', getInProcessCommand(url));
    await use(session).finally(() => session.close());
  };

  it.concurrent('ends before the client gives up, and leads to check_connection, when PortOne never answers', async () => {
    await withSession(silent.url, async (session) => {
      const calls = await measure(
        Promise.all([
          session.call('get_payment', { imp_uid: 'imp_1' }),
          session.call('search_payments', { buyer_name: '송' }),
          session.call('summarize_payments'),
          session.call('investigate_payment', { imp_uid: 'imp_1' }),
          session.call('refund_payment', { imp_uid: 'imp_1', amount: 1_000, reason: 'x' }),
        ]),
      );
      expect(calls.milliseconds).toBeLessThan(45_000);
      for (const result of calls.value)
        expect(getError(result)).toMatchObject({
          kind: 'unreachable',
          next: expect.stringContaining('check_connection'),
        });
    });
  }, 60_000);

  it.concurrent('to many lists says what could not be read when some never answer', async () => {
    await upstream.control('faults', { route: 'GET /payments/status/{payment_status}', kind: 'hang_lists', times: 2 });
    await withSession(upstream.url, async (session) => {
      const { value, milliseconds } = await measure(session.call('summarize_payments', { period: '이번 달' }));
      expect(milliseconds).toBeLessThan(50_000);
      expect(value.structured).toMatchObject({
        searched: { complete: false, failed_windows: [{ why: expect.stringContaining('no complete response') }, {}] },
      });
    });
  }, 60_000);
});
