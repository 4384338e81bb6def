import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Refused } from '../../src/base/refusal.ts';
import { openAuditLog } from '../../src/guard/audit/audit.ts';
import { getMoneyMovements } from '../../src/guard/impact/money-movements.ts';
import { createPolicy, type Reservation } from '../../src/guard/policy/policy.ts';
import type { PolicyRules } from '../../src/guard/policy/policy-file.ts';
import { createMemoryStore } from '../../src/store/memory/store.ts';

const NOW = Date.parse('2026-11-23T10:00:00+09:00') / 1000;
const CAPS = { per_day: 1_000, per_caller: 600, per_payment: 300 };

const call = fc.record({
  amount: fc.integer({ min: 1, max: 400 }),
  caller: fc.constantFrom('alice', 'bob', 'carol'),
  payment: fc.constantFrom('imp_1', 'imp_2', 'imp_3', 'imp_4'),
  /** The outcome of a call: only one that was certainly not executed frees its amount. */
  end: fc.constantFrom('executed', 'not_executed', 'unknown'),
});

it('concurrent calls together never exceed a cap', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.array(call, { minLength: 1, maxLength: 30 }), async (scheduler, calls) => {
      const store = createMemoryStore(() => NOW);
      // A slow store, like a shared one: the scheduler decides the order of its responses.
      const policy = createPolicy([{ issuer: 'operator', rules: { refund: CAPS } }], {
        ...store,
        readCounter: scheduler.scheduleFunction(store.readCounter),
        reserve: scheduler.scheduleFunction(store.reserve),
        release: scheduler.scheduleFunction(store.release),
      });
      const held: { amount: number; caller: string; payment: string }[] = [];
      const assertCap = (keep: (one: (typeof held)[number]) => string, cap: number) => {
        const sums = new Map<string, number>();
        for (const one of held) sums.set(keep(one), (sums.get(keep(one)) ?? 0) + one.amount);
        expect(Math.max(0, ...sums.values())).toBeLessThanOrEqual(cap);
      };
      const running = calls.map(async ({ end, ...one }) => {
        const asked = {
          money: 'refund' as const,
          args: { amount: one.amount },
          snapshot: { payment: { imp_uid: one.payment } },
        };
        const request = {
          ...asked,
          tool: 'cancel_payment',
          effect: 'destructive' as const,
          takesReason: true,
          sandbox: false,
          caller: one.caller,
          now: NOW,
          moves: getMoneyMovements(asked),
        };
        let reservation: Reservation;
        try {
          await policy.check(request);
          reservation = await policy.reserve(request);
        } catch {
          return;
        }
        held.push(one);
        assertCap(() => 'all', CAPS.per_day);
        assertCap(({ caller }) => caller, CAPS.per_caller);
        assertCap(({ payment }) => payment, CAPS.per_payment);
        if (end !== 'not_executed') return;
        held.splice(held.indexOf(one), 1);
        await reservation.release();
      });
      await scheduler.waitFor(Promise.all(running));
      // The final count is exactly the amount still reserved.
      const total = held.reduce((sum, { amount }) => sum + amount, 0);
      expect(await store.readCounter('spent:2026-11-23:refund:KRW')).toBe(total * 1_000);
    }),
    { numRuns: 200 },
  );
});

it('a cap can be used up to its last won', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 40 }), async (room, callers) => {
      const policy = createPolicy(
        [{ issuer: 'operator', rules: { refund: { per_day: room } } }],
        createMemoryStore(() => NOW),
      );
      const request = {
        tool: 'cancel_payment',
        effect: 'destructive' as const,
        money: 'refund' as const,
        args: {},
        takesReason: true,
        snapshot: {},
        moves: [{ payment: 'imp_1', amount: 1, currency: 'KRW' }],
        sandbox: false,
        caller: 'alice',
        now: NOW,
      };
      const results = await Promise.allSettled(Array.from({ length: callers }, () => policy.reserve(request)));
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(Math.min(room, callers));
    }),
    { numRuns: 50 },
  );
});

/** More on demand: `CAPS_RUNS=400 npx vitest run test/property/policy-caps.test.ts`. */
const RUNS = Number(process.env.CAPS_RUNS ?? 20);

const step = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('move' as const),
      amounts: fc.array(
        fc.record({ amount: fc.integer({ min: 1, max: 300 }), currency: fc.constantFrom('KRW', 'USD') }),
        {
          minLength: 1,
          maxLength: 2,
        },
      ),
      caller: fc.constantFrom('alice', 'bob'),
      customer: fc.constantFrom('c_1', 'c_2'),
      end: fc.constantFrom('executed' as const, 'not_executed' as const, 'unknown' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('rotate' as const, 'rotate while stopped' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('lose the log' as const) }) },
);

it('no splitting, second currency, restart or rotation moves more than the caps and thresholds of a day allow', async () => {
  const caps = { per_day: { KRW: 1_500, USD: 900 }, per_caller: { KRW: 1_000, USD: 600 } };
  const thresholds = { typed_amount_above: { KRW: 400, USD: 300 } };
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      const server = await startServer({ charge: caps, ...thresholds });
      const moved: { key: string; amount: number }[] = [];
      const sumOf = (key: string) =>
        moved.filter((one) => one.key === key).reduce((sum, { amount }) => sum + amount, 0);
      let orders = 0;
      try {
        for (const one of steps) {
          if (one.do !== 'move') {
            await server[one.do === 'lose the log' ? 'loseLog' : one.do === 'restart' ? 'restart' : 'rotate'](
              one.do === 'rotate while stopped',
            );
            continue;
          }
          orders += 1;
          const schedules = one.amounts.map((part, index) => ({ merchant_uid: `o_${orders}_${index}`, ...part }));
          const isTyped = await server.move({ ...one, schedules });
          if (isTyped === undefined || one.end === 'not_executed') continue;
          for (const { amount, currency } of one.amounts) {
            moved.push({ key: `day ${currency}`, amount }, { key: `${one.caller} ${currency}`, amount });
            moved.push({ key: `${one.customer} ${currency}`, amount });
          }
          for (const currency of ['KRW', 'USD'] as const) {
            expect(sumOf(`day ${currency}`)).toBeLessThanOrEqual(caps.per_day[currency]);
            expect(sumOf(`${one.caller} ${currency}`)).toBeLessThanOrEqual(caps.per_caller[currency]);
            const hasCurrency = one.amounts.some((part) => part.currency === currency);
            if (!isTyped && hasCurrency)
              expect(sumOf(`${one.customer} ${currency}`)).toBeLessThanOrEqual(thresholds.typed_amount_above[currency]);
          }
        }
      } finally {
        await server.close();
      }
    }),
    { numRuns: RUNS },
  );
}, 600_000);

/** A policy with its audit log, which is restarted and whose log is moved away. */
async function startServer(rules: PolicyRules) {
  const folder = await mkdtemp(join(tmpdir(), 'caps-'));
  const path = join(folder, 'log');
  let rotations = 0;
  let opened = await open();

  async function open() {
    const { audit, spendToday, isSpendingLost, identity, pseudonyms } = await openAuditLog(path, '2026-11-23', {
      ...{ now: () => NOW * 1_000, log: () => undefined },
    });
    const store = createMemoryStore(() => NOW);
    const policy = createPolicy([{ issuer: 'operator', rules }], store, identity, pseudonyms);
    await policy.restoreCounters(spendToday);
    if (isSpendingLost) policy.markCountersLost('2026-11-23');
    return { audit, policy };
  }
  async function moveLogAway(to: string): Promise<void> {
    await rename(path, to);
    await rename(`${path}.head`, `${to}.head`);
  }
  async function restart(): Promise<void> {
    await opened.audit.close();
    opened = await open();
  }

  return {
    restart,
    async rotate(isStopped: boolean): Promise<void> {
      rotations += 1;
      if (isStopped) await opened.audit.close();
      // A log that was not written to since is not there to be moved.
      await moveLogAway(`${path}.${rotations}`).catch(() => undefined);
      if (isStopped) opened = await open();
    },
    async loseLog(): Promise<void> {
      await opened.audit.close();
      const lost = join(folder, 'lost');
      await mkdir(lost, { recursive: true });
      rotations += 1;
      await moveLogAway(join(lost, `${rotations}`)).catch(() => undefined);
      opened = await open();
    },
    /** Whether the amount was typed; undefined if the call was refused. */
    async move({ schedules, caller, customer, end }: ScheduledMove): Promise<boolean | undefined> {
      const request = {
        ...({ tool: 'create_schedules', effect: 'destructive', money: 'charge_later' } as const),
        ...{ args: { schedules }, takesReason: false, snapshot: {}, sandbox: false, caller, now: NOW },
        customers: [`customer_uid ${customer}`],
        moves: getMoneyMovements({ money: 'charge_later', args: { schedules }, snapshot: {} }),
      };
      try {
        const requirements = await opened.policy.check(request);
        const { day, release } = await opened.policy.reserve(request, requirements);
        const entry = { ...request, call: `${schedules[0]?.merchant_uid}`, fields: {}, day };
        await opened.audit.recordStep({ ...entry, step: 'started', relatedIds: request.customers });
        if (end === 'not_executed') await release();
        await opened.audit.recordStep({ ...entry, step: 'outcome', verdict: end });
        return requirements.typedAmounts !== undefined;
      } catch (error) {
        if (error instanceof Refused) return undefined;
        throw error;
      }
    },
    async close(): Promise<void> {
      await opened.audit.close();
      await rm(folder, { recursive: true });
    },
  };
}

interface ScheduledMove {
  schedules: { merchant_uid: string; amount: number; currency: string }[];
  caller: string;
  customer: string;
  end: 'executed' | 'not_executed' | 'unknown';
}
