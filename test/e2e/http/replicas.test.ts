import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openApprovalPage } from '../../support/approval-page.ts';
import { buildModernCall, type HttpServer, startHttpServer } from '../../support/http-server.ts';
import { acceptConfirmation } from '../../support/raw-client.ts';
import { hasRedis, type RedisServer, startRedis } from '../../support/redis.ts';
import type { Samples } from '../../support/tool-case.ts';
import { startUpstream, type Upstream } from '../../support/upstream.ts';

const asking = { elicitation: { form: {} } };
const env = { PORTONE_V1_STATE_KEY: 'a key of thirty-two characters or more' };

interface Result {
  resultType?: string;
  requestState?: string;
  isError?: boolean;
  structuredContent?: { error?: { kind: string; approval_url?: string } };
}

describe.skipIf(!hasRedis)('replicas of the newer era behind a plain round-robin', () => {
  let redis: RedisServer;
  let upstream: Upstream;
  let samples: Samples;
  let replicas: HttpServer[];
  let turn = 0;
  beforeAll(async () => {
    [redis, upstream] = await Promise.all([startRedis(), startUpstream()]);
    samples = await upstream.readSamples();
    const shared = { env: { ...env, PORTONE_V1_REDIS_URL: redis.url } };
    replicas = await Promise.all(Array.from({ length: 3 }, () => startHttpServer(upstream.url, shared)));
  }, 60_000);
  beforeEach(() => upstream.reset());
  afterAll(async () => {
    await Promise.all(replicas.map((replica) => replica.close()));
    await Promise.all([upstream.close(), redis.close()]);
  });

  /** Each call goes to the replica after the last one's. */
  async function callTool(args: object, params: Record<string, unknown> = {}, capabilities: object = asking) {
    turn += 1;
    const { url } = replicas[turn % replicas.length] as HttpServer;
    const sent = buildModernCall('cancel_payment', { ...args }, { params, capabilities: { ...capabilities } });
    const text = await (await fetch(url, sent)).text();
    // An answer comes as JSON, or as the last event of a stream.
    const json = text.startsWith('{') ? text : (text.split('\ndata: ').at(-1) ?? '');
    const { result } = JSON.parse(json) as { result: Result };
    return result;
  }
  const buildRefund = (amount = 1000) => ({ imp_uid: samples.paid_card?.imp_uid, amount });
  const confirmRefund = (requestState: string | undefined) => ({
    inputResponses: { confirm: acceptConfirmation },
    requestState,
  });
  const isDone = ({ isError, resultType }: Result) => isError !== true && resultType !== 'input_required';
  const readAmounts = async () => (await upstream.readLedger()).entries.map(({ amount }) => amount);

  it('end on one what was begun on another, once', async () => {
    const { requestState } = await callTool(buildRefund());
    expect(requestState).toBeDefined();
    expect(isDone(await callTool(buildRefund(), confirmRefund(requestState)))).toBe(true);
    for (let times = 0; times < 3; times += 1)
      expect((await callTool(buildRefund(), confirmRefund(requestState))).structuredContent?.error?.kind).toBe(
        'not_confirmed',
      );
    expect(await readAmounts()).toEqual([1000]);
  });

  it('execute once what is accepted twenty times at once', async () => {
    const { requestState } = await callTool(buildRefund());
    const results = await Promise.all(
      Array.from({ length: 20 }, () => callTool(buildRefund(), confirmRefund(requestState))),
    );
    expect(results.filter(isDone)).toHaveLength(1);
    expect(await readAmounts()).toEqual([1000]);
  });

  it('show, take and use the answer of one page wherever it is asked for', async () => {
    const link = (await callTool(buildRefund(), {}, {})).structuredContent?.error?.approval_url ?? '';
    const path = new URL(link).pathname;
    const pages = await Promise.all(replicas.map(({ origin }) => openApprovalPage(origin + path)));
    expect(pages.map(({ firstResponse }) => firstResponse.status)).toEqual([200, 200, 200]);
    const posts = await Promise.all(pages.map((page) => page.post({ decision: 'approve' })));
    expect(posts.map(({ status }) => status).sort()).toEqual([303, 409, 409]);
    const results = await Promise.all(Array.from({ length: 9 }, () => callTool(buildRefund(), {}, {})));
    expect(results.filter(isDone)).toHaveLength(1);
    expect(await readAmounts()).toEqual([1000]);
  });

  it('are not ready while the store is away, change nothing, and recover by themselves', async () => {
    const readReadiness = () =>
      Promise.all(replicas.map(async ({ origin }) => (await fetch(`${origin}/readyz`)).status));
    await expect.poll(readReadiness, { timeout: 10_000 }).toEqual([200, 200, 200]);
    const { requestState } = await callTool(buildRefund());
    await redis.stop();
    await expect.poll(readReadiness, { timeout: 15_000 }).toEqual([503, 503, 503]);
    for (let times = 0; times < 3; times += 1)
      expect((await callTool(buildRefund(), confirmRefund(requestState))).structuredContent?.error?.kind).toBe(
        'unreachable',
      );
    await redis.start();
    await expect.poll(readReadiness, { timeout: 15_000 }).toEqual([200, 200, 200]);
    for (let times = 0; times < 3; times += 1)
      expect((await callTool(buildRefund(), confirmRefund(requestState))).structuredContent?.error?.kind).toBe(
        'not_confirmed',
      );
    expect(await readAmounts()).toEqual([]);
  }, 60_000);

  it('lose no finished write and repeat none when one of them is killed', async () => {
    const states = await Promise.all([1, 2, 3].map(async (n) => (await callTool(buildRefund(n * 100))).requestState));
    const [first, ...others] = states;
    const running = callTool(buildRefund(100), confirmRefund(first)).catch(() => undefined);
    const [holder] = replicas.splice(turn % replicas.length, 1);
    await expect.poll(readAmounts, { timeout: 10_000 }).toEqual([100]);
    await holder?.close();
    await running;
    expect((await callTool(buildRefund(100), confirmRefund(first))).structuredContent?.error?.kind).toBe(
      'not_confirmed',
    );
    // What the others were shown is no longer so.
    for (const [index, state] of others.entries())
      expect(isDone(await callTool(buildRefund((index + 2) * 100), confirmRefund(state)))).toBe(false);
    // The turn of a server that was killed in the middle of a write lasts for a while, so another payment is tried.
    const other = { imp_uid: samples.partially_cancelled?.imp_uid, amount: 400 };
    const next = await callTool(other);
    expect(isDone(await callTool(other, confirmRefund(next.requestState)))).toBe(true);
    expect(await readAmounts()).toEqual([100, 400]);
  }, 60_000);
});
