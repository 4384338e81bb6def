import { describe, expect, it } from 'vitest';
import { createWorld } from '../../../../src/sandbox/seed/index.ts';

const START = Date.UTC(2026, 10, 21, 3) / 1000;

describe('the sample data', () => {
  it('the samples are equal for the same seed and start, and different for another seed', () => {
    const stringifyWorld = (seed: number) => {
      const { world, samples } = createWorld({ seed, startedAt: START });
      return JSON.stringify([samples, [...world.payments], [...world.billingKeys], [...world.schedules]]);
    };
    expect(stringifyWorld(7)).toBe(stringifyWorld(7));
    expect(stringifyWorld(7)).not.toBe(stringifyWorld(8));
  });

  // The first minutes of a Korean day, its last minute, a leap day and New Year.
  it.each([
    '2026-11-21T00:00:00+09:00',
    '2026-11-21T00:05:00+09:00',
    '2026-11-20T23:59:00+09:00',
    '2028-02-29T12:00:00+09:00',
    '2027-01-01T00:30:00+09:00',
  ])('the samples started at %s cover the last 120 days and nothing in the future', (moment) => {
    const startedAt = Date.parse(moment) / 1000;
    const payments = [...createWorld({ seed: 3, startedAt }).world.payments.values()].map(({ record }) => record);
    expect(payments.length).toBeGreaterThan(400);
    const toDay = (time: number | null | undefined) =>
      new Date(((time ?? 0) + 9 * 3_600) * 1000).toISOString().slice(0, 10);
    const today = toDay(startedAt);
    const yesterday = toDay(startedAt - 86_400);
    expect(payments.filter((one) => one.paid_at && toDay(one.paid_at) === today).length).toBeGreaterThanOrEqual(3);
    expect(payments.filter((one) => one.failed_at && toDay(one.failed_at) === yesterday).length).toBeGreaterThanOrEqual(
      5,
    );
    for (const one of payments) {
      for (const time of [one.started_at, one.paid_at, one.failed_at, one.cancelled_at])
        expect(time ?? 0).toBeLessThanOrEqual(startedAt);
      expect(one.cancel_amount).toBeLessThanOrEqual(one.amount);
      expect(one.status === 'cancelled', one.imp_uid).toBe(one.cancel_amount > 0);
      const history = (one.cancel_history ?? []).reduce((sum, { amount }) => sum + (amount ?? 0), 0);
      expect(history).toBe(one.cancel_amount);
      expect(one.paid_at ? ['paid', 'cancelled'] : ['ready', 'failed'], one.imp_uid).toContain(one.status);
    }
  });

  // At midnight today has no past yet: its orders must not count as orders of yesterday.
  it.each([START, Date.parse('2026-11-21T00:00:00+09:00') / 1000])(
    'the samples at %s pay each order at most once and contain no reachable contact',
    (startedAt) => {
      const payments = [...createWorld({ seed: 3, startedAt }).world.payments.values()].map(({ record }) => record);
      const paid = payments.filter(({ paid_at }) => paid_at).map(({ merchant_uid }) => merchant_uid);
      expect(new Set(paid).size).toBe(paid.length);
      for (const { buyer_tel, buyer_email } of payments) {
        if (buyer_tel) expect(buyer_tel).toMatch(/^010-?0000-?\d{4}$/);
        if (buyer_email) expect(buyer_email).toMatch(/@example\.com$/);
      }
    },
  );

  it('the samples contain the situations that support agents ask about', () => {
    const { world, samples } = createWorld({ seed: 1, startedAt: START });
    const getSamplePayment = (situation: string) => world.payments.get(samples[situation]?.imp_uid ?? '')?.record;
    expect(getSamplePayment('paid_card')).toMatchObject({ status: 'paid', pay_method: 'card', cancel_amount: 0 });
    expect(getSamplePayment('partially_cancelled')).toMatchObject({
      status: 'cancelled',
      amount: 64_900,
      cancel_amount: 24_900,
    });
    expect(getSamplePayment('fully_cancelled')).toMatchObject({
      status: 'cancelled',
      amount: 24_000,
      cancel_amount: 24_000,
    });
    expect(getSamplePayment('vbank_waiting')).toMatchObject({ status: 'ready', pay_method: 'vbank' });
    expect(getSamplePayment('vbank_expired')?.vbank_date).toBeLessThan(START);
    expect(getSamplePayment('cvs_waiting')).toMatchObject({ status: 'ready', pay_method: 'cvs' });
    expect(getSamplePayment('escrow_paid')).toMatchObject({ status: 'paid', escrow: true });
    expect(getSamplePayment('foreign')).toMatchObject({ currency: 'USD', amount: 10.5 });
    expect(getSamplePayment('test_channel')).toMatchObject({ sandbox: true });
    const { double_payment: twice } = samples;
    const first = world.payments.get(twice?.first_imp_uid ?? '')?.record;
    expect(first).toMatchObject({
      status: 'paid',
      buyer_tel: getSamplePayment('double_payment')?.buyer_tel,
      amount: 45_500,
    });
    expect(getSamplePayment('double_payment')).toMatchObject({ status: 'paid', amount: 45_500 });
    expect(first?.merchant_uid).not.toBe(twice?.merchant_uid);
    expect(getSamplePayment('vbank_wrong_amount')).toMatchObject({
      status: 'ready',
      amount: 52_000,
      deposit_history: [{ amount: 50_000 }],
    });
    const late = getSamplePayment('vbank_late_deposit');
    expect(late).toMatchObject({ status: 'ready', amount: 27_900, deposit_history: [{ amount: 27_900 }] });
    expect(late?.deposit_history?.[0]?.deposited_at).toBeGreaterThan(late?.vbank_date ?? START);
    expect(getSamplePayment('amount_differs')).toMatchObject({ status: 'paid', amount: 890 });
    expect(world.prepared.get(getSamplePayment('amount_differs')?.merchant_uid ?? '')).toMatchObject({
      amount: 89_000,
    });
    expect(getSamplePayment('console_cancelled')).toMatchObject({
      status: 'cancelled',
      cancel_reason: '관리자페이지취소',
    });
    const renewed = samples.replaced_key_after_failure;
    expect(world.schedules.get(renewed?.merchant_uid ?? '')?.record).toMatchObject({ payment_status: 'failed' });
    const key = world.billingKeys.get(renewed?.customer_uid ?? '')?.record;
    expect(key?.updated).toBeGreaterThan(getSamplePayment('replaced_key_after_failure')?.failed_at ?? START);
    for (const key of ['failed_subscription', 'naver_return_requested', 'prepared', 'cash_receipt_due'])
      expect(samples).toHaveProperty(key);
  });

  it('every paid sample has a receipt, and an approval number unless its recording had none', () => {
    const { world, samples } = createWorld({ seed: 1, startedAt: START });
    const payments = [...world.payments.values()].map(({ record }) => record);
    const withoutApproval = [
      'recorded_kakaopay_as_point',
      'recorded_phone_without_approval',
      'recorded_billing_key_issue',
      'recorded_vbank_paid_at_pg_account',
      'cancel_pending',
    ].map((situation) => samples[situation]?.imp_uid);
    for (const one of payments.filter(({ paid_at }) => paid_at)) {
      expect(one.apply_num, one.merchant_uid).toMatch(withoutApproval.includes(one.imp_uid) ? /^$/ : /^\d{8}$/);
      expect(one.receipt_url, one.merchant_uid).toBe(`https://receipt.example.com/${one.pg_tid}`);
    }
  });

  const hours = Array.from({ length: 24 }, (_, hour) => Date.parse('2026-11-21T00:05:00+09:00') / 1000 + hour * 3_600);
  it.each([1, 2, 3])('the samples of seed %s suit the demo at any hour', (seed) => {
    for (const startedAt of hours) {
      const { world, samples } = createWorld({ seed, startedAt });
      const toDay = (time: number) => Math.floor((time + 9 * 3_600) / 86_400);
      const failed = world.payments.get(samples.failed?.imp_uid ?? '')?.record.failed_at ?? 0;
      expect(toDay(failed)).toBe(toDay(startedAt) - 1);
      const recent = [...world.payments.values()].filter(
        ({ record }) =>
          record.pg_provider === 'kcp' &&
          record.pay_method === 'card' &&
          record.status === 'paid' &&
          record.amount > 10_000 &&
          (record.paid_at ?? 0) > startedAt - 6 * 86_400,
      );
      expect(recent.length).toBeGreaterThan(0);
      expect(recent.every(({ behavior }) => behavior === undefined)).toBe(true);
    }
  });
});
