import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox } from '../../src/sandbox/server.ts';
import { findFreePort } from '../support/free-port.ts';
import { runDoctor, startFakePortOne } from '../support/run-doctor.ts';
import { hasOpenssl, startTlsProxy } from '../support/tls-proxy.ts';

const keys = { PORTONE_V1_API_KEY: 'key-of-the-shop', PORTONE_V1_API_SECRET: 'secret-of-the-shop' };
const SILENT: RequestListener = () => {};
const PORTAL: RequestListener = (_, response) => response.end('<html>Sign in to the network</html>');
const answer =
  (status: number, message: string): RequestListener =>
  (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ code: -1, message, response: null }));
  };

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0)) await clean();
});
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'doctor-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs it in both languages at a fake PortOne. */
async function examineBoth(respond: RequestListener, env: Record<string, string> = {}) {
  const { url, close } = await startFakePortOne(respond);
  cleanups.push(close);
  const settings = { ...keys, PORTONE_V1_BASE_URL: url, ...env };
  const [en, ko] = await Promise.all(['en', 'ko'].map((lang) => runDoctor(['--lang', lang], settings)));
  if (!en || !ko) throw new Error('no report');
  for (const { text } of [en, ko]) expect(text).not.toMatch(/key-of-the-shop|secret-of-the-shop/);
  return { en, ko };
}

describe('doctor', () => {
  it('finds nothing wrong with the sandbox, in both languages', async () => {
    const [en, ko] = await Promise.all(['en', 'ko'].map((lang) => runDoctor(['--sandbox', '--lang', lang])));
    expect(en).toMatchObject({ code: 0, text: expect.stringMatching(/Everything is fine\.\n$/) });
    expect(ko).toMatchObject({ code: 0, text: expect.stringMatching(/모두 정상입니다\.\n$/) });
    for (const subject of ['Node', 'Network', 'Keys', 'Channels', 'Clock', 'Policy', 'Audit log', 'Confirmation'])
      expect(en?.text).toContain(`[ok]      ${subject}: `);
  });

  it('names every wrong setting, and exits with 2', async () => {
    const { code, text } = await runDoctor(['--lang', 'ko', '--pii', 'some'], { PORTONE_V1_READONLY: '1' });
    expect(code).toBe(2);
    expect(text).toContain('--pii: "some"');
    expect(text).toContain('PORTONE_V1_READONLY: 이 서버에 없는 설정입니다. 혹시 PORTONE_V1_READ_ONLY?');
  });

  it('tells wrong keys, half a pair, an address that is not allowed and a sub-merchant apart by what PortOne says', async () => {
    const cases = [
      ['인증에 실패하였습니다. API키와 secret을 확인하세요.', /A V2 store ID or V2 API secret/, /재발급하면/],
      ['imp_key, imp_secret 파라메터가 누락되었습니다.', /only one of key and secret/, /둘|하나만/],
      ['허용되지 않은 IP입니다.', /public address of this machine/, /공인 IP를 추가/],
      ['Tier 코드가 올바르지 않습니다.', /Check PORTONE_V1_TIER/, /하위 상점 코드/],
    ] as const;
    for (const [message, advice, korean] of cases) {
      const { en, ko } = await examineBoth(answer(401, message));
      expect(en.code, message).toBe(2);
      expect(en.text).toMatch(/\[ok\] {6}Network: 127/);
      expect(en.text).toMatch(/\[problem\] Keys: .*rejected the API key and secret/);
      expect(en.text).toMatch(advice);
      expect(ko.text).toMatch(/\[문제\] 키: 포트원이 거부했습니다/);
      expect(ko.text).toMatch(korean);
    }
  });

  it('gives up on a network that is silent after eight seconds', async () => {
    const { en, ko } = await examineBoth(SILENT);
    expect(en.text).toMatch(/\[problem\] Network: PortOne sent no complete response in time/);
    expect(ko.text).toMatch(/\[문제\] 네트워크: PortOne: 제시간에 응답을 보내지 않았습니다/);
    expect(en.milliseconds).toBeLessThan(20_000);
  }, 40_000);

  it('recognizes a page that answers in place of PortOne', async () => {
    const { en, ko } = await examineBoth(PORTAL);
    expect(en.text).toMatch(/\[problem\] Network: .*login page of the network/s);
    expect(ko.text).toMatch(/\[문제\] 네트워크: .*네트워크 로그인 페이지/s);
  });

  it('names the host that refuses, and the proxy that wants a password', async () => {
    const port = await findFreePort();
    const refused = await runDoctor([], { ...keys, PORTONE_V1_BASE_URL: `http://127.0.0.1:${port}` });
    expect(refused.text).toContain(`127.0.0.1:${port} refused the connection (ECONNREFUSED)`);
    const proxy = await startFakePortOne(() => {});
    cleanups.push(proxy.close);
    proxy.onConnect('HTTP/1.1 407 Proxy Authentication Required');
    const behind = await runDoctor([], { ...keys, HTTPS_PROXY: `http://u:hunter2@127.0.0.1:${proxy.port}` });
    expect(behind.text).toContain(`127.0.0.1:${proxy.port} is a proxy that wants a user name and password (HTTP 407)`);
    expect(behind.text).not.toContain('hunter2');
  });

  it.skipIf(!hasOpenssl)('names NODE_EXTRA_CA_CERTS where a certificate is not trusted, and uses it', async () => {
    const sandbox = await startSandbox();
    const proxy = await startTlsProxy('api.iamport.kr', sandbox.url, folder);
    cleanups.push(proxy.close, sandbox.close);
    const sandboxKeys = { PORTONE_V1_API_KEY: 'sandbox_key', PORTONE_V1_API_SECRET: 'sandbox_secret' };
    const env = { ...sandboxKeys, HTTPS_PROXY: proxy.proxyUrl };
    const without = await runDoctor(['--lang', 'ko'], env);
    expect(without.text).toMatch(/api\.iamport\.kr: 신뢰할 수 없는 TLS 인증서.*NODE_EXTRA_CA_CERTS/s);
    const withCertificate = await runDoctor([], { ...env, NODE_EXTRA_CA_CERTS: proxy.certFile });
    expect(withCertificate).toMatchObject({ code: 0, text: expect.stringContaining('through the proxy 127.0.0.1') });
  });

  it('warns of a clock that is wrong, with exit code 1, and changes nothing at PortOne', async () => {
    const sandbox = await startSandbox();
    cleanups.push(sandbox.close);
    const paths: string[] = [];
    const { url, close } = await startFakePortOne(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      paths.push(`${request.method} ${request.url}`);
      const { authorization = '' } = request.headers;
      const upstream = await fetch(`${sandbox.url}${request.url}`, {
        method: request.method ?? 'GET',
        headers: { 'content-type': 'application/json', authorization },
        ...(chunks.length > 0 ? { body: Buffer.concat(chunks) } : {}),
      });
      response.writeHead(upstream.status, { date: new Date(Date.now() - 300_000).toUTCString() });
      response.end(await upstream.text());
    });
    cleanups.push(close);
    const env = { PORTONE_V1_API_KEY: 'sandbox_key', PORTONE_V1_API_SECRET: 'sandbox_secret' };
    const { code, text } = await runDoctor([], { ...env, PORTONE_V1_BASE_URL: url });
    expect(code).toBe(1);
    expect(text).toMatch(/\[warning\] Clock: this machine is 30\d s ahead of PortOne/);
    expect(paths.filter((path) => !path.startsWith('GET '))).toEqual(['POST /users/getToken']);
  });

  it('checks policy, audit log and store of every tenant over HTTP', async () => {
    const tenants = join(folder, 'tenants.json');
    const tokens = join(folder, 'tokens.json');
    await writeFile(tenants, JSON.stringify({ 'shop-a': { audit: join(folder, 'absent', 'a.jsonl') }, 'shop-b': {} }));
    const hash = `sha256:${'0'.repeat(64)}`;
    await writeFile(tokens, JSON.stringify([{ name: 'anna', hash, scopes: ['payments:read'], tenant: 'shop-a' }]));
    const port = String(await findFreePort());
    const flags = ['--sandbox', '--http', '--port', port, '--tenants', tenants, '--tokens', tokens];
    const { code, text } = await runDoctor(flags, {
      PORTONE_V1_REDIS_URL: `redis://:hunter2@127.0.0.1:${await findFreePort()}`,
      PORTONE_V1_STATE_KEY: 'k'.repeat(32),
    });
    expect(code).toBe(2);
    expect(text).toMatch(/\[problem\] shop-a: Audit log: the folder .*absent does not exist/);
    expect(text).toMatch(/\[warning\] shop-b: Confirmation: .*needs a PIN/);
    expect(text).toMatch(/\[problem\] Shared store: 127\.0\.0\.1:\d+ cannot be reached \(ECONNREFUSED\)/);
    expect(text).toContain(`[ok]      Access: tokens in ${tokens}`);
    expect(text).not.toContain('hunter2');
  });

  it('verifies an audit log without changing it', async () => {
    const file = join(folder, 'log.jsonl');
    await writeFile(file, '{"seq":1}\n');
    const { text } = await runDoctor(['--sandbox', '--lang', 'ko', '--audit', file]);
    expect(text).toContain('손상됨: 1번째 줄 - 감사 로그의 줄이 아닙니다');
    expect(await readFile(file, 'utf8')).toBe('{"seq":1}\n');
  });
});
