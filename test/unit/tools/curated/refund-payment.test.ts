import { expect, it } from 'vitest';
import type { Context } from '../../../../src/context.ts';
import type { Snapshot } from '../../../../src/guard/snapshot/snapshot.ts';
import { refundPayment } from '../../../../src/tools/curated/refund-payment.ts';
import { usePortOne } from '../../../support/portone-fixture.ts';

const fixture = usePortOne();

const describeRefund = (
  response: unknown,
  payment: NonNullable<Snapshot['payment']>,
  amount: number,
  flags: { enable_webhook?: true } = {},
) =>
  refundPayment.toResult(
    { value: response },
    {
      args: { imp_uid: 'imp_1', amount, ...flags },
      snapshotBefore: { payment },
      // The tool uses nothing else of the context or the call.
      context: { portone: async () => fixture.portone } as unknown as Context,
    },
  );

it.each([null, [], 'done', {}])('a refund that PortOne answers with success and %j is no failure', async (response) => {
  const payment = { imp_uid: 'imp_1', amount: 1000, cancel_amount: 0, status: 'paid', pay_method: 'card' };
  const { value } = await describeRefund(response, payment, 100);
  expect(value).toMatchObject({ imp_uid: 'imp_1', refunded: 0, next: expect.stringContaining('get_payment') });
});

it.each([
  ['ksnet', 1000, 'call revoke_receipt with imp_uid "imp_1".'],
  ['smartro_v2', 400, 'call revoke_receipt with imp_uid "imp_1", then issue a new one for the remaining amount.'],
])('a refund at %s says that a person revokes the cash receipt after %i of 1000', async (pg_provider, amount, note) => {
  const payment = { imp_uid: 'imp_1', amount: 1000, cancel_amount: 0, status: 'paid', pay_method: 'trans' };
  const before = { ...payment, pg_provider, cash_receipt_issued: true };
  const { value } = await describeRefund({ ...before, status: 'cancelled', cancel_amount: amount }, before, amount);
  expect(value).toMatchObject({ refunded: amount, cash_receipt: expect.stringContaining(note) });
});

it('a refund says whether the shop was told of it', async () => {
  const payment = { imp_uid: 'imp_1', amount: 1000, cancel_amount: 0, status: 'paid', pay_method: 'card' };
  const refunded = { ...payment, status: 'cancelled', cancel_amount: 100 };
  const silent = await describeRefund(refunded, payment, 100);
  expect(silent.value).toMatchObject({ webhook: expect.stringContaining('record the refund in the shop') });
  const notified = await describeRefund({}, payment, 100, { enable_webhook: true });
  expect(notified.value).toMatchObject({ webhook: expect.stringContaining('PortOne tells the shop by webhook') });
  const pending = await describeRefund({}, payment, 100);
  expect(pending.value).not.toHaveProperty('webhook', expect.anything());
});
