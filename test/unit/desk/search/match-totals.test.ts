import { expect, it } from 'vitest';
import { MatchTotals } from '../../../../src/desk/search/match-totals.ts';
import { buildFailedPayment, buildPaidPayment, buildRefundedPayment } from '../../../support/desk-cases.ts';

it('payments are counted and summed up by status and currency, test payments apart', () => {
  const totals = new MatchTotals();
  for (const row of [
    buildPaidPayment({ amount: 10_000 }),
    buildPaidPayment({ amount: 20_000 }),
    buildPaidPayment({ amount: 0.1, currency: 'USD' }),
    buildPaidPayment({ amount: 0.2, currency: 'USD' }),
    buildPaidPayment({ amount: 1_000, sandbox: true }),
    buildRefundedPayment(4_000, { amount: 9_000 }),
    buildFailedPayment('한도초과', { amount: 5_000 }),
  ])
    totals.add(row);
  expect(totals.count).toBe(7);
  expect(totals.toLines()).toEqual([
    { status: 'paid', currency: 'KRW', count: 2, amount: 30_000 },
    { status: 'paid', currency: 'USD', count: 2, amount: 0.3 },
    { status: 'paid', currency: 'KRW', sandbox: true, count: 1, amount: 1_000 },
    { status: 'cancelled', currency: 'KRW', count: 1, amount: 9_000, cancel_amount: 4_000 },
    { status: 'failed', currency: 'KRW', count: 1, amount: 5_000 },
  ]);
});
