import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acceptForm, openSession, type Session } from '../support/clients.ts';
import { hasOpenssl, startTlsProxy } from '../support/tls-proxy.ts';
import type { Samples } from '../support/tool-case.ts';
import { getServerCommand, startUpstream, type Upstream } from '../support/upstream.ts';

const HOST = 'api.iamport.kr';

describe.skipIf(!hasOpenssl)('the server behind a proxy, with an encrypted connection to PortOne', () => {
  let folder: string;
  let upstream: Upstream;
  let samples: Samples;
  let proxy: Awaited<ReturnType<typeof startTlsProxy>>;
  let session: Session;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'https-proxy-'));
    upstream = await startUpstream();
    samples = await upstream.readSamples();
    proxy = await startTlsProxy(HOST, upstream.url, folder);
    const { env, ...command } = getServerCommand(`https://${HOST}`);
    const ours = { ...env, HTTPS_PROXY: proxy.proxyUrl, NODE_EXTRA_CA_CERTS: proxy.certFile };
    session = await openSession('SDK v2, 2026-07-28', { ...command, env: ours }, acceptForm);
  });
  afterAll(async () => {
    await session?.close();
    proxy?.close();
    await upstream?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('reads large answers to their end, all through tunnels to PortOne that it uses again', async () => {
    for (let calls = 0; calls < 5; calls++) {
      const { isError, structured } = await session.call('search_payments', { period: 'last 90 days', limit: 100 });
      expect(isError).toBe(false);
      expect(structured).toMatchObject({ searched: { complete: true } });
    }
    expect(new Set(proxy.tunnels)).toEqual(new Set([`${HOST}:443`]));
    // At most one for each concurrent request; twenty-five requests were made.
    expect(proxy.tunnels.length).toBeLessThan(10);
  });

  it('reports an answer that ends half way, and reads the next one', async () => {
    const args = { imp_uid: samples.paid_card?.imp_uid };
    await upstream.control('faults', { route: 'GET /payments/{imp_uid}', kind: 'truncated_json', times: 3 });
    const broken = await session.call('get_payment', args);
    expect(broken.isError).toBe(true);
    expect(broken.structured).toMatchObject({ error: { message: expect.any(String) } });
    await upstream.reset();
    expect((await session.call('get_payment', args)).structured).toMatchObject({ result: args });
  });

  it('refunds once after an approval', async () => {
    const { isError, structured } = await session.call('cancel_payment', {
      imp_uid: samples.paid_card?.imp_uid,
      amount: 1000,
      reason: '부분 환불',
    });
    expect(isError).toBe(false);
    expect(structured).toMatchObject({ result: { cancel_amount: 1000 } });
    expect((await upstream.readLedger()).entries).toMatchObject([{ path: '/payments/cancel' }]);
  });
});
