import { createServer, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts';
import { type ClientKind, openSession, type Session } from '../support/clients.ts';
import { findFreePort } from '../support/free-port.ts';
import { getCommandFor, getInProcessCommand, startUpstream, type Upstream } from '../support/upstream.ts';

/** A server that accepts connections and never answers. */
async function startSilentServer() {
  const sockets = new Set<Socket>();
  let connectionCount = 0;
  const server = createServer((socket) => {
    connectionCount += 1;
    sockets.add(socket);
    socket.on('error', () => {});
  });
  const port = await findFreePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${port}`,
    countConnections: () => connectionCount,
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
const NO_ANSWER = /no complete response within [\d.]+ seconds/;
const outages: readonly Outage[] = clientKinds.flatMap((clientKind) => [
  { clientKind, name: 'never answers', getUrl: () => silent.url, cause: NO_ANSWER },
  { clientKind, name: 'takes 3 s to answer', getUrl: () => slow.url },
  { clientKind, name: 'refuses connections', getUrl: () => REFUSING, cause: /ECONNREFUSED/ },
]);
/** No server listens on the discard port. */
const REFUSING = 'http://127.0.0.1:9';

const sessions = new Map<Outage, Session>();
const getSession = (outage: Outage) => {
  const session = sessions.get(outage);
  if (!session) throw new Error(`no session for ${outage.name}`);
  return session;
};
beforeAll(async () => {
  silent = await startSilentServer();
  slow = await startSandbox({ delayMs: 3_000 });
  upstream = await startUpstream();
}, 60_000);
afterAll(async () => {
  await Promise.all([...sessions.values()].map((session) => session.close()));
  await Promise.all([silent.close(), slow.close(), upstream.close()]);
});

const getError = ({ structured }: { structured: unknown }) =>
  (structured as { error: Record<'kind' | 'message' | 'next', string> }).error;

const bankCode = { type: 'ref/resource', uri: 'portone://codes/banks/{code}' } as const;

/** Lists everything that a client reads before it offers anything, and tells what has ended, in this order. */
async function listAll(session: Session, ended: string[]) {
  const note = async <T>(name: string, work: Promise<T>): Promise<T> => {
    const value = await work;
    ended.push(name);
    return value;
  };
  const [tools, prompts, resources] = await Promise.all([
    note('tools', session.listTools()),
    note('prompts', session.listPrompts()),
    note('resources', session.listResources()),
    note(
      'completion',
      session.complete(bankCode, 'code', '0').catch(() => []),
    ),
    // Refused for its arguments, without asking PortOne.
    note('invalid call', session.call('get_payment')),
  ]);
  return { tools, prompts, resources };
}
const LISTS = ['completion', 'invalid call', 'prompts', 'resources', 'tools'];

// How long each takes depends on the machine. What the tests hold is that nothing waits for PortOne: the lists end while
// a call that needs PortOne still waits. The half second of the list of resources is held by its unit test.
describe.each(outages)('with $clientKind and an upstream that $name', (outage) => {
  let connectionsBefore: number;
  beforeAll(async () => {
    connectionsBefore = silent.countConnections();
    sessions.set(outage, await openSession(outage.clientKind, getCommandFor(outage.clientKind, outage.getUrl())));
  }, 30_000);

  it('tools and prompts are listed without a connection to PortOne', async () => {
    const session = getSession(outage);
    expect((await session.listTools()).length).toBeGreaterThan(80);
    expect((await session.listPrompts()).length).toBeGreaterThan(0);
    if (outage.getUrl() === silent.url) expect(silent.countConnections()).toBe(connectionsBefore);
  });

  it('every list ends before the answer of check_connection, which gives up within 8 s and tells the cause', async () => {
    const session = getSession(outage);
    const ended: string[] = [];
    const check = session.call('check_connection').then((result) => {
      ended.push('check_connection');
      return result;
    });
    const { tools, resources } = await listAll(session, ended);
    expect(tools.length).toBeGreaterThan(80);
    expect(resources.resources.map(({ uri }) => uri)).toContain('portone://codes/banks');
    expect(resources.nextCursor).toBeUndefined();
    const { portone } = (await check).structured as { portone: { reachable: boolean; error?: { message: string } } };
    // A refused connection is known at once.
    if (outage.getUrl() !== REFUSING) expect(ended.indexOf('check_connection')).toBe(LISTS.length);
    expect(ended.filter((name) => name !== 'check_connection').sort()).toEqual(LISTS);
    // Two answers of three seconds, token and channels, just fit within what check_connection waits.
    if (outage.cause || !portone.reachable) expect(portone.error?.message).toMatch(outage.cause ?? NO_ANSWER);
    const [, seconds] = /within ([\d.]+) seconds/.exec(portone.error?.message ?? '') ?? [];
    expect(Number(seconds ?? 0)).toBeLessThan(8);
  }, 30_000);
});

describe('a call during an outage', () => {
  const withSession = async (url: string, use: (session: Session) => Promise<void>) => {
    const session = await openSession('SDK v2, 2025-11-25', getInProcessCommand(url));
    await use(session).finally(() => session.close());
  };

  it.concurrent('ends before the client gives up after a minute, and leads to check_connection, when PortOne never answers', async () => {
    await withSession(silent.url, async (session) => {
      const results = await Promise.all([
        session.call('get_payment', { imp_uid: 'imp_1' }),
        session.call('search_payments', { buyer_name: '송' }),
        session.call('summarize_payments'),
        session.call('investigate_payment', { imp_uid: 'imp_1' }),
        session.call('refund_payment', { imp_uid: 'imp_1', amount: 1_000, reason: 'x' }),
      ]);
      for (const result of results)
        expect(getError(result)).toMatchObject({
          kind: 'unreachable',
          next: expect.stringContaining('check_connection'),
        });
    });
  }, 60_000);

  it.concurrent('to many lists says what could not be read when some never answer', async () => {
    await upstream.control('faults', { route: 'GET /payments/status/{payment_status}', kind: 'hang_lists', times: 2 });
    await withSession(upstream.url, async (session) => {
      const result = await session.call('summarize_payments', { period: '이번 달' });
      expect(result.structured).toMatchObject({
        searched: { complete: false, failed_windows: [{ why: expect.stringContaining('no complete response') }, {}] },
      });
    });
  }, 60_000);
});
