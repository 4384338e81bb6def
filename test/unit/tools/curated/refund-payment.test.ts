import { expect, it } from 'vitest';
import type { Context } from '../../../../src/context.ts';
import { refundPayment } from '../../../../src/tools/curated/refund-payment.ts';
import type { ToolCall } from '../../../../src/tools/tool.ts';
import { usePortOne } from '../../../support/portone-fixture.ts';
import { respondSuccess } from '../../../support/scripted-server.ts';

const fixture = usePortOne();

it.each([null, [], 'done', {}])('a refund answered with success and %j does not fail', async (response) => {
  fixture.server.script.push(respondSuccess(response));
  const payment = { imp_uid: 'imp_1', amount: 1000, cancel_amount: 0, status: 'paid', pay_method: 'card' };
  // The tool uses nothing else of the context or the call.
  const context = { portone: async () => fixture.portone } as unknown as Context;
  const calling = { signal: new AbortController().signal, snapshotBefore: { payment } } as unknown as ToolCall;
  const { value } = await refundPayment.run({ imp_uid: 'imp_1', amount: 100 }, context, calling);
  expect(value).toMatchObject({ imp_uid: 'imp_1', refunded: 0, next: expect.stringContaining('get_payment') });
});

it.each([
  ['ksnet', 1000, 'call revoke_receipt with imp_uid "imp_1".'],
  ['smartro_v2', 400, 'call revoke_receipt with imp_uid "imp_1", then issue one for what remains.'],
])('a refund at %s says that a person revokes the cash receipt after %i of 1000', async (pg_provider, amount, note) => {
  const payment = { imp_uid: 'imp_1', amount: 1000, cancel_amount: 0, status: 'paid', pay_method: 'trans' };
  const before = { ...payment, pg_provider, cash_receipt_issued: true };
  fixture.server.script.push(respondSuccess({ ...before, status: 'cancelled', cancel_amount: amount }));
  const context = { portone: async () => fixture.portone } as unknown as Context;
  const calling = { signal: new AbortController().signal, snapshotBefore: { payment: before } } as unknown as ToolCall;
  const { value } = await refundPayment.run({ imp_uid: 'imp_1', amount }, context, calling);
  expect(value).toMatchObject({ refunded: amount, cash_receipt: expect.stringContaining(note) });
});
