import { describe, expect, it } from 'vitest';
import { getMoneyMovements } from '../../../../src/guard/impact/money-movements.ts';
import {
  buildChargeRequest,
  buildRefundRequest,
  createTestPolicy,
  HOUR,
  MONDAY_TEN,
  payment,
} from '../../../support/policy-requests.ts';

describe('the spend counters', () => {
  const matchRefusal = (key: string) => ({ kind: 'policy_refused', next: expect.stringContaining(`"${key}"`) });

  it('a daily cap starts again at midnight in Korea', async () => {
    const policy = createTestPolicy({ refund: { per_day: 25_000 } });
    await policy.reserve(buildRefundRequest());
    await policy.reserve(buildRefundRequest({ caller: 'bob' }));
    await expect(policy.reserve(buildRefundRequest())).rejects.toMatchObject(matchRefusal('refund.per_day'));
    await expect(policy.check(buildRefundRequest())).rejects.toMatchObject(matchRefusal('refund.per_day'));
    await expect(policy.reserve(buildRefundRequest({ now: MONDAY_TEN + 14 * HOUR - 1 }))).rejects.toMatchObject(
      matchRefusal('refund.per_day'),
    );
    const { day } = await policy.reserve(buildRefundRequest({ now: MONDAY_TEN + 14 * HOUR }));
    expect(day).toBe('2026-11-24');
  });

  it('a per-caller cap counts each caller separately', async () => {
    const policy = createTestPolicy({ charge: { per_caller: 10_000 } });
    await policy.reserve(buildChargeRequest());
    await expect(policy.reserve(buildChargeRequest())).rejects.toMatchObject(matchRefusal('charge.per_caller'));
    await policy.reserve(buildChargeRequest({ caller: 'bob' }));
  });

  it('a per-payment cap counts each payment separately', async () => {
    const policy = createTestPolicy({ refund: { per_payment: 15_000 } });
    await policy.reserve(buildRefundRequest());
    await expect(policy.reserve(buildRefundRequest())).rejects.toMatchObject(matchRefusal('refund.per_payment'));
    await policy.reserve(buildRefundRequest({ snapshot: { payment: { ...payment, imp_uid: 'imp_2' } } }));
  });

  it('a per-payment cap counts earlier refunds together with refunds in progress', async () => {
    const policy = createTestPolicy({ refund: { per_payment: 50_000 } });
    const snapshot = { payment: { ...payment, cancel_amount: 35_000 } };
    const first = await policy.reserve(buildRefundRequest({ snapshot }));
    await expect(policy.reserve(buildRefundRequest({ snapshot }))).rejects.toMatchObject(
      matchRefusal('refund.per_payment'),
    );
    await first.release();
    await policy.reserve(buildRefundRequest({ snapshot }));
    // The refund in progress was executed: it is not counted twice.
    const later = { payment: { ...payment, cancel_amount: 45_000 } };
    await policy.reserve(buildRefundRequest({ snapshot: later, args: { imp_uid: 'imp_1', amount: 5_000 } }));
    await expect(policy.reserve(buildRefundRequest({ snapshot: later }))).rejects.toMatchObject(
      matchRefusal('refund.per_payment'),
    );
  });

  it('a refused reservation increments no counter when one of several caps is exceeded', async () => {
    const policy = createTestPolicy({ refund: { per_day: 25_000, per_caller: 10_000 } });
    await policy.reserve(buildRefundRequest());
    for (let i = 0; i < 5; i++)
      await expect(policy.reserve(buildRefundRequest())).rejects.toMatchObject(matchRefusal('refund.per_caller'));
    await policy.reserve(buildRefundRequest({ caller: 'bob' }));
  });

  it('a released reservation frees its amount only once', async () => {
    const policy = createTestPolicy({ refund: { per_day: 20_000 } });
    const first = await policy.reserve(buildRefundRequest());
    await policy.reserve(buildRefundRequest());
    await first.release();
    await first.release();
    await policy.reserve(buildRefundRequest());
    await expect(policy.reserve(buildRefundRequest())).rejects.toMatchObject(matchRefusal('refund.per_day'));
  });

  it('the counters add cents exactly', async () => {
    const policy = createTestPolicy({ charge: { per_day: { USD: 1 } }, typed_amount_above: { USD: 2 } });
    const dime = buildChargeRequest({ args: { merchant_uid: 'o', amount: 0.1, currency: 'USD' } });
    for (let i = 0; i < 10; i++) await policy.reserve(dime);
    await expect(policy.reserve(dime)).rejects.toMatchObject(matchRefusal('charge.per_day'));
  });

  it('the counters do not ignore amounts below one cent', async () => {
    const policy = createTestPolicy({ charge: { per_day: { USD: 0.002 } }, typed_amount_above: { USD: 1 } });
    const crumb = buildChargeRequest({ args: { merchant_uid: 'o', amount: 0.0001, currency: 'USD' } });
    await policy.reserve(crumb);
    await policy.reserve(crumb);
    await expect(policy.reserve(crumb)).rejects.toMatchObject(matchRefusal('charge.per_day'));
  });

  it('the counters include what an earlier process spent', async () => {
    const policy = createTestPolicy({ refund: { per_day: 20_000 } });
    await policy.restoreCounters([
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
    await expect(policy.reserve(buildRefundRequest())).rejects.toMatchObject(matchRefusal('refund.per_day'));
    await policy.reserve(buildRefundRequest({ args: { imp_uid: 'imp_1', amount: 5_000 } }));
  });

  it('parts restored from an earlier process count toward the typed amount of the same customer', async () => {
    const policy = createTestPolicy({});
    const customers = ['customer_uid c_1'];
    const move = { payment: 'o_0', amount: 600_000, currency: 'KRW' };
    await policy.restoreCounters([{ day: '2026-11-23', caller: 'x', kind: 'charge', moves: [move], customers }]);
    const request = { ...buildChargeRequest({ args: { merchant_uid: 'o_1', amount: 500_000 } }), customers };
    expect(await policy.check(request)).toMatchObject({ typedAmounts: [{ amount: 500_000, currency: 'KRW' }] });
    expect(await policy.check({ ...request, customers: ['customer_uid c_2'] })).not.toHaveProperty('typedAmounts');
    await expect(policy.reserve(request)).rejects.toMatchObject({ kind: 'not_confirmed' });
    await policy.reserve(request, await policy.check(request));
  });

  it('no money moves on the day whose counters were lost, unless the policy says to continue', async () => {
    const rules = { refund: { per_day: 25_000 } };
    for (const [on_lost_counters, isRefused] of [
      [undefined, true],
      ['refuse', true],
      ['continue', false],
    ] as const) {
      const policy = createTestPolicy({ ...rules, ...(on_lost_counters ? { on_lost_counters } : {}) });
      policy.markCountersLost('2026-11-23');
      const today = policy.check(buildRefundRequest());
      if (isRefused) await expect(today).rejects.toMatchObject(matchRefusal('on_lost_counters'));
      else await today;
      await policy.check(buildRefundRequest({ now: MONDAY_TEN + 14 * HOUR }));
    }
    const unlimited = createTestPolicy({ refund: { per_call: 25_000 } });
    unlimited.markCountersLost('2026-11-23');
    await unlimited.check(buildRefundRequest());
  });

  it('the policy reports whether its counters must outlive the process', () => {
    expect(createTestPolicy({ refund: { per_call: 1 } }).hasCounters).toBe(false);
    expect(createTestPolicy({ charge: { per_caller: 1 } }).hasCounters).toBe(true);
    expect(createTestPolicy({ second_approver_above: 1 }).hasCounters).toBe(true);
  });
});

describe('the money movements of an operation', () => {
  it('the movements of Naver items are the named items with their delivery fee', () => {
    const naver_items = [
      { product_order_id: 'a', product_amount: 1_000, delivery_amount: 300 },
      { product_order_id: 'b', product_amount: 2_000, delivery_amount: 0 },
    ];
    const moves = (args: object) =>
      getMoneyMovements({ money: 'refund', args: { imp_uid: 'imp_1', ...args }, snapshot: { naver_items } });
    expect(moves({ product_order_id: ['a'] })).toEqual([{ payment: 'imp_1', amount: 1_300, currency: 'KRW' }]);
    expect(moves({ all: true })).toEqual([{ payment: 'imp_1', amount: 3_300, currency: 'KRW' }]);
    expect(moves({ product_order_id: ['c'] })).toEqual([{ payment: 'imp_1', currency: 'KRW' }]);
  });

  it('the movements never contain an amount that could lower a counter', () => {
    for (const amount of [-1, Number.NaN, Number.POSITIVE_INFINITY, '5'])
      expect(getMoneyMovements({ money: 'charge_now', args: { merchant_uid: 'o', amount }, snapshot: {} })).toEqual([
        { payment: 'o', currency: 'KRW' },
      ]);
  });
});
