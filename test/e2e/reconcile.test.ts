import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { WriteRow } from '../../src/endpoints/index.ts';
import { reconcile, type WriteOutcome } from '../../src/guard/outcome/reconcile.ts';
import { takeSnapshot } from '../../src/guard/snapshot/take-snapshot.ts';
import { createVirtualClock, type FaultBench, openFaultBench, writeEndpoints } from '../support/fault-bench.ts';
import { sendUnguarded } from '../support/unguarded-write.ts';

/** An amount that the sandbox's cards decline. */
const REFUSED = 999_041;

let bench: FaultBench;

beforeAll(async () => {
  bench = await openFaultBench();
});
beforeEach(async () => {
  await bench.upstream.reset();
});
afterAll(async () => {
  await bench.close();
});

const findRow = (name: string): WriteRow => {
  const row = writeEndpoints.find((one) => one.name === name);
  if (!row) throw new Error(`no write ${name}`);
  return row;
};

interface ReconcileCase {
  tool: string;
  args?: Record<string, unknown>;
  /** The fate of the call itself: executed with its answer lost, or lost on its way. */
  executed: boolean;
  /** What else happens during the n-th wait. */
  during?: Record<number, () => Promise<unknown>>;
  blind?: true;
  deadline?: number;
}

/** Takes the snapshot of a call before it changes anything. */
const takeSnapshotBefore = (row: WriteRow, args: Record<string, unknown>) =>
  takeSnapshot(row.preview ?? [], args, { portone: bench.portone, now: Math.floor(Date.now() / 1000) });

/** Takes the snapshot, makes the call, drops its answer and reconciles. */
async function reconcileCall({ tool, args: more, executed, during, blind, deadline }: ReconcileCase) {
  const row = findRow(tool);
  const args = { ...bench.getArguments(row), ...more };
  const before = blind ? undefined : await takeSnapshotBefore(row, args);
  if (executed) await sendUnguarded(bench.connection, row, args).catch(() => undefined);
  const time = createVirtualClock(during);
  const options = { portone: bench.portone, ...time, ...(deadline === undefined ? {} : { deadline }) };
  const verdict = await reconcile(row, args, before, options);
  return { verdict, took: Math.floor(time.now()), entries: (await bench.upstream.readLedger()).entries };
}

const callLater =
  (tool: string, more: Record<string, unknown> = {}) =>
  async () => {
    const { checksum: _, ...args } = { ...bench.getArguments(findRow(tool)), ...more };
    await sendUnguarded(bench.connection, findRow(tool), args);
  };
const breakRoute = (route: string) => () => bench.upstream.control('faults', { route, kind: 'html_502', times: 1_000 });
const GET_PAYMENT = 'GET /payments/{imp_uid}';
const getEvidence = (verdict: WriteOutcome): string =>
  verdict.verdict === 'unknown' ? verdict.observed : `not unknown: ${verdict.verdict}`;

describe('the waiting time of the reconciliation', () => {
  it('a refund is reported as executed at the first sign of it', async () => {
    const { verdict, took } = await reconcileCall({ tool: 'cancel_payment', executed: true });
    expect(verdict).toMatchObject({ verdict: 'executed', value: { cancel_amount: 34_900 } });
    expect(took).toBe(500);
  });

  it('a refund is reported as not executed only at the end of the waiting time', async () => {
    const { verdict, took } = await reconcileCall({ tool: 'cancel_payment', executed: false });
    expect(verdict.verdict).toBe('not_executed');
    expect(took).toBe(18_000);
  });

  it('a refund whose absence could be read only for a few seconds may still be executed', async () => {
    const { verdict, took } = await reconcileCall({ tool: 'cancel_payment', executed: false, deadline: 4_000 });
    expect(getEvidence(verdict)).toMatch(/as before; there was no time to look again\.$/);
    expect(took).toBeLessThanOrEqual(4_001);
  });

  it('a request that was still in progress is detected', async () => {
    const { verdict, entries } = await reconcileCall({
      tool: 'cancel_payment',
      executed: false,
      during: { 6: callLater('cancel_payment') },
    });
    expect(verdict.verdict).toBe('executed');
    expect(entries).toHaveLength(1);
  });

  it('a failing read proves neither outcome', async () => {
    const { verdict } = await reconcileCall({
      tool: 'cancel_payment',
      executed: false,
      during: { 1: breakRoute(GET_PAYMENT) },
    });
    expect(verdict).toEqual({
      verdict: 'unknown',
      observed: 'Reading from PortOne failed.',
      next: `Do not repeat cancel_payment. Call get_payment with {"imp_uid":"${bench.samples.partially_cancelled?.imp_uid}","include_sandbox":true} to see whether it was executed, or ask the user to check the PortOne console.`,
    });
  });

  it('an early absence proves nothing when the last read fails', async () => {
    const { verdict } = await reconcileCall({
      tool: 'cancel_payment',
      executed: false,
      during: { 6: breakRoute(GET_PAYMENT) },
    });
    expect(getEvidence(verdict)).toMatch(/as before; later reads from PortOne failed\.$/);
  });

  it('the reconciliation stops at its time limit, however long the reads take', async () => {
    const row = findRow('cancel_payment');
    const args = bench.getArguments(row);
    let now = 0;
    const sleep = async (ms: number) => {
      // A suspended machine wakes up much later than requested.
      now += ms + 30_000;
    };
    const verdict = await reconcile(row, args, await takeSnapshotBefore(row, args), {
      portone: bench.portone,
      sleep,
      now: () => now,
    });
    expect(getEvidence(verdict)).toBe('Reading from PortOne failed.');
  });
});

describe('money that moved for another reason', () => {
  it('a cancelled amount twice as high does not prove the refund', async () => {
    const { verdict, entries } = await reconcileCall({
      tool: 'cancel_payment',
      executed: true,
      during: { 1: callLater('cancel_payment') },
    });
    expect(getEvidence(verdict)).toMatch(/from ₩24,900 to ₩44,900, but ₩10,000 was requested/);
    expect(entries).toHaveLength(2);
  });

  it('a refund of another amount by someone else does not prove the refund', async () => {
    const { verdict } = await reconcileCall({
      tool: 'cancel_payment',
      executed: false,
      during: { 3: callLater('cancel_payment', { amount: 1_000 }) },
    });
    expect(getEvidence(verdict)).toMatch(/from ₩24,900 to ₩25,900/);
  });

  it('two partial refunds with the same sum do not prove the refund', async () => {
    const { verdict } = await reconcileCall({
      tool: 'cancel_payment',
      executed: false,
      during: {
        1: async () => {
          await callLater('cancel_payment', { amount: 4_000 })();
          await callLater('cancel_payment', { amount: 6_000 })();
        },
      },
    });
    expect(getEvidence(verdict)).toMatch(/in 2 cancellation\(s\) of ₩4,000, ₩6,000/);
  });

  it('a charge of another amount does not prove the charge', async () => {
    const { verdict } = await reconcileCall({
      tool: 'pay_with_billing_key',
      executed: false,
      during: { 2: callLater('pay_with_billing_key', { amount: 7_000 }) },
    });
    expect(getEvidence(verdict)).toMatch(/paid, ₩7,000, but ₩12,000 was requested/);
  });
});

describe('a charge that the PG declined', () => {
  const refused = { tool: 'pay_with_billing_key', args: { amount: REFUSED }, executed: true };

  it('a declined charge is reported as failed, neither executed nor absent', async () => {
    const { verdict, took, entries } = await reconcileCall(refused);
    expect(verdict).toMatchObject({ verdict: 'failed', value: { status: 'failed', amount: REFUSED } });
    expect(took).toBe(18_000);
    expect(entries).toMatchObject([{ status: 'failed' }]);
  });
});

describe('the reconciliation without an earlier snapshot', () => {
  it('a refund without a snapshot is decided only if nothing can have happened', async () => {
    expect((await reconcileCall({ tool: 'cancel_payment', executed: false, blind: true })).verdict.verdict).toBe(
      'not_executed',
    );
    await bench.upstream.reset();
    const { verdict } = await reconcileCall({ tool: 'cancel_payment', executed: true, blind: true });
    expect(getEvidence(verdict)).toMatch(
      /₩34,900 of ₩64,900 is cancelled now; the earlier cancelled amount is unknown/,
    );
  });

  it.each(['pay_onetime', 'create_payment_prepare', 'issue_receipt', 'delete_billing_key', 'update_schedule_time'])(
    '%s is never taken as executed',
    async (tool) => {
      expect((await reconcileCall({ tool, executed: true, blind: true })).verdict.verdict).toBe('unknown');
      await bench.upstream.reset();
      expect((await reconcileCall({ tool, executed: false, blind: true })).verdict.verdict).toBe('not_executed');
    },
  );

  it.each(['create_schedules', 'confirm_certification_otp'])('%s is proven by its result', async (tool) => {
    expect((await reconcileCall({ tool, executed: true, blind: true })).verdict.verdict).toBe('executed');
  });
});

describe('a card stored along with a charge', () => {
  const customer_uid = 'customer_with_new_card';

  it('no card is stored when the call never arrived', async () => {
    const { verdict } = await reconcileCall({ tool: 'pay_onetime', args: { customer_uid }, executed: false });
    expect(verdict).toMatchObject({ verdict: 'not_executed', evidence: expect.stringContaining('no card is stored') });
  });

  it('the card is stored together with the charge', async () => {
    const { verdict } = await reconcileCall({ tool: 'pay_onetime', args: { customer_uid }, executed: true });
    expect(verdict.verdict).toBe('executed');
  });

  it('the card may be stored although nothing was charged', async () => {
    const merchant_uid = bench.samples.paid_card?.merchant_uid;
    const { verdict, entries } = await reconcileCall({
      tool: 'pay_onetime',
      args: { customer_uid, merchant_uid },
      executed: true,
    });
    expect(entries).toMatchObject([{ customer_uid }]);
    expect(getEvidence(verdict)).toMatch(/a card is stored/);
  });
});

it('the reconciliation lists the items of a Naver order that were not changed', async () => {
  const { verdict, took } = await reconcileCall({ tool: 'reject_naver_return', executed: true });
  const { product_order_id, product_order_id_2 } = bench.samples.naver_mixed ?? {};
  expect(verdict).toMatchObject({ verdict: 'executed', value: [{ product_order_id }], failed: [product_order_id_2] });
  expect(took).toBe(18_000);
});

it('only schedules that were pending count as cancelled', async () => {
  const { merchant_uid, customer_uid } = bench.samples.subscription ?? {};
  const { verdict } = await reconcileCall({
    tool: 'cancel_schedules',
    args: { customer_uid, merchant_uid: [merchant_uid] },
    executed: true,
  });
  expect(verdict).toMatchObject({ verdict: 'executed', value: [{ merchant_uid, schedule_status: 'revoked' }] });
});
