import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openApprovalPage } from '../../support/approval-page.ts';
import { buildModernCall, type HttpServer, startHttpServer } from '../../support/http-server.ts';
import { acceptConfirmation } from '../../support/raw-client.ts';
import { hasRedis, type RedisServer, startRedis } from '../../support/redis.ts';
import { readQuestion } from '../../support/running-server.ts';
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

describe.skipIf(!hasRedis)('HTTP replicas of the modern revision behind a round-robin proxy', () => {
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

  /** Each call goes to the next replica. */
  async function callTool(args: object, params: Record<string, unknown> = {}, capabilities: object = asking) {
    if (params.requestState !== undefined) await readQuestion();
    turn += 1;
    const { url } = replicas[turn % replicas.length] as HttpServer;
    const sent = buildModernCall('cancel_payment', { ...args }, { params, capabilities: { ...capabilities } });
    const text = await (await fetch(url, sent)).text();
    // A response is JSON, or the last event of a stream.
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

  it('a confirmation started on one replica is executed once on another', async () => {
    const { requestState } = await callTool(buildRefund());
    expect(requestState).toBeDefined();
    expect(isDone(await callTool(buildRefund(), confirmRefund(requestState)))).toBe(true);
    for (let times = 0; times < 3; times += 1)
      expect((await callTool(buildRefund(), confirmRefund(requestState))).structuredContent?.error?.kind).toBe(
        'not_confirmed',
      );
    expect(await readAmounts()).toEqual([1000]);
  });

  it('an approval sent twenty times concurrently is executed once by the replicas', async () => {
    const { requestState } = await callTool(buildRefund());
    const results = await Promise.all(
      Array.from({ length: 20 }, () => callTool(buildRefund(), confirmRefund(requestState))),
    );
    expect(results.filter(isDone)).toHaveLength(1);
    expect(await readAmounts()).toEqual([1000]);
  });

  it('one approval page is displayed, answered and used on any replica', async () => {
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

  it('the replicas are not ready without the store, change nothing and recover by themselves', async () => {
    const readReadiness = () =>
      Promise.all(replicas.map(async ({ origin }) => (await fetch(`${origin}/readyz`)).status));
    await expect.poll(readReadiness, { timeout: 10_000 }).toEqual([200, 200, 200]);
    // Another test leaves a page of the usual amount open.
    const refund = buildRefund(1500);
    const { requestState } = await callTool(refund);
    await redis.stop();
    await expect.poll(readReadiness, { timeout: 15_000 }).toEqual([503, 503, 503]);
    for (let times = 0; times < 3; times += 1)
      expect((await callTool(refund, confirmRefund(requestState))).structuredContent?.error?.kind).toBe('unreachable');
    await redis.start();
    await expect.poll(readReadiness, { timeout: 15_000 }).toEqual([200, 200, 200]);
    for (let times = 0; times < 3; times += 1)
      expect((await callTool(refund, confirmRefund(requestState))).structuredContent?.error?.kind).toBe(
        'not_confirmed',
      );
    expect(await readAmounts()).toEqual([]);
  }, 60_000);

  it('no finished write is lost or repeated when a replica is killed', async () => {
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
    // The state in the other questions is outdated.
    for (const [index, state] of others.entries())
      expect(isDone(await callTool(buildRefund((index + 2) * 100), confirmRefund(state)))).toBe(false);
    // The lock of a server killed during a write remains for a while, so another payment is used.
    const other = { imp_uid: samples.partially_cancelled?.imp_uid, amount: 400 };
    const next = await callTool(other);
    expect(isDone(await callTool(other, confirmRefund(next.requestState)))).toBe(true);
    expect(await readAmounts()).toEqual([100, 400]);
  }, 60_000);
});
