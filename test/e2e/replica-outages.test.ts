import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { describe, expect, it, type TestContext, vi } from 'vitest';
import { openApprovalPage } from '../support/approval-page.ts';
import { expectQuestion, getApprovalUrl } from '../support/attack-runner.ts';
import { acceptConfirmation, type RawClient, type RawResult } from '../support/raw-client.ts';
import { hasRedis } from '../support/redis.ts';
import { startReplicas } from '../support/replicas.ts';

const CANCEL = 'POST /payments/cancel';
const PASSWORD = 'a-password-that-nobody-should-read';
const approve = { decision: 'approve' };

/** `expect.poll` does not support concurrent tests. */
const waitUntil = (check: () => unknown, timeout = 10_000) => vi.waitFor(check, { timeout, interval: 100 });

type Options = Parameters<typeof startReplicas>[0];

/** Replicas of its own for each test, so that the waiting times of these tests overlap. */
async function startEnvironment(options: Options) {
  const replicas = await startReplicas(options);
  const folder = await mkdtemp(join(tmpdir(), 'fleet-'));
  const getImpUid = (name = 'paid_card') => replicas.samples[name]?.imp_uid;
  const buildRefund = (amount = 1000) => ({ imp_uid: getImpUid(), amount });
  /** Servers reconnect by themselves within a second. */
  const waitUntilAll = async (clients: RawClient[], kind: string) => {
    for (const client of clients)
      await waitUntil(async () => expect((await client.call('cancel_payment', buildRefund())).kind).toBe(kind));
  };
  return {
    replicas,
    folder,
    getImpUid,
    buildRefund,
    readEntries: async () => (await replicas.upstream.readLedger()).entries,
    waitUntilAll,
    waitUntilAsked: (...clients: RawClient[]) => waitUntilAll(clients, 'asked'),
  };
}

type ReplicaEnvironment = Awaited<ReturnType<typeof startEnvironment>>;

const withReplicas =
  (use: (environment: ReplicaEnvironment) => Promise<void>, options: Options = {}) =>
  async ({ onTestFinished }: TestContext): Promise<void> => {
    const environment = await startEnvironment(options);
    // Unlike code at the end of a test, this also runs after a test that failed.
    onTestFinished(async () => {
      await environment.replicas.close();
      await rm(environment.folder, { recursive: true, force: true });
    });
    await use(environment);
  };

const answerQuestion = (client: RawClient, state: string, args: object): Promise<RawResult> =>
  client.call('cancel_payment', { ...args }, { inputResponses: { confirm: acceptConfirmation }, requestState: state });
const askQuestion = async (client: RawClient, args: object) =>
  (await expectQuestion(client.call('cancel_payment', { ...args }))).state;

describe.skipIf(!hasRedis).concurrent('an outage of the shared store', () => {
  it(
    'reads continue, writes are refused and both recover when the shared store is lost',
    withReplicas(
      async ({ replicas, getImpUid, buildRefund, readEntries, waitUntilAsked }) => {
        const [a, b] = (await replicas.start(2)) as [RawClient, RawClient];
        const state = await askQuestion(a, buildRefund());
        await replicas.redis.stop();
        for (const client of [a, b]) {
          const startedAt = performance.now();
          const rounds = [
            await client.call('cancel_payment', buildRefund()),
            await answerQuestion(client, state, buildRefund()),
          ];
          expect(performance.now() - startedAt).toBeLessThan(20_000);
          for (const { kind, error } of rounds) {
            expect(kind).toBe('unreachable');
            expect(error?.message).toContain('store that the servers share is unreachable');
            expect(error?.message).toContain('Nothing was sent');
          }
          expect((await client.call('get_payment', { imp_uid: getImpUid() })).kind).toBe('done');
        }
        expect(await readEntries()).toEqual([]);
        await replicas.redis.start();
        await waitUntilAsked(a, b);
        // It came back empty, so no earlier confirmation counts.
        expect((await answerQuestion(b, state, buildRefund())).kind).toBe('not_confirmed');
        const next = await askQuestion(a, buildRefund());
        expect((await answerQuestion(b, next, buildRefund())).kind).toBe('done');
        expect(await readEntries()).toHaveLength(1);
        for (const client of [a, b]) {
          expect(client.readOutput()).toContain('the shared store cannot be reached (');
          expect(client.readOutput()).toContain('the shared store can be reached again');
          expect(client.readOutput()).not.toContain(PASSWORD);
        }
      },
      { password: PASSWORD },
    ),
  );

  it(
    'a server starts although the shared store is unreachable',
    withReplicas(async ({ replicas, getImpUid, buildRefund, waitUntilAsked }) => {
      await replicas.redis.stop();
      const [a] = (await replicas.start(1)) as [RawClient];
      expect((await a.call('get_payment', { imp_uid: getImpUid() })).kind).toBe('done');
      expect((await a.call('cancel_payment', buildRefund())).kind).toBe('unreachable');
      await replicas.redis.start();
      await waitUntilAsked(a);
      expect((await answerQuestion(a, await askQuestion(a, buildRefund()), buildRefund())).kind).toBe('done');
    }),
  );

  it(
    'calls end quickly when the shared store stops responding',
    withReplicas(async ({ replicas, getImpUid, buildRefund, readEntries, waitUntilAsked }) => {
      const [a] = (await replicas.start(1)) as [RawClient];
      const state = await askQuestion(a, buildRefund());
      replicas.redis.freeze();
      const startedAt = performance.now();
      expect((await answerQuestion(a, state, buildRefund())).kind).toBe('unreachable');
      expect(performance.now() - startedAt).toBeLessThan(5_000);
      expect((await a.call('get_payment', { imp_uid: getImpUid() })).kind).toBe('done');
      expect(await readEntries()).toEqual([]);
      replicas.redis.thaw();
      await waitUntilAsked(a);
      // No request reached the store after it stopped responding, so the approval is still valid, once.
      expect((await answerQuestion(a, state, buildRefund())).kind).toBe('done');
      expect((await answerQuestion(a, state, buildRefund())).kind).toBe('not_confirmed');
      expect(await readEntries()).toHaveLength(1);
    }),
  );

  const assertUsedStaysUsed =
    ({ keeps }: { keeps: boolean }) =>
    async ({ replicas, readEntries, waitUntilAsked }: ReplicaEnvironment) => {
      const [a, b] = (await replicas.start(2)) as [RawClient, RawClient];
      const tool = 'delete_billing_key';
      const args = { customer_uid: replicas.samples.subscription?.customer_uid };
      const question = await expectQuestion(a.call(tool, args));
      const retry = { inputResponses: { confirm: acceptConfirmation }, requestState: question.state };
      // The saved state is older than the use of the token.
      if (keeps) await saveSnapshot(replicas.redis.url);
      expect((await a.call(tool, args, retry)).kind).toBe('done');
      await replicas.redis.stop();
      await replicas.redis.start();
      // PortOne returns the same state as before: only the used mark prevents a second execution.
      await replicas.upstream.reset();
      await waitUntilAsked(a, b);
      for (const client of [a, b]) expect((await client.call(tool, args, retry)).kind).toBe('not_confirmed');
      expect(await readEntries()).toEqual([]);
    };

  it(
    'a used confirmation token stays used when the store comes back empty',
    withReplicas(assertUsedStaysUsed({ keeps: false })),
  );

  it(
    'a used confirmation token stays used when the store comes back with an older state',
    withReplicas(assertUsedStaysUsed({ keeps: true }), { persists: true }),
  );

  it(
    'a used approval stays used when the store comes back with an older state',
    withReplicas(
      async ({ replicas, buildRefund, readEntries, waitUntilAll }) => {
        const [a, b] = (await replicas.start(2, { capability: 'none' })) as [RawClient, RawClient];
        const page = await openApprovalPage(getApprovalUrl(await a.call('cancel_payment', buildRefund())));
        expect((await page.post(approve)).status).toBe(303);
        await saveSnapshot(replicas.redis.url);
        expect((await a.call('cancel_payment', buildRefund())).kind).toBe('done');
        await replicas.redis.stop();
        await replicas.redis.start();
        await replicas.upstream.reset();
        await waitUntilAll([a, b], 'approval_required');
        expect((await page.post(approve)).status).not.toBe(303);
        expect(await readEntries()).toEqual([]);
      },
      { persists: true },
    ),
  );

  it(
    'the servers restore the spend counters when the store comes back empty',
    withReplicas(async ({ replicas, folder, getImpUid, buildRefund, readEntries }) => {
      const policy = join(folder, 'caps.json');
      await writeFile(policy, JSON.stringify({ refund: { per_day: 3500 } }));
      const [a, b, c] = (await replicas.start(3, { flags: ['--policy', policy] })) as [RawClient, RawClient, RawClient];
      for (const [client, name] of [
        [a, 'paid_card'],
        [b, 'paid_kcp'],
      ] as const) {
        const args = { imp_uid: getImpUid(name), amount: 1500 };
        expect((await answerQuestion(client, await askQuestion(client, args), args)).kind).toBe('done');
      }
      await replicas.redis.stop();
      await replicas.redis.start();
      await waitUntil(async () =>
        expect((await c.call('cancel_payment', buildRefund(1500))).kind).toBe('policy_refused'),
      );
      // From here on all servers know: one without spend of its own is bound by the spend of the others.
      const args = buildRefund(500);
      expect((await answerQuestion(c, await askQuestion(c, args), args)).kind).toBe('done');
      expect((await c.call('cancel_payment', buildRefund(1))).kind).toBe('policy_refused');
      expect(await readEntries()).toHaveLength(3);
    }),
  );

  it(
    'no write is executed twice or lost when the store stops and starts under load',
    withReplicas(async ({ replicas, getImpUid, readEntries }) => {
      const clients = await replicas.start(3);
      const names = ['paid_card', 'paid_kcp', 'partially_cancelled'];
      replicas.proxy.setDelay(CANCEL, 30, 30);
      let over = false;
      let unit = 0;
      const done: number[] = [];
      const kinds = new Map<string, number>();
      /** Asks on one server, answers on all three concurrently, and repeats; each amount is used once. */
      const refundRepeatedly = async (n: number) => {
        while (!over) {
          unit += 1;
          const amount = unit;
          const args = { imp_uid: getImpUid(names[n % 3]), amount };
          const question = await (clients[n % 3] as RawClient).call('cancel_payment', args);
          const state = question.question?.state;
          const rounds =
            state === undefined
              ? [question]
              : await Promise.all(clients.map((client) => answerQuestion(client, state, args)));
          for (const { kind } of rounds) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
          const finished = rounds.filter(({ kind }) => kind === 'done');
          expect(finished.length).toBeLessThan(2);
          if (finished.length === 1) done.push(amount);
          // While writes are refused, asking faster has no benefit.
          if (finished.length === 0) await sleep(50);
        }
      };
      const waitForMoreRefunds = () => {
        const before = done.length;
        return waitUntil(() => expect(done.length).toBeGreaterThan(before + 10), 45_000);
      };
      const load = Promise.all(Array.from({ length: 6 }, (_, n) => refundRepeatedly(n)));
      for (let times = 0; times < 2; times += 1) {
        await waitForMoreRefunds();
        await replicas.redis.stop();
        await sleep(700);
        await replicas.redis.start();
      }
      await waitForMoreRefunds();
      over = true;
      await load;
      const amounts = (await readEntries()).map(({ amount }) => Number(amount));
      expect(new Set(amounts).size).toBe(amounts.length);
      // Every write reported as done was executed, and no other.
      expect(amounts.toSorted((x, y) => x - y)).toEqual(done.toSorted((x, y) => x - y));
      expect(replicas.proxy.countCalls(CANCEL)).toBe(amounts.length);
      expect([...kinds.keys()].filter((kind) => !EXPECTED_KINDS.includes(kind))).toEqual([]);
      expect(kinds.get('unreachable')).toBeGreaterThan(0);
    }),
    60_000,
  );

  it(
    'a write in progress finishes and is reported when the store is lost',
    withReplicas(async ({ replicas, folder, buildRefund, readEntries, waitUntilAsked }) => {
      const [a, b] = (await replicas.start(2, { getOwnFlags: (n) => ['--audit', join(folder, `${n}.jsonl`)] })) as [
        RawClient,
        RawClient,
      ];
      replicas.proxy.setDelay(CANCEL, 200, 600);
      const running = answerQuestion(a, await askQuestion(a, buildRefund()), buildRefund());
      await waitUntil(() => expect(replicas.proxy.countCalls(CANCEL)).toBe(1));
      await replicas.redis.stop();
      expect((await running).kind).toBe('done');
      await replicas.redis.start();
      await waitUntilAsked(b);
      expect(await readEntries()).toHaveLength(1);
    }),
  );

  it(
    'no finished write is lost or repeated when a server is killed',
    withReplicas(async ({ replicas, getImpUid, buildRefund, readEntries }) => {
      const [a, b] = (await replicas.start(2)) as [RawClient, RawClient];
      const state = await askQuestion(a, buildRefund());
      replicas.proxy.setDelay(CANCEL, 0, 1_500);
      const running = answerQuestion(a, state, buildRefund());
      await waitUntil(async () => expect(await readEntries()).toHaveLength(1));
      a.kill();
      expect((await running).kind).toBe('protocol');
      expect((await answerQuestion(b, state, buildRefund())).kind).toBe('not_confirmed');
      const storedPayment = await b.call('get_payment', { imp_uid: getImpUid() });
      expect(storedPayment.structured).toMatchObject({ result: { cancel_amount: 1000 } });
      expect(await readEntries()).toHaveLength(1);
    }),
  );
});

/** A question whose answer an outage swallowed stays open, and a caller can have ten open ones. */
const EXPECTED_KINDS = ['done', 'not_confirmed', 'unreachable', 'asked', 'rate_limited'];

async function saveSnapshot(url: string): Promise<void> {
  const redis = new Redis(url);
  await redis.save();
  redis.disconnect();
}
