import { expect, it } from 'vitest';
import { cancelPayment } from '../../../../src/endpoints/catalog/payments.ts';
import { createSchedules, payWithBillingKey, retrySchedule } from '../../../../src/endpoints/catalog/subscriptions.ts';
import type { Row } from '../../../../src/endpoints/index.ts';
import { findAmountMismatch } from '../../../../src/guard/outcome/amount-mismatch.ts';
import type { Snapshot } from '../../../../src/guard/snapshot/snapshot.ts';

const payment = { imp_uid: 'i', amount: 64_900, cancel_amount: 4_900, currency: 'KRW' };
const schedules = [{ merchant_uid: 'm', schedule_at: 1, amount: 9_900 }];
type Case = [
  title: string,
  row: Pick<Row, 'readBack' | 'checkPaymentStatus'>,
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
  ['a schedule of another amount', createSchedules, { schedules }, {}, [{ merchant_uid: 'm', amount: 99_000 }]],
];
it.each(wrong)('a response is in doubt if it shows %s', (_, row, args, before, response) => {
  expect(findAmountMismatch(row, args, before, response)).toMatch(/^the response shows .* but .* was requested$/);
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
