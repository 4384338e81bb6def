import { expect, it } from 'vitest';
import { issueExternalReceipt } from '../../../../src/endpoints/catalog/cash-receipts.ts';
import { cancelNaverOrders } from '../../../../src/endpoints/catalog/naver-orders.ts';
import { cancelPayment, updatePaymentPrepare } from '../../../../src/endpoints/catalog/payments.ts';
import {
  createSchedules,
  payWithBillingKey,
  reschedulePayment,
  retrySchedule,
} from '../../../../src/endpoints/catalog/subscriptions.ts';
import { createVbank } from '../../../../src/endpoints/catalog/virtual-accounts.ts';
import type { Row } from '../../../../src/endpoints/index.ts';
import { findAmountMismatch } from '../../../../src/guard/outcome/amount-mismatch.ts';
import type { Snapshot } from '../../../../src/guard/snapshot/snapshot.ts';

const payment = { imp_uid: 'i', amount: 64_900, cancel_amount: 4_900, currency: 'KRW' };
const schedules = [{ merchant_uid: 'm', schedule_at: 1, amount: 9_900 }];
type Case = [
  title: string,
  row: Pick<Row, 'readBack'>,
  args: Record<string, unknown>,
  before: Snapshot,
  response: unknown,
];

const wrong: Case[] = [
  ['more refunded than requested', cancelPayment, { amount: 1_000 }, { payment }, { cancel_amount: 64_900 }],
  ['the same as text', cancelPayment, { amount: 1_000 }, { payment }, { cancel_amount: '64900' }],
  ['less refunded than everything', cancelPayment, {}, { payment }, { cancel_amount: 5_900 }],
  ['another amount charged', payWithBillingKey, { amount: 1_000 }, {}, { amount: 10_000 }],
  ['another currency', payWithBillingKey, { amount: 10, currency: 'USD' }, {}, { amount: 10, currency: 'KRW' }],
  ['another amount than scheduled', retrySchedule, {}, { schedule: { amount: 9_900 } }, { amount: 99_000 }],
  ['another amount of a schedule that is moved', reschedulePayment, {}, { schedule: { amount: 1 } }, { amount: 2 }],
  ['another amount of a virtual account', createVbank, { amount: 1_000 }, {}, { amount: 60_000 }],
  ['another amount of a receipt', issueExternalReceipt, { amount: 1_000 }, {}, { amount: 60_000 }],
  ['another registered amount', updatePaymentPrepare, { amount: 1_000 }, {}, { amount: 60_000 }],
  ['a schedule of another amount', createSchedules, { schedules }, {}, [{ merchant_uid: 'm', amount: 99_000 }]],
];
it.each(wrong)('a response is in doubt if it shows %s', (_, row, args, before, response) => {
  expect(findAmountMismatch(row, args, before, response)).toMatch(/^the response shows .* but .* was requested$/);
});

const shownItems = { naver_items: [{ product_order_id: 'p1' }, { product_order_id: 'p2' }] };

it('a response is in doubt if it shows items that were not among those shown before', () => {
  const find = (...ids: string[]) =>
    findAmountMismatch(
      cancelNaverOrders,
      {},
      shownItems,
      ids.map((product_order_id) => ({ product_order_id })),
    );
  expect(find('p1', 'p9')).toBe('the response shows 1 other items, but 2 of this payment were shown');
  expect([find('p1'), find('p1', 'p2'), find()]).toEqual([undefined, undefined, undefined]);
});

const right: Case[] = [
  ['the requested refund', cancelPayment, { amount: 1_000 }, { payment }, { cancel_amount: 5_900 }],
  ['a refund of the rest', cancelPayment, {}, { payment }, { cancel_amount: 64_900 }],
  ['a refund that the PG completes later', cancelPayment, { amount: 1_000 }, { payment }, { cancel_amount: 4_900 }],
  ['no amount', cancelPayment, { amount: 1_000 }, { payment }, {}],
  ['no payment', cancelPayment, { amount: 1_000 }, { payment }, []],
  ['the requested charge', payWithBillingKey, { amount: 1_000 }, {}, { amount: 1_000, currency: 'KRW' }],
  ['the currency in lower case', payWithBillingKey, { amount: 1, currency: 'USD' }, {}, { amount: 1, currency: 'usd' }],
  ['the requested schedule', createSchedules, { schedules }, {}, [{ merchant_uid: 'm', amount: 9_900 }, 'x']],
];
it.each(right)('a response is not in doubt if it shows %s', (_, row, args, before, response) => {
  expect(findAmountMismatch(row, args, before, response)).toBeUndefined();
});
