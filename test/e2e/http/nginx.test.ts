import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HttpServer, startHttpServer } from '../../support/http-server.ts';
import { nginx, startNginx } from '../../support/nginx.ts';
import { readQuestion } from '../../support/running-server.ts';
import { startUpstream, type Upstream } from '../../support/upstream.ts';

const REPLICAS = 3;

describe.skipIf(nginx === undefined)('the example configuration for nginx (skipped without nginx)', () => {
  let upstream: Upstream;
  let replicas: HttpServer[];
  let proxy: Awaited<ReturnType<typeof startNginx>>;

  beforeAll(async () => {
    upstream = await startUpstream();
    const flags = ['--trusted-proxies', '127.0.0.1'];
    replicas = await Promise.all(Array.from({ length: REPLICAS }, () => startHttpServer(upstream.url, { flags })));
    // Present, or all these tests are skipped.
    proxy = await startNginx(
      nginx ?? '',
      replicas.map(({ port }) => port),
    );
  }, 60_000);
  afterAll(async () => {
    await proxy.close();
    await Promise.all(replicas.map((replica) => replica.close()));
    await upstream.close();
  });

  const openClient = async (options: ConstructorParameters<typeof Client>[1] = {}) => {
    const client = new Client(
      { name: 'test', version: '1' },
      { capabilities: { elicitation: { form: {} } }, ...options },
    );
    client.setRequestHandler('elicitation/create', async () => {
      await readQuestion();
      return { action: 'accept', content: { confirm: 'yes' } };
    });
    const transport = new StreamableHTTPClientTransport(new URL(`${proxy.url}/mcp`));
    await client.connect(transport);
    return { client, transport };
  };
  const countCalls = ({ readStderr }: HttpServer) => (readStderr().match(/"tool":"get_payment"/g) ?? []).length;

  it('nginx routes every request of a session to its replica, including questions', async () => {
    const { paid_card: sample } = await upstream.readSamples();
    const sessions = await Promise.all(Array.from({ length: 12 }, () => openClient()));
    for (const { client, transport } of sessions) {
      expect(transport.sessionId).toMatch(/^[0-9a-f]{32}$/);
      const read = { name: 'get_payment', arguments: { imp_uid: sample?.imp_uid } };
      for (let times = 0; times < 3; times += 1) expect((await client.callTool(read)).isError).not.toBe(true);
      const refund = { imp_uid: sample?.imp_uid, amount: 100 };
      expect((await client.callTool({ name: 'cancel_payment', arguments: refund })).isError).not.toBe(true);
    }
    // Sessions are distributed, or this would prove nothing.
    expect(replicas.filter((replica) => countCalls(replica) > 0).length).toBeGreaterThan(1);
    for (const { client } of sessions) await client.close();
  }, 60_000);

  it('nginx distributes the requests of the modern protocol revision', async () => {
    const before = replicas.map(countCalls);
    const { client, transport } = await openClient({ versionNegotiation: { mode: { pin: '2026-07-28' } } });
    const { paid_card: sample } = await upstream.readSamples();
    for (let times = 0; times < 12; times += 1)
      await client.callTool({ name: 'get_payment', arguments: { imp_uid: sample?.imp_uid } });
    expect(transport.sessionId).toBeUndefined();
    expect(replicas.filter((replica, n) => countCalls(replica) > (before[n] ?? 0))).toHaveLength(REPLICAS);
    await client.close();
  });

  it('nginx passes a stream on event by event', async () => {
    const { client } = await openClient();
    const receivedUris: string[] = [];
    client.setNotificationHandler(
      'notifications/resources/updated',
      ({ params }) => void receivedUris.push(params.uri),
    );
    const imp_uid = (await upstream.readSamples()).paid_card?.imp_uid;
    await client.subscribeResource({ uri: `portone://payments/${imp_uid}` });
    await client.callTool({ name: 'cancel_payment', arguments: { imp_uid, amount: 100 } });
    await expect.poll(() => receivedUris).toContain(`portone://payments/${imp_uid}`);
    await client.close();
  });

  it('nginx does not expose the operator endpoints of the replicas', async () => {
    for (const path of ['/metrics', '/healthz', '/readyz', '/'])
      expect((await fetch(proxy.url + path)).status, path).toBe(404);
  });
});
