import type { AddressInfo } from 'node:net';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { expect, it, onTestFinished } from 'vitest';
import { SCOPES } from '../../../../src/config/scopes.ts';
import { createMemoryStore } from '../../../../src/store/memory/store.ts';
import { createHttpServer } from '../../../../src/transports/http/http-server.ts';
import { createGracefulShutdown } from '../../../../src/transports/http/lifecycle/graceful-shutdown.ts';
import { createEndpoint } from '../../../../src/transports/http/mcp-route.ts';
import { createSessions } from '../../../../src/transports/http/sessions.ts';
import { createTenant } from '../../../../src/transports/http/tenant.ts';
import { createGuardContext } from '../../../support/guard-context.ts';
import { usePortOne } from '../../../support/portone-fixture.ts';

const fixture = usePortOne();
const URIS = ['portone-v1://payments/imp_1'];

/** Serves callers who are named by the `x-caller` header and may have two event streams each. */
async function startEndpoint(): Promise<string> {
  const now = () => 1_795_000_000;
  const { connection: portone } = fixture;
  const guard = createGuardContext({ portone, store: createMemoryStore(now), now });
  const tenant = createTenant({ name: 'test', version: '0' }, { name: 'default', guard, offeredTools: [] });
  const sessions = createSessions({ now: () => performance.now(), perPrincipal: 10, total: 10 });
  const endpoint = createEndpoint({
    authenticator: {
      authenticate: async ({ headers }) => ({
        ...{ id: String(headers['x-caller']), tenant: 'default', scopes: new Set(SCOPES) },
      }),
      challenge: () => new Response(),
    },
    ...{ tenants: new Map([['default', tenant]]), sessions, shutdown: createGracefulShutdown(), log: () => {} },
    maxStreams: 2,
    checkRequestRate: async () => undefined,
  });
  const server = createHttpServer({ routes: [endpoint], hosts: ['127.0.0.1'], getOrigins: () => [], log: () => {} });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    await Promise.all([sessions.close(), tenant.modern.close()]);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  // The address of a TCP server has this type.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`;
}

/** Opens an event stream as this caller. */
async function openStream(url: string, caller: string): Promise<Client> {
  const client = new Client({ name: 'test', version: '0' }, { versionNegotiation: { mode: { pin: '2026-07-28' } } });
  await client.connect(
    new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers: { 'x-caller': caller } } }),
  );
  await client.listen({ resourceSubscriptions: URIS });
  return client;
}

it('a caller with all its event streams open is refused another one, others are not, and a closed one makes room', async () => {
  const url = await startEndpoint();
  const first = await openStream(url, 'anna');
  const second = await openStream(url, 'anna');
  await expect(openStream(url, 'anna')).rejects.toThrow('Too many concurrent event streams');
  const other = await openStream(url, 'bert');

  await first.close();
  await expect.poll(() => openStream(url, 'anna').then((client) => client.close()), { timeout: 5_000 }).toBeUndefined();
  await Promise.all([second.close(), other.close()]);
});

it('a request of far more values than a call may have is refused before it is parsed', async () => {
  const url = await startEndpoint();
  const post = async (count: number) => {
    const fields = Object.fromEntries(Array.from({ length: count }, (_, n) => [`amont ${n}`, 1]));
    const params = { name: 'get_payment', arguments: fields };
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        ...{ 'x-caller': 'anna', 'content-type': 'application/json' },
        accept: 'application/json, text/event-stream',
      },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params }),
    });
    return { status: response.status, text: await response.text() };
  };
  const refused = await post(60_000);
  expect(refused.status).toBe(400);
  expect(refused.text).toContain('must not have more than 10000 values');
  expect((await post(6_000)).text).not.toContain('10000 values');
});
