import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, createServer as createTcpServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { readConfig, type ServeConfig } from '../../../src/config/index.ts';
import { createHttpClient } from '../../../src/portone/http-client.ts';

const request = { method: 'POST', path: '/users/getToken', body: '{}' } as const;
const options = { headers: {}, timeout: 5_000 };

const listen = async (server: {
  listen(port: number, host: string, done: () => void): unknown;
  address(): unknown;
}) => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
};

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A proxy that notes what it is asked for and answers the request for a tunnel with a status. */
async function startProxy(status: string, target?: number) {
  const requests: { host: string | undefined; credentials: string | undefined }[] = [];
  const proxy = createServer();
  proxy.on('connect', ({ url, headers }, socket) => {
    requests.push({ host: url, credentials: headers['proxy-authorization'] });
    socket.write(`HTTP/1.1 ${status}\r\n\r\n`);
    if (target === undefined) return socket.end();
    const upstream = connect(target, '127.0.0.1');
    upstream.pipe(socket).pipe(upstream);
    upstream.on('error', () => socket.destroy());
    socket.on('error', () => upstream.destroy());
  });
  servers.push(proxy);
  return { port: await listen(proxy), requests };
}

describe('requests to PortOne through HTTPS_PROXY', () => {
  it('ask the proxy for a tunnel, with its user name and password', async () => {
    const proxy = await startProxy('403 Forbidden');
    const httpsProxy = `http://user:p%40ss@127.0.0.1:${proxy.port}`;
    const client = createHttpClient({ baseUrl: 'https://api.iamport.kr', httpsProxy }, 1_000);
    await expect(client.send(request, options)).rejects.toMatchObject({
      sent: false,
      message: `127.0.0.1:${proxy.port} is a proxy that refused the connection`,
      next: expect.stringContaining('HTTPS_PROXY'),
    });
    expect(proxy.requests).toEqual([
      { host: 'api.iamport.kr:443', credentials: `Basic ${Buffer.from('user:p@ss').toString('base64')}` },
    ]);
  });

  it('encrypt what passes the proxy', async () => {
    let firstByte: number | undefined;
    const upstream = createTcpServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', (data) => {
        firstByte = data[0];
        socket.destroy();
      });
    });
    const proxy = await startProxy('200 Connection established', await listen(upstream));
    const httpsProxy = `http://127.0.0.1:${proxy.port}`;
    const client = createHttpClient({ baseUrl: 'https://api.iamport.kr', httpsProxy }, 1_000);
    await expect(client.send(request, options)).rejects.toMatchObject({ sent: false });
    upstream.close();
    const TLS_HANDSHAKE = 0x16;
    expect(firstByte).toBe(TLS_HANDSHAKE);
  });

  it('go directly to the hosts of NO_PROXY and to this machine', async () => {
    const proxy = await startProxy('403 Forbidden');
    const httpsProxy = `http://127.0.0.1:${proxy.port}`;
    const freed = createTcpServer();
    const closedPort = await listen(freed);
    await new Promise<void>((resolve) => freed.close(() => resolve()));
    for (const settings of [
      { baseUrl: `https://127.0.0.1:${closedPort}`, noProxy: 'example.com,127.0.0.1' },
      { baseUrl: `https://127.0.0.1:${closedPort}`, noProxy: '*' },
      { baseUrl: `http://127.0.0.1:${closedPort}` },
    ])
      await expect(createHttpClient({ ...settings, httpsProxy }, 1_000).send(request, options)).rejects.toMatchObject({
        message: expect.stringContaining('ECONNREFUSED'),
      });
    expect(proxy.requests).toEqual([]);
  });
});

describe('the variables of a proxy', () => {
  const read = (env: Record<string, string>) =>
    readConfig([], { PORTONE_V1_API_KEY: 'key', PORTONE_V1_API_SECRET: 'secret', ...env }) as ServeConfig;

  it('are read in lower case too', () => {
    expect(read({ https_proxy: 'http://proxy:3128', no_proxy: 'localhost' })).toMatchObject({
      httpsProxy: 'http://proxy:3128',
      noProxy: 'localhost',
    });
    expect(read({})).not.toHaveProperty('httpsProxy');
  });

  it('are refused without repeating their value, which may contain a password', () => {
    const refusal = /^HTTPS_PROXY must be an HTTP proxy such as .*NO_PROXY=\*$/;
    expect(() => read({ HTTPS_PROXY: 'socks5://user:hunter2@proxy:1080' })).toThrow(refusal);
  });
});
