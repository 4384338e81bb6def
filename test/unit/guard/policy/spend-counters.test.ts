import { describe, expect, it } from 'vitest';
import { movesOf } from '../../../../src/guard/impact/money-movements.ts';
import { charge, HOUR, MONDAY_TEN, payment, policyOf, refund } from '../../../support/policy-requests.ts';

describe('counters', () => {
  const refusal = (key: string) => ({ kind: 'policy_refused', next: expect.stringContaining(`"${key}"`) });

  it('hold a day, and begin anew at midnight in Korea', async () => {
    const policy = policyOf({ refund: { per_day: 25_000 } });
    await policy.reserve(refund());
    await policy.reserve(refund({ caller: 'bob' }));
    await expect(policy.reserve(refund())).rejects.toMatchObject(refusal('refund.per_day'));
    await expect(policy.check(refund())).rejects.toMatchObject(refusal('refund.per_day'));
    await expect(policy.reserve(refund({ now: MONDAY_TEN + 14 * HOUR - 1 }))).rejects.toMatchObject(
      refusal('refund.per_day'),
    );
    const { day } = await policy.reserve(refund({ now: MONDAY_TEN + 14 * HOUR }));
    expect(day).toBe('2026-11-24');
  });

  it('hold each caller apart', async () => {
    const policy = policyOf({ charge: { per_caller: 10_000 } });
    await policy.reserve(charge());
    await expect(policy.reserve(charge())).rejects.toMatchObject(refusal('charge.per_caller'));
    await policy.reserve(charge({ caller: 'bob' }));
  });

  it('hold each payment apart', async () => {
    const policy = policyOf({ refund: { per_payment: 15_000 } });
    await policy.reserve(refund());
    await expect(policy.reserve(refund())).rejects.toMatchObject(refusal('refund.per_payment'));
    await policy.reserve(refund({ seen: { payment: { ...payment, imp_uid: 'imp_2' } } }));
  });

  it('hold what was refunded before together with what is on its way', async () => {
    const policy = policyOf({ refund: { per_payment: 50_000 } });
    const seen = { payment: { ...payment, cancel_amount: 35_000 } };
    const first = await policy.reserve(refund({ seen }));
    await expect(policy.reserve(refund({ seen }))).rejects.toMatchObject(refusal('refund.per_payment'));
    await first.release();
    await policy.reserve(refund({ seen }));
    // What was on its way has arrived: it is not counted twice.
    const later = { payment: { ...payment, cancel_amount: 45_000 } };
    await policy.reserve(refund({ seen: later, args: { imp_uid: 'imp_1', amount: 5_000 } }));
    await expect(policy.reserve(refund({ seen: later }))).rejects.toMatchObject(refusal('refund.per_payment'));
  });

  it('take nothing when one of several caps has no room', async () => {
    const policy = policyOf({ refund: { per_day: 25_000, per_caller: 10_000 } });
    await policy.reserve(refund());
    for (let i = 0; i < 5; i++)
      await expect(policy.reserve(refund())).rejects.toMatchObject(refusal('refund.per_caller'));
    await policy.reserve(refund({ caller: 'bob' }));
  });

  it('give room back once', async () => {
    const policy = policyOf({ refund: { per_day: 20_000 } });
    const first = await policy.reserve(refund());
    await policy.reserve(refund());
    await first.release();
    await first.release();
    await policy.reserve(refund());
    await expect(policy.reserve(refund())).rejects.toMatchObject(refusal('refund.per_day'));
  });

  it('add up cents exactly', async () => {
    const policy = policyOf({ charge: { per_day: { USD: 1 } } });
    const dime = charge({ args: { merchant_uid: 'o', amount: 0.1, currency: 'USD' } });
    for (let i = 0; i < 10; i++) await policy.reserve(dime);
    await expect(policy.reserve(dime)).rejects.toMatchObject(refusal('charge.per_day'));
  });

  it('do not let crumbs through', async () => {
    const policy = policyOf({ charge: { per_day: { USD: 0.002 } } });
    const crumb = charge({ args: { merchant_uid: 'o', amount: 0.0001, currency: 'USD' } });
    await policy.reserve(crumb);
    await policy.reserve(crumb);
    await expect(policy.reserve(crumb)).rejects.toMatchObject(refusal('charge.per_day'));
  });

  it('know what an earlier process spent', async () => {
    const policy = policyOf({ refund: { per_day: 20_000 } });
    await policy.restore([
      {
        day: '2026-11-23',
        caller: 'x',
        kind: 'refund',
        moves: [{ payment: 'imp_9', amount: 15_000, currency: 'KRW' }],
      },
      {
        day: '2026-11-22',
        caller: 'x',
        kind: 'refund',
        moves: [{ payment: 'imp_9', amount: 15_000, currency: 'KRW' }],
      },
    ]);
    await expect(policy.reserve(refund())).rejects.toMatchObject(refusal('refund.per_day'));
    await policy.reserve(refund({ args: { imp_uid: 'imp_1', amount: 5_000 } }));
  });

  it('tell whether anything must outlive the process', () => {
    expect(policyOf({ refund: { per_call: 1 } }).counts).toBe(false);
    expect(policyOf({ charge: { per_caller: 1 } }).counts).toBe(true);
  });
});

describe('what moves', () => {
  it('of Naver items is the items named, with their delivery', () => {
    const naver_items = [
      { product_order_id: 'a', product_amount: 1_000, delivery_amount: 300 },
      { product_order_id: 'b', product_amount: 2_000, delivery_amount: 0 },
    ];
    const moves = (args: object) =>
      movesOf({ money: 'refund', args: { imp_uid: 'imp_1', ...args }, seen: { naver_items } });
    expect(moves({ product_order_id: ['a'] })).toEqual([{ payment: 'imp_1', amount: 1_300, currency: 'KRW' }]);
    expect(moves({ all: true })).toEqual([{ payment: 'imp_1', amount: 3_300, currency: 'KRW' }]);
    expect(moves({ product_order_id: ['c'] })).toEqual([{ payment: 'imp_1', currency: 'KRW' }]);
  });

  it('is no amount that could lower a counter', () => {
    for (const amount of [-1, Number.NaN, Number.POSITIVE_INFINITY, '5'])
      expect(movesOf({ money: 'charge_now', args: { merchant_uid: 'o', amount }, seen: {} })).toEqual([
        { payment: 'o', currency: 'KRW' },
      ]);
  });
});
