import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTokenText } from '../../../src/main/http/issue-token.ts';
import { sendPageRequest } from '../../support/approval-page.ts';
import { buildModernCall, type HttpServer, startHttpServer } from '../../support/http-server.ts';
import { findLeaks } from '../../support/leaks.ts';
import { readQuestion } from '../../support/running-server.ts';
import {
  collectArguments,
  type Recorder,
  type SensitiveValues,
  startRecorder,
} from '../../support/sensitive-value-recorder.ts';
import { startUpstream, type Upstream } from '../../support/upstream.ts';
import { cases } from '../calls/index.ts';

const METRICS_TOKEN = 'figures-for-the-scraper';
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const SCOPES = ['payments:read', 'payments:write', 'payments:destructive', 'personal:full'];

let folder: string;
let upstream: Upstream;
let recorder: Recorder;
let server: HttpServer;
let token: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'watching-'));
  const [text = '', entry = ''] = createTokenText({ command: 'token', name: 'support-bot', scopes: SCOPES }, 0).split(
    '\n',
  );
  token = text;
  await writeFile(join(folder, 'tokens.json'), `[${entry}]`);
  upstream = await startUpstream();
  recorder = await startRecorder(upstream.url);
  server = await startHttpServer(recorder.url, {
    flags: ['--tokens', join(folder, 'tokens.json'), '--allow-card-data', '--rate-limit', '0'],
    env: { PORTONE_V1_METRICS_TOKEN: METRICS_TOKEN },
  });
});
afterAll(async () => {
  await server.close();
  await recorder.close();
  await upstream.close();
  await rm(folder, { recursive: true });
});

const fetchMetrics = (headers: Record<string, string> = {}) => fetch(`${server.origin}/metrics`, { headers });
const withToken = { authorization: `Bearer ${METRICS_TOKEN}` };

it('neither logs nor metrics contain personal data, cards or tokens, whatever is called', async () => {
  const given: SensitiveValues = new Map();
  const samples = await upstream.readSamples();
  const client = new Client(
    { name: 'test', version: '1' },
    { capabilities: { elicitation: { form: {} } }, versionNegotiation: { mode: { pin: '2026-07-28' } } },
  );
  client.setRequestHandler('elicitation/create', async () => {
    await readQuestion();
    return { action: 'accept', content: { confirm: 'yes' } };
  });
  const requestInit = { headers: { authorization: `Bearer ${token}` } };
  await client.connect(new StreamableHTTPClientTransport(new URL(server.url), { requestInit }));
  for (const { tool, buildArguments } of cases) {
    await upstream.reset();
    collectArguments(tool, buildArguments(samples), given);
    const { isError, content } = await client.callTool({ name: tool, arguments: buildArguments(samples) });
    expect(isError, `${tool}: ${JSON.stringify(content)}`).not.toBe(true);
  }
  await client.callTool({ name: 'list_payments_by_status', arguments: { payment_status: 'all', detail: 'full' } });
  // Reading a resource is counted too, without its URI.
  const { resources } = await client.listResources();
  await client.readResource({ uri: resources.find(({ uri }) => uri.includes('payments/imp'))?.uri ?? '' });
  await client.readResource({ uri: 'portone://orders/nowhere' }).catch(() => {});
  await client.close();

  const text = await (await fetchMetrics(withToken)).text();
  const telling = new Map([...recorder.sensitiveValues, ...given]);
  expect(telling.size).toBeGreaterThan(100);
  expect(findLeaks(`${server.readStderr()}\n${text}`, telling)).toEqual([]);
  for (const secret of [token, token.slice(4), METRICS_TOKEN, 'sandbox_secret', 'Bearer'])
    expect(`${server.readStderr()}\n${text}`).not.toContain(secret);
  // Every line is JSON, and every call is logged once.
  const lines = server
    .readStderr()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  const done = lines.filter(({ msg, outcome }) => msg === 'call' && outcome === 'done');
  expect(new Set(done.map(({ tool }) => tool))).toEqual(
    new Set([...cases.map(({ tool }) => tool), 'resources/list', 'resources/read']),
  );
  expect(new Set(done.map(({ tenant, caller }) => `${tenant}/${caller}`))).toEqual(new Set(['default/support-bot']));
  // The metrics are about tools, not about payments or callers.
  expect(text).toMatch(/^portone_v1_mcp_confirmations_total\{channel="form",answer="agreed"\} \d+$/m);
  expect(text).toContain('portone_v1_mcp_tool_calls_total{tool="cancel_payment",outcome="done"}');
  expect(text).toContain('portone_v1_mcp_tool_calls_total{tool="resources/read",outcome="not_found"} 1');
  expect(text).not.toMatch(/imps?_\d|="order_|support-bot/);
}, 120_000);

it('a valid trace id is logged, and an invalid one is not', async () => {
  const _meta = { traceparent: `00-${TRACE}-00f067aa0ba902b7-01` };
  for (const meta of [_meta, { traceparent: 'Kim 010-1234-5678' }]) {
    const call = buildModernCall('list_bank_codes', {}, { token });
    const body = JSON.parse(call.body) as { params: { _meta: object } };
    Object.assign(body.params._meta, meta);
    expect((await fetch(server.url, { ...call, body: JSON.stringify(body) })).status).toBe(200);
  }
  const calls = server
    .readStderr()
    .trim()
    .split('\n')
    .slice(-2)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(calls.map(({ trace }) => trace)).toEqual([TRACE, undefined]);
});

it('the metrics require their token', async () => {
  expect((await fetchMetrics()).status).toBe(401);
  expect((await fetchMetrics({ authorization: `Bearer ${token}` })).status).toBe(401);
  expect((await fetchMetrics(withToken)).status).toBe(200);
});

it('the metrics are available without a token to local requests only, not through a proxy', async () => {
  const open = await startHttpServer(recorder.url);
  const fetchMetricsPage = (headers = {}) => fetch(`${open.origin}/metrics`, { headers });
  expect((await fetchMetricsPage()).status).toBe(200);
  expect((await fetchMetricsPage({ 'x-forwarded-for': '127.0.0.1' })).status).toBe(401);
  expect((await fetchMetricsPage({ forwarded: 'for=127.0.0.1' })).status).toBe(401);
  expect((await fetchMetricsPage({ via: '1.1 proxy' })).status).toBe(401);
  // A page in a local browser whose host name was pointed at this machine.
  expect((await sendPageRequest(`${open.origin}/metrics`, { headers: { host: 'evil.example.com' } })).status).toBe(403);
  await open.close();
});

it('the metrics are unavailable without a token when a public URL is set', async () => {
  const entry = JSON.parse(createTokenText({ command: 'token', name: 'one', scopes: SCOPES }, 0).split('\n')[1] ?? '');
  const file = join(folder, 'one.json');
  await writeFile(file, JSON.stringify([entry]));
  const flags = ['--tokens', file, '--public-url', 'https://mcp.example.com'];
  const behind = await startHttpServer(recorder.url, { flags });
  expect((await fetch(`${behind.origin}/metrics`)).status).toBe(401);
  await behind.close();
});
