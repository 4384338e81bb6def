import { describe, expect, it } from 'vitest';
import { cancelPayment } from '../../../../../src/endpoints/catalog/payments.ts';
import {
  estimateDiscountedRefund,
  getRefundable,
  getRequestedRefund,
  isExpectedRefund,
} from '../../../../../src/endpoints/refundable.ts';
import { getEndpointTitle } from '../../../../../src/endpoints/titles.ts';
import { planOperation } from '../../../../../src/guard/confirmation/prepare.ts';
import { getMoneyMovements } from '../../../../../src/guard/impact/money-movements.ts';
import { findAmountMismatch } from '../../../../../src/guard/outcome/amount-mismatch.ts';
import { assessRefund } from '../../../../../src/guard/outcome/evidence/refund.ts';
import { describePendingRefund } from '../../../../../src/tools/pending-refund.ts';
import { usePortOne } from '../../../../support/portone-fixture.ts';
import { respondSuccess } from '../../../../support/scripted-server.ts';

const NOW = 1_795_219_200;
const fixture = usePortOne();
const operation = {
  ...cancelPayment,
  title: getEndpointTitle(cancelPayment),
  previews: cancelPayment.preview ?? [],
};

const buildPayment = (amount: number, discount: number, cancel_amount = 0) => ({
  imp_uid: 'imp_1',
  merchant_uid: 'order_1',
  name: 'a cup',
  status: cancel_amount > 0 ? 'cancelled' : 'paid',
  paid_at: NOW,
  currency: 'KRW',
  pg_provider: 'kcp',
  pay_method: 'card',
  amount,
  cancel_amount,
  promotion: { id: 'promotion-id-1', discount },
});

async function plan(payment: ReturnType<typeof buildPayment>, args: Record<string, unknown>) {
  fixture.server.script.push(respondSuccess(payment));
  const planned = await planOperation(operation, { imp_uid: 'imp_1', ...args }, { portone: fixture.portone, now: NOW });
  const question = planned.buildQuestion('en', { sandbox: false, advice: [] });
  return { args: planned.args, question, facts: Object.fromEntries(question.facts) as Record<string, string> };
}

// An order of 10,000 with a discount of 1,000. PortOne does not say which of the two its `amount` is.
const readings = [
  ['what was paid', buildPayment(9_000, 1_000)],
  ['the amount before the discount', buildPayment(10_000, 1_000)],
] as const;

describe.each(readings)('a refund of a discounted payment whose amount is %s', (_, payment) => {
  it('the whole order can be refunded, and no balance is claimed', async () => {
    const { args, question, facts } = await plan(payment, { amount: 10_000 });
    expect(args).toMatchObject({ amount: 10_000 });
    expect(args).not.toHaveProperty('checksum');
    expect(facts).toMatchObject({
      'Promotion discount': '₩1,000',
      'Requested, before the discount': '₩10,000',
      Refundable: expect.stringContaining('not known'),
    });
    expect(question.lead[0]).toContain('at most');
    expect(question.lead[1]).toContain('PortOne decides what goes back');
  });

  it('a full refund without an amount is possible', async () => {
    const { args, facts } = await plan(payment, { full_refund: true });
    expect(args).not.toHaveProperty('checksum');
    expect(facts['Requested, before the discount']).toBe('all that remains');
  });

  it('the caps count what can go back at most, never more than PortOne shows', () => {
    for (const amount of [undefined, 10_000, 2_000]) {
      const [move] = getMoneyMovements({ money: 'refund', args: { imp_uid: 'imp_1', amount }, snapshot: { payment } });
      expect(move?.amount).toBe(Math.min(amount ?? payment.amount, payment.amount));
    }
  });

  it('the balance before the discount is taken as checksum', async () => {
    const { args, facts } = await plan(payment, { amount: 2_000, checksum: 10_000 });
    expect(args.checksum).toBe(10_000);
    expect(facts['Protection against a second refund']).toContain('₩10,000');
  });

  it('an amount above the order in both readings is refused', async () => {
    await expect(plan(payment, { amount: 11_001 })).rejects.toMatchObject({ kind: 'invalid_input' });
  });

  it('a second part is accepted with the balance before the discount, and its estimate is not known', async () => {
    // 10,000 of an order of 20,000 went first; PortOne may have counted 9,000 or 10,000.
    for (const cancelled of [9_000, 10_000]) {
      const second = buildPayment(payment.amount * 2, 2_000, cancelled);
      const { args, facts } = await plan(second, { amount: 10_000, checksum: 10_000 });
      expect(args).toMatchObject({ amount: 10_000, checksum: 10_000 });
      expect(facts['Goes back']).toContain('not known');
    }
  });

  it('any counted amount up to the request proves the refund, and more does not', () => {
    const requested = getRequestedRefund(payment, 2_000);
    for (const refunded of [1_400, 1_800, 2_000]) expect(isExpectedRefund(payment, requested, refunded)).toBe(true);
    expect(isExpectedRefund(payment, requested, 2_001)).toBe(false);
    const after = { ...payment, status: 'cancelled', cancel_amount: 1_800 };
    expect(assessRefund({ amount: 2_000 }, payment, after).kind).toBe('executed');
    expect(findAmountMismatch(cancelPayment, { amount: 2_000 }, { payment }, after)).toBeUndefined();
  });
});

describe('the estimate of a refund of a discounted payment', () => {
  it('follows the examples of PortOne: 6,000 with a tenth off, 2,000 back', () => {
    expect(estimateDiscountedRefund(buildPayment(5_400, 600), 2_000)?.ifPaid).toEqual({
      order: 6_000,
      paid: 5_400,
      withoutPromotion: 1_400,
      withPercentage: 1_800,
      withAmount: 1_844,
      withWholeDiscount: 2_000,
    });
    expect(estimateDiscountedRefund(buildPayment(6_000, 600), 2_000)?.ifOrdered).toMatchObject({
      paid: 5_400,
      withoutPromotion: 1_400,
      withPercentage: 1_800,
    });
  });

  it('follows the examples of PortOne: 6,000 with 1,000 off, 2,000 back', () => {
    expect(estimateDiscountedRefund(buildPayment(5_000, 1_000), 2_000)?.ifPaid).toMatchObject({
      withoutPromotion: 1_000,
      withAmount: 1_800,
    });
  });

  it('without keeping the promotion, the whole part can go back if the rest still qualifies', async () => {
    const { facts } = await plan(buildPayment(19_000, 1_000), { amount: 2_000 });
    expect(facts['Goes back']).toContain('₩1,000 to ₩2,000');
  });

  it('the question states both readings, and the refusal below the threshold of the promotion', async () => {
    const { facts } = await plan(buildPayment(9_000, 1_000), { amount: 500 });
    expect(facts['Goes back']).toMatch(/^₩450 to ₩[\d,]+ or a refusal if the ₩9,000 at PortOne are what was paid, /);
    expect(facts['Goes back']).toContain('PortOne does not say which');
  });

  it('a kept promotion has the amounts of a percentage and of an amount taken off', async () => {
    const { facts } = await plan(buildPayment(5_400, 600), { amount: 2_000, retain_promotion: true });
    expect(facts['Goes back']).toMatch(/^₩1,800 to ₩1,844 if /);
  });

  it('a promotion without a known discount claims no limit', async () => {
    const payment = { ...buildPayment(9_000, 0), promotion: { id: 'promotion-id-1' } };
    expect(getRefundable(payment)).toMatchObject({ amount: 9_000, isDiscounted: true });
    expect(estimateDiscountedRefund(payment, 1_000)).toBeUndefined();
  });
});

describe('a refund that the PG makes later', () => {
  const before = { imp_uid: 'imp_1', cancel_amount: 0, pg_provider: 'paypal_v2' };

  it('an unchanged payment in the response means that the refund is not done yet', () => {
    expect(describePendingRefund(before, { status: 'paid', cancel_amount: 0 })).toContain('accepted the refund');
    expect(describePendingRefund({ ...before, pg_provider: 'kicc_v2' }, {})).toContain('Do not repeat');
  });

  it('a larger cancelled amount means that it is done', () => {
    expect(describePendingRefund(before, { status: 'cancelled', cancel_amount: 100 })).toBeUndefined();
  });
});
