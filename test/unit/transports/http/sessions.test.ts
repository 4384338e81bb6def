import { Server } from '@modelcontextprotocol/server';
import { afterEach, describe, expect, it } from 'vitest';
import { SCOPES } from '../../../../src/config/scopes.ts';
import { disabledTelemetry } from '../../../../src/guard/telemetry.ts';
import type { Principal } from '../../../../src/transports/http/auth/principal.ts';
import { createSessions, type Sessions } from '../../../../src/transports/http/sessions.ts';
import type { Tenant } from '../../../../src/transports/http/tenant.ts';

let now = 0;
let sessions: Sessions;
afterEach(() => sessions.close());

const tenant = {
  context: { telemetry: disabledTelemetry },
  getServerFactory: () => () => new Server({ name: 'x', version: '1' }, { capabilities: {} }),
  // All that sessions ask of a tenant.
} as unknown as Tenant;
const anna: Principal = { id: 'a/anna', tenant: 'a', scopes: new Set(SCOPES) };

const initialize = {
  jsonrpc: '2.0',
  id: 0,
  method: 'initialize',
  params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'raw', version: '1' } },
};
const ping = { jsonrpc: '2.0', id: 1, method: 'ping' };

async function send(body: object, id?: string, principal = anna): Promise<Response> {
  const headers = {
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
    ...(id === undefined ? {} : { 'mcp-session-id': id }),
  };
  const request = new Request('http://localhost/mcp', { method: 'POST', headers });
  const answer = await sessions.serve(request, {
    principal,
    tenant,
    authInfo: { token: '', clientId: 'x', scopes: [] },
    body,
  });
  await answer.text();
  return answer;
}
const startSession = async (principal = anna) =>
  String((await send(initialize, undefined, principal)).headers.get('mcp-session-id'));
const buildLimits = (more = {}) => ({ now: () => now, perPrincipal: 3, total: 5, ...more });
const MINUTE = 60_000;

describe('an HTTP session', () => {
  it('a session expires half an hour after its last use', async () => {
    sessions = createSessions(buildLimits());
    const id = await startSession();
    now += 29 * MINUTE;
    expect((await send(ping, id)).status).toBe(200);
    now += 29 * MINUTE;
    expect((await send(ping, id)).status).toBe(200);
    now += 31 * MINUTE;
    expect((await send(ping, id)).status).toBe(404);
    expect(sessions.countOpen()).toBe(0);
  });

  it('a session does not expire while a request is in progress', async () => {
    sessions = createSessions(buildLimits());
    const id = await startSession();
    const done = sessions.trackRequest(id);
    now += 60 * MINUTE;
    expect((await send(ping, id)).status).toBe(200);
    now += 60 * MINUTE;
    done();
    expect((await send(ping, id)).status).toBe(200);
  });

  it('a session does not expire while its client listens to a stream', async () => {
    sessions = createSessions(buildLimits());
    const id = await startSession();
    const done = sessions.trackRequest(id, 'streams');
    now += 60 * MINUTE;
    expect((await send(ping, id)).status).toBe(200);
    now += 60 * MINUTE;
    done();
    now += 29 * MINUTE;
    expect((await send(ping, id)).status).toBe(200);
    now += 31 * MINUTE;
    expect((await send(ping, id)).status).toBe(404);
  });

  it('a session accepts another token of the same principal with the same scopes, but not with fewer', async () => {
    sessions = createSessions(buildLimits());
    const id = await startSession();
    expect((await send(ping, id, { ...anna, expiresAt: 1 })).status).toBe(200);
    expect((await send(ping, id, { ...anna, scopes: new Set(['payments:read']) })).status).toBe(404);
    expect((await send(ping, id, { ...anna, id: 'a/emil' })).status).toBe(404);
  });

  it('a token of the same principal with more scopes continues a session, which then belongs to these scopes', async () => {
    sessions = createSessions(buildLimits());
    const reader: Principal = { ...anna, scopes: new Set(['payments:read']) };
    const id = await startSession(reader);
    const answers = await Promise.all([send(ping, id), send({ ...ping, id: 2 }, id)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(sessions.countOpen()).toBe(1);
    expect((await send(ping, id, reader)).status).toBe(404);
    expect((await send(ping, id, { ...anna, id: 'a/emil' })).status).toBe(404);
    expect((await send(ping, id)).status).toBe(200);
  });
});

describe('too many HTTP sessions', () => {
  it('a new session replaces the longest idle session of the same principal', async () => {
    sessions = createSessions(buildLimits());
    const ids: string[] = [];
    for (let made = 0; made < 3; made++) {
      ids.push(await startSession());
      now += 1;
    }
    await send(ping, ids[0]);
    now += 1;
    ids.push(await startSession());
    const statuses = await Promise.all(ids.map(async (id) => (await send(ping, id)).status));
    expect(statuses).toEqual([200, 404, 200, 200]);
  });

  it('a new session is refused while all sessions of the principal are busy', async () => {
    sessions = createSessions(buildLimits());
    const done: (() => void)[] = [];
    for (let made = 0; made < 3; made++) done.push(sessions.trackRequest(await startSession()));
    const refused = await send(initialize);
    expect({ status: refused.status, retry: refused.headers.get('retry-after') }).toEqual({ status: 429, retry: '10' });
    done[1]?.();
    expect((await send(initialize)).status).toBe(200);
    expect(sessions.countOpen()).toBe(3);
  });

  it('a new session replaces one whose client only listens', async () => {
    sessions = createSessions(buildLimits());
    const ids: string[] = [];
    for (let made = 0; made < 4; made++) {
      ids.push(await startSession());
      sessions.trackRequest(ids[made], 'streams');
      now += 1;
    }
    expect((await send(ping, ids[0])).status).toBe(404);
    expect((await send(ping, ids[3])).status).toBe(200);
  });

  it('sessions with different scopes count together towards the share of their principal', async () => {
    sessions = createSessions(buildLimits());
    for (const scope of SCOPES) {
      await startSession({ ...anna, scopes: new Set([scope]) });
      now += 1;
    }
    expect(sessions.countOpen()).toBe(3);
  });

  it('when all sessions are taken, a newcomer replaces one of the principal that has the most', async () => {
    sessions = createSessions(buildLimits());
    const ofBert = { ...anna, id: 'a/bert' };
    const [first, second] = [await startSession(ofBert), await startSession(ofBert)];
    now += 1;
    for (let made = 0; made < 3; made++) await startSession();
    const ofCarl = { ...anna, id: 'a/carl' };
    const newcomer = await startSession(ofCarl);
    expect(sessions.countOpen()).toBe(5);
    expect((await send(ping, newcomer, ofCarl)).status).toBe(200);
    for (const id of [first, second]) expect((await send(ping, id, ofBert)).status).toBe(200);
  });

  it('all principals together have at most the total number of sessions', async () => {
    sessions = createSessions(buildLimits());
    for (let made = 0; made < 20; made++) {
      await startSession({ ...anna, id: `a/${made}` });
      now += 1;
    }
    expect(sessions.countOpen()).toBe(5);
  });
});
