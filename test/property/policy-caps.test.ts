import fc from 'fast-check';
import { expect, it } from 'vitest';
import { getMoneyMovements } from '../../src/guard/impact/money-movements.ts';
import { createPolicy, type Reservation } from '../../src/guard/policy/policy.ts';
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
      const policy = createPolicy(
        { refund: CAPS },
        {
          ...store,
          readCounter: scheduler.scheduleFunction(store.readCounter),
          reserve: scheduler.scheduleFunction(store.reserve),
          release: scheduler.scheduleFunction(store.release),
        },
      );
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
        { refund: { per_day: room } },
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
