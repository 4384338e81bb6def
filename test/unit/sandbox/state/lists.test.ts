import { expect, it } from 'vitest';
import * as keys from '../../../../src/endpoints/catalog/billing-keys.ts';
import * as payments from '../../../../src/endpoints/catalog/payments.ts';
import * as subscriptions from '../../../../src/endpoints/catalog/subscriptions.ts';
import { billingKeyHandlers } from '../../../../src/sandbox/handlers/billing-keys.ts';
import { paymentHandlers } from '../../../../src/sandbox/handlers/payments.ts';
import { scheduleHandlers } from '../../../../src/sandbox/handlers/schedules.ts';
import { createWorld } from '../../../../src/sandbox/seed/index.ts';
import { runHandler } from '../../../support/run-handler.ts';

const START = Date.UTC(2026, 10, 21, 3) / 1000;
const { world, samples } = createWorld({ seed: 1, startedAt: START });
const PERIOD = { from: START - 86_400, to: START };
const customer_uid = 'customer_sample_0001';

interface Paging {
  page?: number;
  limit?: number;
}
const lists: Record<string, (paging: Paging) => { status: number; response: unknown }> = {
  'payments by status': (paging) =>
    runHandler(paymentHandlers, payments.listPaymentsByStatus, { payment_status: 'all', ...paging }, world),
  'payments by order': (paging) =>
    runHandler(paymentHandlers, payments.listPaymentsByOrder, { merchant_uid: 'order_retried', ...paging }, world),
  'payments by key': ({ page }) =>
    runHandler(
      billingKeyHandlers,
      keys.listBillingKeyPayments,
      { customer_uid, ...(page === undefined ? {} : { page }) },
      world,
    ),
  schedules: (paging) =>
    runHandler(
      scheduleHandlers,
      subscriptions.listSchedules,
      { schedule_from: PERIOD.from, schedule_to: PERIOD.to, ...paging },
      world,
    ),
  'schedules by customer': (paging) =>
    runHandler(scheduleHandlers, subscriptions.listSchedulesByCustomer, { customer_uid, ...PERIOD, ...paging }, world),
};

it.each(Object.entries(lists))('the list of %s accepts page numbers from 1', (_name, list) => {
  expect(list({}).status).toBe(200);
  for (const page of [0, -1, 1.5]) expect(list({ page }), String(page)).toMatchObject({ status: 400, response: null });
});

it.each(Object.entries(lists).filter(([name]) => name !== 'payments by key'))(
  'the list of %s accepts limits from 1 to 1000',
  (_name, list) => {
    expect(list({ limit: 1_000 }).status).toBe(200);
    for (const limit of [0, -1, 1.5, 1_001])
      expect(list({ limit }), String(limit)).toMatchObject({ status: 400, response: null });
  },
);

it('a sorting value that names an inherited property is rejected', () => {
  // The decoder does not check values: whatever a client sends arrives here.
  const sorting = 'toString' as never;
  expect(
    runHandler(paymentHandlers, payments.listPaymentsByStatus, { payment_status: 'all', sorting }, world),
  ).toMatchObject({
    status: 400,
    message: '지원되지 않는 정렬규칙입니다.',
  });
});

it('the attempts of an order are found without reading every payment', () => {
  const { world: large } = createWorld({ seed: 1, startedAt: START });
  const countReads = () => {
    throw new Error('every payment was looked at');
  };
  Object.assign(large.payments, {
    values: countReads,
    entries: countReads,
    forEach: countReads,
    [Symbol.iterator]: countReads,
  });
  const all = runHandler(paymentHandlers, payments.listPaymentsByOrder, { merchant_uid: 'order_retried' }, large);
  expect(all.response).toMatchObject({ total: 2 });
  const found = runHandler(paymentHandlers, payments.findPaymentByOrder, { merchant_uid: 'order_retried' }, large);
  expect(found.response).toMatchObject({ imp_uid: samples.retried_order?.imp_uid });
});
