import { expect, it } from 'vitest';
import { endpoints, type Row } from '../../../../src/endpoints/index.ts';
import { reconcile } from '../../../../src/guard/outcome/reconcile.ts';
import { usePortOne } from '../../../support/portone-fixture.ts';
import { type ResponseBehavior, respondHtml, respondJson, respondSuccess } from '../../../support/scripted-server.ts';

const fixture = usePortOne();
const createParts = () => ({ portone: fixture.portone, sleep: async () => {}, now: () => 0 });
/** Every time that it is looked at, PortOne answers so. */
const answerAlways = (behavior: ResponseBehavior) => fixture.server.script.push(...Array(10).fill(behavior));
const findRow = (name: string): Row => {
  const row = endpoints.find((one) => one.name === name);
  if (!row) throw new Error(`${name} is no operation`);
  return row;
};
const payment = { imp_uid: 'imp_1', amount: 1_000, cancel_amount: 0 };

it('a refund is not proven by another payment or by a payment without amounts', async () => {
  for (const shown of [{ imp_uid: 'imp_2', amount: 1_000, cancel_amount: 100 }, { imp_uid: 'imp_1' }]) {
    fixture.server.script.length = 0;
    answerAlways(respondSuccess(shown));
    const verdict = await reconcile(
      findRow('cancel_payment'),
      { imp_uid: 'imp_1', amount: 100 },
      { payment },
      createParts(),
    );
    expect(verdict).toMatchObject({ verdict: 'unknown' });
  }
});

it('a charge is not proven by a payment of another order', async () => {
  const shown = { list: [{ imp_uid: 'imps_9', merchant_uid: 'other', amount: 100, status: 'paid' }] };
  answerAlways(respondSuccess(shown));
  const args = { customer_uid: 'c', merchant_uid: 'm', amount: 100, name: 'tea' };
  expect(await reconcile(findRow('pay_with_billing_key'), args, { order: [] }, createParts())).toMatchObject({
    verdict: 'unknown',
  });
});

it.each([
  ['delete_billing_key', { customer_uid: 'c' }, { billing_key: { customer_uid: 'c' } }],
  ['create_payment_prepare', { merchant_uid: 'm', amount: 100 }, { prepare: null }],
  ['pay_with_billing_key', { customer_uid: 'c', merchant_uid: 'm', amount: 100, name: 'tea' }, { order: [] }],
])('an empty answer does not prove that %s was not executed', async (tool, args, before) => {
  answerAlways(respondSuccess(null));
  expect(await reconcile(findRow(tool), args, before, createParts())).toMatchObject({ verdict: 'unknown' });
});

it.each([
  ['a page with HTTP 404', respondHtml(404)],
  ["a gateway's JSON with HTTP 404", respondJson(404, { code: 404, message: 'Not Found', data: null })],
])('%s does not prove that a billing key was deleted', async (_, notFound) => {
  answerAlways(notFound);
  const before = { billing_key: { customer_uid: 'c' } };
  expect(await reconcile(findRow('delete_billing_key'), { customer_uid: 'c' }, before, createParts())).toMatchObject({
    verdict: 'unknown',
  });
});
