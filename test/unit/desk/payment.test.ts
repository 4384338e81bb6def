import { expect, it } from 'vitest';
import { isSamePurchase } from '../../../src/desk/payment.ts';
import { paid } from '../../support/desk-cases.ts';

it('takes a payment that was tried out for no second purchase', () => {
  const again = { imp_uid: 'imp_000000000009', merchant_uid: 'order_9' };
  expect(isSamePurchase(paid(), paid(again))).toBe(true);
  expect(isSamePurchase(paid(), paid({ ...again, sandbox: true }))).toBe(false);
  expect(isSamePurchase(paid(), paid({ ...again, amount: 1 }))).toBe(false);
});
