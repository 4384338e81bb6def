import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendPageRequest } from '../../support/approval-page.ts';
import { type AuthorizationServer, startAuthorizationServer } from '../../support/authorization-server.ts';
import { clientKinds, openHttpSession } from '../../support/clients.ts';
import { buildModernCall, type HttpServer, startHttpServer } from '../../support/http-server.ts';
import { startUpstream, type Upstream } from '../../support/upstream.ts';

// The public address that a proxy would forward here.
const PUBLIC = 'https://mcp.example.com';
const RESOURCE = `${PUBLIC}/mcp`;
const READ = { scope: 'payments:read' };

let upstream: Upstream;
let issuer: AuthorizationServer;
let server: HttpServer;

beforeAll(async () => {
  upstream = await startUpstream();
  issuer = await startAuthorizationServer();
  server = await startHttpServer(upstream.url, { flags: ['--oauth-issuer', issuer.issuer, '--public-url', PUBLIC] });
});
afterAll(async () => {
  await server.close();
  await issuer.close();
  await upstream.close();
});

async function callTool(token: string | undefined, name = 'get_tier', args = {}) {
  const sent = buildModernCall(name, args);
  const headers = token === undefined ? sent.headers : { ...sent.headers, authorization: `Bearer ${token}` };
  return sendPageRequest(server.url, { ...sent, headers });
}

const getTimeIn = (seconds: number) => Math.floor(Date.now() / 1000) + seconds;

describe('a rejected OAuth token', () => {
  const bad: [string, () => Promise<string | undefined>, RegExp][] = [
    ['that is missing', async () => undefined, /Missing Authorization header/],
    ['that is not a JWT', async () => 'abc', /Token is not valid/],
    ['that has expired', () => issuer.issueToken(RESOURCE, { ...READ, exp: getTimeIn(-60) }), /Token has expired/],
    ['without an expiry', () => issuer.issueToken(RESOURCE, { ...READ, exp: undefined }), /invalid claim: exp/],
    [
      'for another resource',
      () => issuer.issueToken('https://other.example.com/mcp', READ),
      /not issued for this resource/,
    ],
    ['for this origin only', () => issuer.issueToken(PUBLIC, READ), /not issued for this resource/],
    [
      'of another issuer',
      () => issuer.issueToken(RESOURCE, { ...READ, iss: 'https://evil.example.com' }),
      /invalid claim: iss/,
    ],
    [
      'that is not valid yet',
      () => issuer.issueToken(RESOURCE, { ...READ, nbf: getTimeIn(600) }),
      /invalid claim: nbf/,
    ],
    ['signed by a stranger', () => issuer.issueToken(RESOURCE, READ, { stranger: true }), /Token is not valid/],
    [
      'without a signature',
      () => issuer.issueToken(RESOURCE, READ, { algorithm: 'none' }),
      /Token is not valid|unsupported algorithm/,
    ],
    [
      'signed with the public key',
      () => issuer.issueToken(RESOURCE, READ, { algorithm: 'HS256' }),
      /not valid|unsupported algorithm/,
    ],
    ['of another tenant', () => issuer.issueToken(RESOURCE, { ...READ, tenant: 'elsewhere' }), /no tenant/],
  ];
  it.each(bad)('a token %s is rejected with a challenge', async (_, made, why) => {
    const { status, headers, text } = await callTool(await made());
    expect(status).toBe(401);
    expect(text).toMatch(why);
    const challenge = String(headers['www-authenticate']);
    expect(challenge).toMatch(/^Bearer error="invalid_token"/);
    expect(challenge).toContain(`resource_metadata="${PUBLIC}/.well-known/oauth-protected-resource/mcp"`);
    expect(challenge).toContain('scope="payments:read payments:write payments:destructive"');
  });
});

it('a token for this server is accepted with its scopes as text or as a list', async () => {
  expect((await callTool(await issuer.issueToken(RESOURCE, READ))).status).toBe(200);
  expect((await callTool(await issuer.issueToken(RESOURCE, { scp: ['payments:read'] }))).status).toBe(200);
});

it('a call beyond the scopes is challenged with the scopes held and required', async () => {
  const { status, headers } = await callTool(await issuer.issueToken(RESOURCE, READ), 'cancel_payment', {
    imp_uid: 'imp_1',
  });
  expect(status).toBe(403);
  expect(headers['www-authenticate']).toMatch(/error="insufficient_scope"/);
  expect(headers['www-authenticate']).toContain('scope="payments:read payments:destructive"');
  expect(headers['www-authenticate']).toContain('resource_metadata=');
});

it.each(clientKinds)('a session that got more scopes lists and calls what they allow: %s', async (clientKind) => {
  const getAuthorization = async (scope: string) => `Bearer ${await issuer.issueToken(RESOURCE, { scope })}`;
  const headers = { authorization: await getAuthorization('payments:read') };
  const session = await openHttpSession(clientKind, { url: server.url, headers });
  const listNames = async () => (await session.listTools()).map(({ name }) => name);
  expect(await listNames()).not.toContain('refund_payment');
  const refund = () => session.call('refund_payment', { imp_uid: 'imp_nowhere', amount: 1_000, reason: 'x' });
  await expect(refund()).rejects.toThrow();
  headers.authorization = await getAuthorization('payments:read payments:destructive');
  expect((await refund()).structured).toMatchObject({ error: { kind: 'not_found' } });
  // The newest client caches its first list for an hour.
  if (clientKind !== 'SDK v2, 2026-07-28') expect(await listNames()).toContain('refund_payment');
  await session.close();
});

it('the challenge for a missing token names the scopes that the operator chose', async () => {
  const narrow = await startHttpServer(upstream.url, {
    flags: ['--oauth-issuer', issuer.issuer, '--public-url', PUBLIC, '--oauth-scopes', 'payments:read,personal:full'],
  });
  const { status, headers } = await sendPageRequest(narrow.url, buildModernCall('get_tier'));
  await narrow.close();
  expect(status).toBe(401);
  expect(headers['www-authenticate']).toContain('scope="payments:read personal:full"');
});

it('tools beyond the scopes are not listed', async () => {
  const token = await issuer.issueToken(RESOURCE, READ);
  const session = await openHttpSession('SDK v2, 2026-07-28', {
    url: server.url,
    headers: { authorization: `Bearer ${token}` },
  });
  const tools = await session.listTools();
  await session.close();
  expect(tools.length).toBeGreaterThan(20);
  expect(tools.filter(({ annotations }) => !Object(annotations).readOnlyHint)).toEqual([]);
});

it('the metadata of the resource is readable for pages of any origin', async () => {
  const { status, text, headers } = await sendPageRequest(`${server.origin}/.well-known/oauth-protected-resource/mcp`, {
    headers: { origin: 'https://inspector.example.com' },
  });
  expect(status).toBe(200);
  expect(headers['access-control-allow-origin']).toBe('*');
  expect(JSON.parse(text)).toMatchObject({
    resource: RESOURCE,
    authorization_servers: [issuer.issuer],
    scopes_supported: ['payments:read', 'payments:write', 'payments:destructive'],
  });
});

it('an unreachable authorization server does not make a token invalid', async () => {
  const gone = await startHttpServer(upstream.url, {
    flags: ['--oauth-issuer', 'http://127.0.0.1:9', '--public-url', PUBLIC],
  });
  const sent = buildModernCall('get_tier');
  const token = await issuer.issueToken(RESOURCE, READ);
  const { status, headers } = await sendPageRequest(gone.url, {
    ...sent,
    headers: { ...sent.headers, authorization: `Bearer ${token}` },
  });
  await gone.close();
  expect(status).toBe(503);
  expect(headers['retry-after']).toBe('5');
});
