import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTokenText } from '../../src/main/http/issue-token.ts';
import { type HttpServer, startHttpServer } from './http-server.ts';
import { startUpstream, type Upstream } from './upstream.ts';

export const PIN = '246810';
const ALL_SCOPES = ['payments:read', 'payments:write', 'payments:destructive', 'personal:full'];

/** The callers: two shops, with three people at the first. */
const callers = {
  anna: { tenant: 'shop-a', scopes: ALL_SCOPES },
  emil: { tenant: 'shop-a', scopes: ALL_SCOPES },
  clerk: { tenant: 'shop-a', scopes: ['payments:read'] },
  writer: { tenant: 'shop-a', scopes: ['payments:write'] },
  bodo: { tenant: 'shop-b', scopes: ALL_SCOPES },
} as const;
export type CallerName = keyof typeof callers;

export interface TwoShops {
  server: HttpServer;
  a: Upstream;
  b: Upstream;
  /** The number of requests that reached PortOne for the first shop. */
  countRequestsToA(): number;
  getToken(name: CallerName): string;
  /** The headers that authenticate a client as this caller. */
  authorizeAs(name: CallerName): { url: string; headers: { authorization: string } };
  close(): Promise<void>;
}

/** One server for two shops with accounts of their own at two PortOnes. Only the first has a PIN and displays personal data. */
export async function startShops(...flags: string[]): Promise<TwoShops> {
  const [a, b] = await Promise.all([startUpstream(), startUpstream({ seed: 2 })]);
  const proxy = await startCountingProxy(a.url);
  const keys = { api_key_env: 'KEY', api_secret_env: 'SECRET' };
  const issuedTokens = Object.entries(callers).map(([name, { tenant, scopes }]) => {
    const [token = '', entry = ''] = createTokenText({ command: 'token', name, tenant, scopes }, 0).split('\n');
    return { name, token, entry: JSON.parse(entry) as object };
  });
  const folder = await mkdtemp(join(tmpdir(), 'shops-'));
  const write = async (name: string, value: object) => {
    await writeFile(join(folder, name), JSON.stringify(value));
    return join(folder, name);
  };
  const tenants = {
    'shop-a': { ...keys, base_url_env: 'A_URL', approval_pin_env: 'A_PIN', pii: 'full' },
    'shop-b': { ...keys, base_url_env: 'B_URL' },
  };
  const server = await startHttpServer('', {
    flags: [
      '--tenants',
      await write('tenants.json', tenants),
      '--tokens',
      await write(
        'tokens.json',
        issuedTokens.map(({ entry }) => entry),
      ),
      ...flags,
    ],
    env: {
      ...{ KEY: 'sandbox_key', SECRET: 'sandbox_secret', A_URL: proxy.url, B_URL: b.url, A_PIN: PIN },
      // A server of several merchants has no credentials of its own.
      ...{ PORTONE_V1_API_KEY: '', PORTONE_V1_API_SECRET: '' },
    },
  });
  // Every caller got one above.
  const getToken = (name: CallerName) => String(issuedTokens.find((one) => one.name === name)?.token);
  return {
    server,
    a,
    b,
    countRequestsToA: proxy.requestCount,
    getToken,
    authorizeAs: (name) => ({ url: server.url, headers: { authorization: `Bearer ${getToken(name)}` } }),
    async close() {
      await server.close();
      await Promise.all([proxy.close(), a.close(), b.close()]);
      await rm(folder, { recursive: true });
    },
  };
}

async function startCountingProxy(target: string) {
  let requestCount = 0;
  const proxy = createServer((request, response) => {
    requestCount += 1;
    const { method, headers, url } = request;
    const forwarded = send(target + url, { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    // A stopped server aborts its requests.
    forwarded.once('error', () => response.destroy());
    request.pipe(forwarded);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    requestCount: () => requestCount,
    close: () => {
      proxy.closeAllConnections();
      return new Promise<void>((resolve) => proxy.close(() => resolve()));
    },
  };
}
