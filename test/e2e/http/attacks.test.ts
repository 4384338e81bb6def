import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendPageRequest } from '../../support/approval-page.ts';
import { openHttpSession, type Session } from '../../support/clients.ts';
import { buildModernCall, type HttpServer, startHttpServer } from '../../support/http-server.ts';
import { startUpstream, type Upstream } from '../../support/upstream.ts';

let upstream: Upstream;
let server: HttpServer;
/** A legitimate client that keeps working in the meantime. */
let other: Session;

beforeAll(async () => {
  upstream = await startUpstream();
  server = await startHttpServer(upstream.url, { flags: ['--allowed-origins', 'https://app.example.com'] });
  other = await openHttpSession('SDK v2, 2025-11-25', server);
});
afterAll(async () => {
  await other.close();
  await server.close();
  await upstream.close();
});

const assertStillWorks = async () => expect(await other.call('get_tier', { tier_code: 'abc' })).toHaveProperty('text');

/** A raw socket that sends the given text, and everything received until it was closed. */
function openRawSocket(text: string): { socket: Socket; closed: Promise<string> } {
  const socket = connect(server.port, '127.0.0.1');
  let receivedText = '';
  socket.on('data', (chunk) => {
    receivedText += chunk;
  });
  socket.on('error', () => {});
  socket.write(text);
  return { socket, closed: new Promise((resolve) => socket.once('close', () => resolve(receivedText))) };
}

const parseStatus = (answer: string) => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1]);

describe('attacks with host names and origins', () => {
  const sent = buildModernCall('list_bank_codes');
  const overrideHeaders = (headers: Record<string, string>) => ({ ...sent, headers: { ...sent.headers, ...headers } });

  it.each([
    ['a foreign name that resolves here', { host: 'evil.example.com' }, 403],
    ['a foreign name with our port', { host: 'evil.example.com:3000' }, 403],
    ['a name that only starts like ours', { host: 'localhost.evil.example.com' }, 403],
    ['our address in another notation', { host: '2130706433' }, 200],
    ['localhost with another port', { host: 'localhost:1' }, 200],
    ['a page of another site', { origin: 'https://evil.example.com' }, 403],
    ['a page of another server on this machine', { origin: 'http://localhost:8080' }, 403],
    ['a page without an origin', { origin: 'null' }, 403],
    ['a local file', { origin: 'file://' }, 403],
    ['an allowed page', { origin: 'https://app.example.com' }, 200],
  ])('a request from %s (%j) gets %i', async (_, headers, status) => {
    expect((await sendPageRequest(server.url, overrideHeaders(headers))).status).toBe(status);
  });

  it.each(['GET', 'DELETE', 'OPTIONS', 'PUT'])('a page of another site may not send %s', async (method) => {
    const { status, headers } = await sendPageRequest(server.url, {
      method,
      headers: { origin: 'https://evil.example.com' },
    });
    expect(status).toBe(403);
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });

  it('an allowed page gets the CORS headers in advance', async () => {
    const { status, headers } = await sendPageRequest(server.url, {
      method: 'OPTIONS',
      headers: { origin: 'https://app.example.com', 'access-control-request-method': 'POST' },
    });
    expect(status).toBe(204);
    expect(headers['access-control-allow-origin']).toBe('https://app.example.com');
    expect(headers['access-control-allow-headers']).toMatch(/Mcp-Session-Id/);
  });

  it('probes respond under any host name without details', async () => {
    const { status, text } = await sendPageRequest(`${server.origin}/healthz`, { headers: { host: '10.0.0.7:3000' } });
    expect({ status, text }).toEqual({ status: 200, text: 'ok\n' });
    expect(
      (await sendPageRequest(`${server.origin}/approvals/x`, { headers: { host: 'evil.example.com' } })).status,
    ).toBe(403);
  });

  it('an unused method is refused', async () => {
    const { status, headers } = await sendPageRequest(server.url, { method: 'PUT' });
    expect({ status, allow: headers.allow }).toEqual({ status: 405, allow: 'POST, GET, DELETE' });
  });
});

describe('attacks with request bodies', () => {
  const buildHead = (more: string) =>
    `POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAccept: application/json, text/event-stream\r\n${more}\r\n\r\n`;

  it('a body with an excessive Content-Length is refused before it is read', async () => {
    const { closed } = openRawSocket(buildHead(`Content-Length: ${2 ** 40}`));
    expect(parseStatus(await closed)).toBe(413);
    await assertStillWorks();
  });

  it('an endless chunked body is cut off', async () => {
    const { socket, closed } = openRawSocket(buildHead('Transfer-Encoding: chunked'));
    const chunk = `10000\r\n${' '.repeat(0x10000)}\r\n`;
    for (let sent = 0; sent < 40 && !socket.destroyed; sent++) {
      socket.write(chunk);
      await sleep(1);
    }
    expect(parseStatus(await closed)).toBe(413);
    await assertStillWorks();
  });

  it.each([
    ['an empty body', '', 400],
    ['invalid JSON', '{"jsonrpc"', 400],
    ['JSON that is not a message', '[1, 2, 3]', 400],
    ['half a million unclosed arrays', '['.repeat(500_000), 400],
    ['200,000 closed nested arrays', `${'['.repeat(200_000)}${']'.repeat(200_000)}`, 400],
    ['150,000 nested objects', `${'{"a":'.repeat(150_000)}1${'}'.repeat(150_000)}`, 400],
  ])('a request with %s is refused', async (_, body, status) => {
    const { headers } = buildModernCall('get_tier');
    expect((await sendPageRequest(server.url, { method: 'POST', headers, body })).status).toBe(status);
    await assertStillWorks();
  });

  it('deeply nested arguments of a call are refused', async () => {
    const call = buildModernCall('get_tier', { tier_code: 'DEEP' });
    const body = call.body.replace('"DEEP"', `${'['.repeat(100_000)}${']'.repeat(100_000)}`);
    expect((await sendPageRequest(server.url, { ...call, body })).status).toBe(400);
    await assertStillWorks();
  });

  it('a body without the JSON content type is refused', async () => {
    const call = buildModernCall('list_bank_codes');
    const headers = { ...call.headers, 'content-type': 'text/plain' };
    expect((await sendPageRequest(server.url, { ...call, headers })).status).toBe(415);
  });
});

describe('attacks with headers and connections', () => {
  it.each([
    ['bytes', `X: ${'a'.repeat(20_000)}\r\n`],
    ['lines', Array.from({ length: 200 }, (_, at) => `X${at}: 1\r\n`).join('')],
  ])('too many %s of headers are refused', async (_, flood) => {
    const { closed } = openRawSocket(`GET /healthz HTTP/1.1\r\nHost: localhost\r\n${flood}Connection: close\r\n\r\n`);
    expect(parseStatus(await closed)).toBe(431);
    await assertStillWorks();
  });

  it('a request without a Host header is refused', async () => {
    expect(parseStatus(await openRawSocket('GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n').closed)).toBe(400);
  });

  it('3,000 idle connections do not lock out other clients', async () => {
    const silent = Array.from({ length: 3_000 }, () => openRawSocket(''));
    await Promise.all(silent.slice(0, 500).map(({ closed }) => closed));
    await assertStillWorks();
    expect((await sendPageRequest(`${server.origin}/healthz`)).status).toBe(200);
    for (const { socket } of silent) socket.destroy();
    await assertStillWorks();
  }, 30_000);
});

describe.concurrent('clients that keep the server waiting', () => {
  it('endless headers are cut off', async () => {
    const { socket, closed } = openRawSocket('GET /healthz HTTP/1.1\r\nHost: localhost\r\n');
    const dripping = setInterval(() => socket.write('X: 1\r\n'), 500);
    const answer = await closed;
    clearInterval(dripping);
    expect(parseStatus(answer)).toBe(408);
    await assertStillWorks();
  }, 20_000);

  it('1,000 silent connections lock nobody out and are closed', async () => {
    const silent = Array.from({ length: 1_000 }, () => openRawSocket(''));
    await assertStillWorks();
    expect((await sendPageRequest(`${server.origin}/healthz`)).status).toBe(200);
    await Promise.all(silent.map(({ closed }) => closed));
    await assertStillWorks();
  }, 30_000);
});
