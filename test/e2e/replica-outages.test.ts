import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { describe, expect, it, type TestContext, vi } from 'vitest';
import { visit } from '../support/approval-page.ts';
import { pageOf, questionOf } from '../support/attack-runner.ts';
import { type RawClient, type Round, yes } from '../support/raw-client.ts';
import { hasRedis } from '../support/redis.ts';
import { startFleet } from '../support/replicas.ts';

const CANCEL = 'POST /payments/cancel';
const PASSWORD = 'a-password-that-nobody-should-read';
const approve = { decision: 'approve' };

/** `expect.poll` knows one test at a time. */
const soon = (check: () => unknown, timeout = 10_000) => vi.waitFor(check, { timeout, interval: 100 });

type Options = Parameters<typeof startFleet>[0];

/** A fleet that no other test has: what these tests wait for, they wait for beside each other. */
async function open(options: Options) {
  const fleet = await startFleet(options);
  const folder = await mkdtemp(join(tmpdir(), 'fleet-'));
  const payment = (name = 'paid_card') => fleet.samples[name]?.imp_uid;
  const refund = (amount = 1000) => ({ imp_uid: payment(), amount });
  /** Servers try again by themselves, within a second. */
  const untilAll = async (clients: RawClient[], kind: string) => {
    for (const client of clients)
      await soon(async () => expect((await client.call('cancel_payment', refund())).kind).toBe(kind));
  };
  return {
    fleet,
    folder,
    payment,
    refund,
    entries: async () => (await fleet.upstream.ledger()).entries,
    untilAll,
    untilAsked: (...clients: RawClient[]) => untilAll(clients, 'asked'),
  };
}

type Scene = Awaited<ReturnType<typeof open>>;

const inFleet =
  (use: (scene: Scene) => Promise<void>, options: Options = {}) =>
  async ({ onTestFinished }: TestContext): Promise<void> => {
    const scene = await open(options);
    // Unlike what stands behind the test, this happens after one that came to no end too.
    onTestFinished(async () => {
      await scene.fleet.close();
      await rm(scene.folder, { recursive: true, force: true });
    });
    await use(scene);
  };

const answer = (client: RawClient, state: string, args: object): Promise<Round> =>
  client.call('cancel_payment', { ...args }, { inputResponses: { confirm: yes }, requestState: state });
const asked = async (client: RawClient, args: object) =>
  (await questionOf(client.call('cancel_payment', { ...args }))).state;

describe.skipIf(!hasRedis).concurrent('when the shared store', () => {
  it(
    'is lost, reading goes on, nothing is changed, and both recover by themselves',
    inFleet(
      async ({ fleet, payment, refund, entries, untilAsked }) => {
        const [a, b] = (await fleet.start(2)) as [RawClient, RawClient];
        const state = await asked(a, refund());
        await fleet.redis.stop();
        for (const client of [a, b]) {
          const begun = performance.now();
          const rounds = [await client.call('cancel_payment', refund()), await answer(client, state, refund())];
          expect(performance.now() - begun).toBeLessThan(6_000);
          for (const { kind, error } of rounds) {
            expect(kind).toBe('unreachable');
            expect(error?.message).toContain('store that the servers share cannot be reached');
            expect(error?.message).toContain('Nothing was sent');
          }
          expect((await client.call('get_payment', { imp_uid: payment() })).kind).toBe('done');
        }
        expect(await entries()).toEqual([]);
        await fleet.redis.start();
        await untilAsked(a, b);
        // It came back empty, so nothing from before counts.
        expect((await answer(b, state, refund())).kind).toBe('not_confirmed');
        const next = await asked(a, refund());
        expect((await answer(b, next, refund())).kind).toBe('done');
        expect(await entries()).toHaveLength(1);
        for (const client of [a, b]) {
          expect(client.written()).toContain('the shared store cannot be reached (');
          expect(client.written()).toContain('the shared store can be reached again');
          expect(client.written()).not.toContain(PASSWORD);
        }
      },
      { password: PASSWORD },
    ),
  );

  it(
    'is away at the start, a server starts all the same',
    inFleet(async ({ fleet, payment, refund, untilAsked }) => {
      await fleet.redis.stop();
      const [a] = (await fleet.start(1)) as [RawClient];
      expect((await a.call('get_payment', { imp_uid: payment() })).kind).toBe('done');
      expect((await a.call('cancel_payment', refund())).kind).toBe('unreachable');
      await fleet.redis.start();
      await untilAsked(a);
      expect((await answer(a, await asked(a, refund()), refund())).kind).toBe('done');
    }),
  );

  it(
    'answers nothing any more, nobody waits long for it',
    inFleet(async ({ fleet, payment, refund, entries, untilAsked }) => {
      const [a] = (await fleet.start(1)) as [RawClient];
      const state = await asked(a, refund());
      fleet.redis.freeze();
      const begun = performance.now();
      expect((await answer(a, state, refund())).kind).toBe('unreachable');
      expect(performance.now() - begun).toBeLessThan(5_000);
      expect((await a.call('get_payment', { imp_uid: payment() })).kind).toBe('done');
      expect(await entries()).toEqual([]);
      fleet.redis.thaw();
      await untilAsked(a);
      // Nothing was asked of the store after its silence was noticed, so the yes is still good, once.
      expect((await answer(a, state, refund())).kind).toBe('done');
      expect((await answer(a, state, refund())).kind).toBe('not_confirmed');
      expect(await entries()).toHaveLength(1);
    }),
  );

  const usedStaysUsed =
    ({ keeps }: { keeps: boolean }) =>
    async ({ fleet, entries, untilAsked }: Scene) => {
      const [a, b] = (await fleet.start(2)) as [RawClient, RawClient];
      const tool = 'delete_billing_key';
      const args = { customer_uid: fleet.samples.subscription?.customer_uid };
      const question = await questionOf(a.call(tool, args));
      const retry = { inputResponses: { confirm: yes }, requestState: question.state };
      // The snapshot is older than the use of the agreement.
      if (keeps) await snapshot(fleet.redis.url);
      expect((await a.call(tool, args, retry)).kind).toBe('done');
      await fleet.redis.stop();
      await fleet.redis.start();
      // PortOne shows again what was shown: only the mark stands in the way.
      await fleet.upstream.reset();
      await untilAsked(a, b);
      for (const client of [a, b]) expect((await client.call(tool, args, retry)).kind).toBe('not_confirmed');
      expect(await entries()).toEqual([]);
    };

  it('comes back empty, a used agreement stays used', inFleet(usedStaysUsed({ keeps: false })));

  it(
    'comes back with an older state from its disk, a used agreement stays used',
    inFleet(usedStaysUsed({ keeps: true }), { keeps: true }),
  );

  it(
    'comes back with an older state, a used approval stays used',
    inFleet(
      async ({ fleet, refund, entries, untilAll }) => {
        const [a, b] = (await fleet.start(2, { declares: 'none' })) as [RawClient, RawClient];
        const page = await visit(pageOf(await a.call('cancel_payment', refund())));
        expect((await page.post(approve)).status).toBe(303);
        await snapshot(fleet.redis.url);
        expect((await a.call('cancel_payment', refund())).kind).toBe('done');
        await fleet.redis.stop();
        await fleet.redis.start();
        await fleet.upstream.reset();
        await untilAll([a, b], 'approval_required');
        expect((await page.post(approve)).status).not.toBe(303);
        expect(await entries()).toEqual([]);
      },
      { keeps: true },
    ),
  );

  it(
    'comes back empty, the servers tell it again what was spent',
    inFleet(async ({ fleet, folder, payment, refund, entries }) => {
      const policy = join(folder, 'caps.json');
      await writeFile(policy, JSON.stringify({ refund: { per_day: 3500 } }));
      const [a, b, c] = (await fleet.start(3, { flags: ['--policy', policy] })) as [RawClient, RawClient, RawClient];
      for (const [client, name] of [
        [a, 'paid_card'],
        [b, 'paid_kcp'],
      ] as const) {
        const args = { imp_uid: payment(name), amount: 1500 };
        expect((await answer(client, await asked(client, args), args)).kind).toBe('done');
      }
      await fleet.redis.stop();
      await fleet.redis.start();
      await soon(async () => expect((await c.call('cancel_payment', refund(1500))).kind).toBe('policy_refused'));
      // From here on all know: a server that has spent nothing is held to what the others have.
      const args = refund(500);
      expect((await answer(c, await asked(c, args), args)).kind).toBe('done');
      expect((await c.call('cancel_payment', refund(1))).kind).toBe('policy_refused');
      expect(await entries()).toHaveLength(3);
    }),
  );

  it(
    'stops and starts in the middle of a load, nothing is executed twice and nothing confirmed is lost',
    inFleet(async ({ fleet, payment, entries }) => {
      const clients = await fleet.start(3);
      const names = ['paid_card', 'paid_kcp', 'partially_cancelled'];
      fleet.passage.slow(CANCEL, 30, 30);
      let over = false;
      let unit = 0;
      const done: number[] = [];
      const kinds = new Map<string, number>();
      /** Asks on one server, answers on all three at once, and goes on; each amount is asked for once. */
      const work = async (n: number) => {
        while (!over) {
          unit += 1;
          const amount = unit;
          const args = { imp_uid: payment(names[n % 3]), amount };
          const question = await (clients[n % 3] as RawClient).call('cancel_payment', args);
          const state = question.question?.state;
          const rounds =
            state === undefined ? [question] : await Promise.all(clients.map((client) => answer(client, state, args)));
          for (const { kind } of rounds) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
          const finished = rounds.filter(({ kind }) => kind === 'done');
          expect(finished.length).toBeLessThan(2);
          if (finished.length === 1) done.push(amount);
          // While nothing can be done, asking faster finds out nothing more.
          if (finished.length === 0) await sleep(50);
        }
      };
      const untilMoreDone = () => {
        const before = done.length;
        return soon(() => expect(done.length).toBeGreaterThan(before + 10), 15_000);
      };
      const load = Promise.all(Array.from({ length: 6 }, (_, n) => work(n)));
      for (let times = 0; times < 2; times += 1) {
        await untilMoreDone();
        await fleet.redis.stop();
        await sleep(700);
        await fleet.redis.start();
      }
      await untilMoreDone();
      over = true;
      await load;
      const amounts = (await entries()).map(({ amount }) => Number(amount));
      expect(new Set(amounts).size).toBe(amounts.length);
      // What was told to be done is done, and nothing else is.
      expect(amounts.toSorted((x, y) => x - y)).toEqual(done.toSorted((x, y) => x - y));
      expect(fleet.passage.calls(CANCEL)).toBe(amounts.length);
      expect([...kinds.keys()].filter((kind) => !TOLD.includes(kind))).toEqual([]);
      expect(kinds.get('unreachable')).toBeGreaterThan(0);
    }),
    60_000,
  );

  it(
    'is lost while a write is on its way, the write ends and is told',
    inFleet(async ({ fleet, folder, refund, entries, untilAsked }) => {
      const [a, b] = (await fleet.start(2, { own: (n) => ['--audit', join(folder, `${n}.jsonl`)] })) as [
        RawClient,
        RawClient,
      ];
      fleet.passage.slow(CANCEL, 200, 600);
      const running = answer(a, await asked(a, refund()), refund());
      await soon(() => expect(fleet.passage.calls(CANCEL)).toBe(1));
      await fleet.redis.stop();
      expect((await running).kind).toBe('done');
      await fleet.redis.start();
      await untilAsked(b);
      expect(await entries()).toHaveLength(1);
    }),
  );

  it(
    'outlives a server that is killed, which loses no finished write and repeats none',
    inFleet(async ({ fleet, payment, refund, entries }) => {
      const [a, b] = (await fleet.start(2)) as [RawClient, RawClient];
      const state = await asked(a, refund());
      fleet.passage.slow(CANCEL, 0, 1_500);
      const running = answer(a, state, refund());
      await soon(async () => expect(await entries()).toHaveLength(1));
      a.kill();
      expect((await running).kind).toBe('protocol');
      expect((await answer(b, state, refund())).kind).toBe('not_confirmed');
      const shown = await b.call('get_payment', { imp_uid: payment() });
      expect(shown.structured).toMatchObject({ result: { cancel_amount: 1000 } });
      expect(await entries()).toHaveLength(1);
    }),
  );
});

const TOLD = ['done', 'not_confirmed', 'unreachable', 'asked'];

async function snapshot(url: string): Promise<void> {
  const redis = new Redis(url);
  await redis.save();
  redis.disconnect();
}
