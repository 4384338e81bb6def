import { expect, it } from 'vitest';
import { isSamePurchase } from '../../../src/desk/payment.ts';
import { buildPaidPayment } from '../../support/desk-cases.ts';

it('a test payment is not the same purchase as a live payment', () => {
  const again = { imp_uid: 'imp_000000000009', merchant_uid: 'order_9' };
  expect(isSamePurchase(buildPaidPayment(), buildPaidPayment(again))).toBe(true);
  expect(isSamePurchase(buildPaidPayment(), buildPaidPayment({ ...again, sandbox: true }))).toBe(false);
  expect(isSamePurchase(buildPaidPayment(), buildPaidPayment({ ...again, amount: 1 }))).toBe(false);
});

const first = { buyer_tel: '010-1234-5678', buyer_email: 'anna@example.com', customer_uid: 'anna' };
const other = { imp_uid: 'imp_000000000009', merchant_uid: 'order_9' };

it.each([
  ['the telephone in another spelling', { buyer_tel: '+82-10-1234-5678', buyer_email: null, customer_uid: null }],
  ['the customer, while the telephone differs', { buyer_tel: '02-123-4567', buyer_email: null, customer_uid: 'anna' }],
  [
    'the mail address, while one telephone is missing',
    { buyer_tel: null, buyer_email: 'ANNA@example.com', customer_uid: null },
  ],
  ['the customer alone', { buyer_tel: null, buyer_email: null, customer_uid: 'anna' }],
])('takes a payment of the same buyer for a second purchase by %s', (_, buyer) => {
  const [one, two] = [buildPaidPayment(first), buildPaidPayment({ ...other, ...buyer })];
  expect(isSamePurchase(one, two)).toBe(true);
  expect(isSamePurchase(two, one)).toBe(true);
});

it.each([
  ['nothing in common', { buyer_tel: '010-9999-0000', buyer_email: 'ben@example.com', customer_uid: 'ben' }],
  [
    'only a mail address in common, and another telephone',
    { buyer_tel: '010-3333-4444', buyer_email: 'anna@example.com', customer_uid: null },
  ],
  ['nothing known', { buyer_tel: null, buyer_email: '', customer_uid: null }],
])('takes a payment of a buyer with %s for no second purchase', (_, buyer) => {
  const unknown = { buyer_tel: '', buyer_email: null, customer_uid: null };
  expect(isSamePurchase(buildPaidPayment(first), buildPaidPayment({ ...other, ...buyer }))).toBe(false);
  expect(isSamePurchase(buildPaidPayment(unknown), buildPaidPayment({ ...other, ...unknown }))).toBe(false);
});
