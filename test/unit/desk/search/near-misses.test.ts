import { expect, it } from 'vitest';
import { NearMisses } from '../../../../src/desk/search/near-misses.ts';
import { createConditions, type PaymentFilter } from '../../../../src/desk/search/payment-filter.ts';
import type { PaymentRow } from '../../../../src/endpoints/models/payment.ts';
import { buildPaidPayment } from '../../../support/desk-cases.ts';

function findNear(filter: PaymentFilter, rows: readonly PaymentRow[]) {
  const conditions = createConditions(filter, 'masked');
  const near = new NearMisses(filter, conditions.length);
  for (const row of rows) {
    const unmet = conditions.filter(({ test }) => !test(row));
    near.addRow(row, unmet);
  }
  return near
    .toList()
    .map(({ without, count, rows: fitting }) => [without, count, ...fitting.map(({ imp_uid }) => imp_uid)]);
}

const rows = [
  buildPaidPayment({ imp_uid: 'imp_1', merchant_uid: 'ORD-10118', amount: 102_000, buyer_name: '신하은' }),
  buildPaidPayment({ imp_uid: 'imp_2', merchant_uid: 'ORD-20227', amount: 45_000, buyer_name: '박서준' }),
  buildPaidPayment({ imp_uid: 'imp_3', merchant_uid: 'ORD-30336', amount: 48_000, buyer_name: '박서준' }),
];

it('a misspelt name is named as the one condition that does not fit', () => {
  expect(findNear({ buyer_name: '신하운', amount: 102_000 }, rows)).toEqual([['buyer_name', 1, 'imp_1']]);
});

it('the conditions that fewest payments fail come first', () => {
  expect(findNear({ buyer_name: '박서준', amount: 102_000 }, rows)).toEqual([
    ['buyer_name', 1, 'imp_1'],
    ['amount', 2, 'imp_2', 'imp_3'],
  ]);
});

it('an amount without its delivery fee is close enough alone, and another amount is not', () => {
  expect(findNear({ amount: 99_000 }, rows)).toEqual([['amount', 1, 'imp_1']]);
  expect(findNear({ amount: 90_000 }, rows)).toEqual([]);
});

it('an order number with a wrong digit is close enough alone', () => {
  expect(findNear({ merchant_uid: 'ORD-20228' }, rows)).toEqual([['merchant_uid', 1, 'imp_2']]);
  expect(findNear({ merchant_uid: 'ORD-99999' }, rows)).toEqual([]);
});

it.each([{ buyer_name: '신하운' }, { buyer_tel: '01012345679' }, { buyer_email: 'gildong@example.co' }])(
  'personal data alone has no near misses: %o',
  (filter) => {
    expect(findNear(filter, rows)).toEqual([]);
  },
);

it('a payment that fails two conditions is no near miss', () => {
  expect(findNear({ buyer_name: '신하운', amount: 101_000, status: 'paid' }, rows)).toEqual([]);
});

it('of very many near misses only their number is told', () => {
  const many = Array.from({ length: 11 }, (_, n) => buildPaidPayment({ imp_uid: `imp_${n}`, amount: 7_000 }));
  expect(findNear({ buyer_name: '신하운', amount: 7_000 }, many)).toEqual([['buyer_name', 11]]);
});

it('of very many payments with other amounts those are listed whose amount is nearly right', () => {
  const many = Array.from({ length: 12 }, (_, n) =>
    buildPaidPayment({ imp_uid: `imp_${n}`, amount: 30_000 + n * 10_000, buyer_name: '박서준' }),
  );
  expect(findNear({ buyer_name: '박서준', amount: 53_000 }, many)).toEqual([['amount', 12, 'imp_2']]);
  expect(findNear({ buyer_name: '박서준', amount: 900_000 }, many)).toEqual([['amount', 12]]);
});
