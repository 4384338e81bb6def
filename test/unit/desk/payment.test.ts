import { expect, it } from 'vitest';
import { isSamePurchase } from '../../../src/desk/payment.ts';
import { buildPaidPayment } from '../../support/desk-cases.ts';

it('a test payment is not the same purchase as a live payment', () => {
  const again = { imp_uid: 'imp_000000000009', merchant_uid: 'order_9' };
  expect(isSamePurchase(buildPaidPayment(), buildPaidPayment(again))).toBe(true);
  expect(isSamePurchase(buildPaidPayment(), buildPaidPayment({ ...again, sandbox: true }))).toBe(false);
  expect(isSamePurchase(buildPaidPayment(), buildPaidPayment({ ...again, amount: 1 }))).toBe(false);
});
