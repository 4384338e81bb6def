import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { CallOutcome } from '../../src/tools/call-tool.ts';
import { type InProcessShop, openShop } from '../support/in-process-shop.ts';

let shop: InProcessShop;
/** Runs once, between the read and the write of the call that records an approval next. */
let interleave: (() => Promise<unknown>) | undefined;

beforeAll(async () => {
  shop = await openShop({
    async beforeAuditStep(step) {
      const run = step === 'agreed' ? interleave : undefined;
      if (!run) return;
      interleave = undefined;
      await run();
    },
  });
});
beforeEach(async () => {
  interleave = undefined;
  await shop.reset();
});
afterAll(async () => {
  await shop.close();
});

async function approveFirst(tool: string, args: Record<string, unknown>): Promise<() => Promise<CallOutcome>> {
  const asked = await shop.callTool(tool, args);
  if (asked.status !== 'pending' || asked.channel !== 'form') throw new Error(JSON.stringify(asked));
  return () => shop.callTool(tool, args, { token: asked.token, decision: 'approved', channel: 'form' });
}

const getRefund = (sample: string, amount: number) => ({
  imp_uid: shop.sandbox.getSamples()[sample]?.imp_uid,
  amount,
  reason: 'returned',
});

it('a refund is not sent if another of the same payment began and ended since it read the payment', async () => {
  const first = await approveFirst('refund_payment', getRefund('paid_card', 1_000));
  const second = await approveFirst('cancel_payment', getRefund('paid_card', 2_000));
  let interleaved: CallOutcome | undefined;
  interleave = async () => {
    interleaved = await second();
  };
  expect(await first()).toMatchObject({ status: 'failed', error: { kind: 'not_confirmed' } });
  expect(interleaved?.status).toBe('done');
  expect(await shop.readLedger()).toMatchObject([{ path: '/payments/cancel', amount: 2_000 }]);
});

it('a refund is sent although one of another payment began and ended since it read the payment', async () => {
  const first = await approveFirst('refund_payment', getRefund('paid_card', 1_000));
  const second = await approveFirst('refund_payment', getRefund('paid_kcp', 2_000));
  interleave = second;
  expect((await first()).status).toBe('done');
  expect(await shop.readLedger()).toHaveLength(2);
});

it('a charge is not sent if the same customer was charged since the question was read', async () => {
  const { customer_uid } = shop.sandbox.getSamples().subscription ?? {};
  const charge = { customer_uid, amount: 1_000, name: 'a thing' };
  const first = await approveFirst('pay_with_billing_key', { ...charge, merchant_uid: 'gap_1' });
  const second = await approveFirst('pay_with_billing_key', { ...charge, merchant_uid: 'gap_1' });
  interleave = second;
  expect(await first()).toMatchObject({ status: 'failed', error: { kind: 'not_confirmed' } });
  expect(await shop.readLedger()).toHaveLength(1);
});
