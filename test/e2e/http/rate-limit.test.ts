import { connect } from 'node:net';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { sendPageRequest } from '../../support/approval-page.ts';
import { openHttpSession } from '../../support/clients.ts';
import { buildModernCall } from '../../support/http-server.ts';
import { startShops, type TwoShops } from '../../support/two-shops.ts';

const PER_MINUTE = 5;
let shops: TwoShops;

beforeAll(async () => {
  shops = await startShops('--rate-limit', String(PER_MINUTE));
});
afterAll(() => shops.close());

it('a caller over the rate limit is refused, and other callers and tenants continue', async () => {
  const call = () =>
    sendPageRequest(
      shops.server.url,
      buildModernCall('get_tier', { tier_code: 'abc' }, { token: shops.getToken('anna') }),
    );
  const kind = (text: string) => JSON.parse(text).result.structuredContent.error?.kind;
  // Reading a resource counts like a call.
  const anna = await openHttpSession('SDK v2, 2026-07-28', shops.authorizeAs('anna'));
  await anna.readResource('portone://codes/banks');
  await anna.close();
  for (let made = 1; made < PER_MINUTE; made++) expect(kind((await call()).text)).not.toBe('rate_limited');
  const { status, text } = await call();
  expect({ status, kind: kind(text) }).toEqual({ status: 200, kind: 'rate_limited' });
  expect(text).toMatch(/Wait \d+ seconds, then call again/);

  let limitedReply = await call();
  for (let made = 0; made < 4 * PER_MINUTE && limitedReply.status === 200; made++) limitedReply = await call();
  expect(limitedReply.status).toBe(429);
  expect(Number(limitedReply.headers['retry-after'])).toBeGreaterThan(0);
  expect(Number(limitedReply.headers['retry-after'])).toBeLessThanOrEqual(60);

  const bodo = await openHttpSession('SDK v2, 2026-07-28', shops.authorizeAs('bodo'));
  expect((await bodo.call('list_bank_codes')).isError).toBe(false);
  await bodo.close();
  const clerk = await openHttpSession('SDK v2, 2026-07-28', shops.authorizeAs('clerk'));
  expect((await clerk.call('list_bank_codes')).isError).toBe(false);
  await clerk.close();
});

it('all callers of a tenant share a limit', async () => {
  // Anna has used her five calls; the limit for all is five times that.
  const kinds = await Promise.all(
    (['emil', 'clerk', 'writer'] as const).flatMap((who) =>
      Array.from({ length: PER_MINUTE + 1 }, async () => {
        const tool = who === 'writer' ? 'create_payment_prepare' : 'list_bank_codes';
        const { text } = await sendPageRequest(
          shops.server.url,
          buildModernCall(tool, {}, { token: shops.getToken(who) }),
        );
        return JSON.parse(text).result.structuredContent.error?.kind;
      }),
    ),
  );
  expect(kinds.filter((kind) => kind === 'rate_limited').length).toBeGreaterThanOrEqual(3);
});

it('a caller with too many open requests is refused without blocking other callers', async () => {
  const slow = await startShops();
  const samples = await slow.a.readSamples();
  await slow.a.control('faults', { route: 'GET /payments/{imp_uid}', kind: 'slow', times: 300, delay_ms: 2_000 });
  const call = buildModernCall(
    'get_payment',
    { imp_uid: samples.paid_card?.imp_uid },
    { token: slow.getToken('anna') },
  );
  const flood = Promise.allSettled(Array.from({ length: 210 }, () => sendPageRequest(slow.server.url, call)));
  await vi.waitFor(async () => expect((await sendPageRequest(slow.server.url, call)).status).toBe(429), {
    timeout: 5_000,
  });
  const other = await sendPageRequest(
    slow.server.url,
    buildModernCall('list_bank_codes', {}, { token: slow.getToken('bodo') }),
  );
  expect(other.status).toBe(200);
  await slow.close();
  await flood;
});

it('requests of a closed connection no longer count as open', async () => {
  const slow = await startShops();
  const samples = await slow.b.readSamples();
  await slow.b.control('faults', { route: 'GET /payments/{imp_uid}', kind: 'slow', times: 1, delay_ms: 12_000 });
  const call = buildModernCall(
    'get_payment',
    { imp_uid: samples.paid_card?.imp_uid },
    { token: slow.getToken('bodo') },
  );
  // All but the first are still queued on the connection when it closes.
  const { socket, receivedText } = sendPipelined(slow.server.port, Array<typeof call>(210).fill(call));
  await vi.waitFor(async () => expect((await sendPageRequest(slow.server.url, call)).status).toBe(429), {
    timeout: 10_000,
  });
  expect(receivedText()).toBe('');
  socket.destroy();
  await slow.b.control('faults', { route: 'GET /payments/{imp_uid}', kind: 'slow', times: 1_000, delay_ms: 100 });
  const sendTogether = () =>
    Promise.all(Array.from({ length: 20 }, async () => (await sendPageRequest(slow.server.url, call)).status));
  await vi.waitFor(async () => expect(new Set(await sendTogether())).toEqual(new Set([200])), { timeout: 20_000 });
  expect(slow.server.readStderr()).not.toContain('Warning');
  await slow.close();
}, 50_000);

/** Sends requests without waiting for the responses, and returns what came back. */
function sendPipelined(port: number, requests: readonly ReturnType<typeof buildModernCall>[]) {
  const socket = connect(port, '127.0.0.1');
  let receivedText = '';
  socket.on('data', (chunk) => {
    receivedText += chunk;
  });
  socket.on('error', () => {});
  for (const { method, headers, body } of requests) {
    const all = { host: 'localhost', 'content-length': Buffer.byteLength(body), ...headers };
    const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.write(`${method} /mcp HTTP/1.1\r\n${lines.join('')}\r\n${body}`);
  }
  return { socket, receivedText: () => receivedText };
}
