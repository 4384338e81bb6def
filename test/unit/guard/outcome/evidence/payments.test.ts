import { describe, expect, it } from 'vitest';
import { attemptSight, retrySight } from '../../../../../src/guard/outcome/evidence/charge.ts';
import { refundSight } from '../../../../../src/guard/outcome/evidence/refund.ts';

const entry = (amount: number, id: string) => ({ amount, cancellation_id: id });
const paid = { imp_uid: 'imp_1', amount: 50_000, cancel_amount: 10_000, cancel_history: [entry(10_000, 'a')] };
const cancelledTo = (cancel_amount: number, ...more: ReturnType<typeof entry>[]) => ({
  ...paid,
  cancel_amount,
  cancel_history: [...paid.cancel_history, ...more],
});

describe('a refund', () => {
  it.each([
    ['is as before', { amount: 5_000 }, cancelledTo(10_000), 'nothing'],
    ['grew by what was asked', { amount: 5_000 }, cancelledTo(15_000, entry(5_000, 'b')), 'done'],
    ['grew by all that was left', {}, cancelledTo(50_000, entry(40_000, 'b')), 'done'],
    ['grew by less', { amount: 5_000 }, cancelledTo(14_000, entry(4_000, 'b')), 'odd'],
    ['grew twice', { amount: 5_000 }, cancelledTo(20_000, entry(5_000, 'b'), entry(5_000, 'c')), 'odd'],
    ['grew in two parts', { amount: 5_000 }, cancelledTo(15_000, entry(2_000, 'b'), entry(3_000, 'c')), 'odd'],
    ['grew without an entry', { amount: 5_000 }, cancelledTo(15_000), 'odd'],
    ['has an entry and did not grow', { amount: 5_000 }, cancelledTo(10_000, entry(5_000, 'b')), 'odd'],
    ['shrank', { amount: 5_000 }, cancelledTo(5_000), 'odd'],
    [
      'grew, with no history shown',
      { amount: 5_000 },
      { ...paid, cancel_amount: 15_000, cancel_history: null },
      'done',
    ],
  ])('%s', (_, args, now, sight) => {
    expect(refundSight(args, paid, now)).toMatchObject({ sight });
  });

  it('counts in cents', () => {
    const before = { amount: 10.5, cancel_amount: 0.1, currency: 'USD' };
    const sight = refundSight({ amount: 0.2 }, before, { ...before, cancel_amount: 0.30000000000000004 });
    expect(sight).toMatchObject({ sight: 'done', proof: expect.stringContaining('from USD 0.10 to USD 0.30') });
  });

  it.each([
    ['nothing is cancelled', {}, { amount: 50_000, cancel_amount: 0 }, 'nothing'],
    ['as much is left as the caller expected', { checksum: 40_000 }, cancelledTo(10_000), 'nothing'],
    ['less is left', { checksum: 40_000 }, cancelledTo(15_000), 'odd'],
    ['nobody knows what was left', {}, cancelledTo(10_000), 'odd'],
  ])('without a look before: %s', (_, args, now, sight) => {
    expect(refundSight(args, undefined, now)).toMatchObject({ sight });
  });
});

const attempt = (imp_uid: string, status: string, more: object = {}) => ({ imp_uid, status, amount: 9_900, ...more });
const asked = { merchant_uid: 'order', amount: 9_900, customer_uid: 'buyer' };

describe('an attempt', () => {
  const old = attempt('imp_old', 'failed');
  it.each([
    ['none is new', [old], 'nothing'],
    ['one is paid', [attempt('imp_new', 'paid'), old], 'done'],
    ['one is paid by the same key', [attempt('imp_new', 'paid', { customer_uid: 'buyer' }), old], 'done'],
    ['one is paid by another key', [attempt('imp_new', 'paid', { customer_uid: 'other' }), old], 'odd'],
    ['one failed', [attempt('imp_new', 'failed'), old], 'failed'],
    ['one waits', [attempt('imp_new', 'ready'), old], 'odd'],
    ['one was taken back since', [attempt('imp_new', 'cancelled'), old], 'odd'],
    ['two are new', [attempt('imp_2', 'paid'), attempt('imp_new', 'failed'), old], 'odd'],
    ['one is paid with another amount', [attempt('imp_new', 'paid', { amount: 1 }), old], 'odd'],
    ['an old one was paid', [attempt('imp_old', 'paid')], 'odd'],
    ['an old one was paid beside', [attempt('imp_new', 'paid'), attempt('imp_old', 'paid')], 'odd'],
  ])('%s', (_, rows, sight) => {
    expect(attemptSight(['paid'], asked, [old], rows)).toMatchObject({ sight });
  });

  it('may wait where that is what was asked for', () => {
    expect(attemptSight(['ready', 'paid'], asked, [], [attempt('imp_new', 'ready')])).toMatchObject({ sight: 'done' });
  });

  it('proves nothing when nobody looked before', () => {
    expect(attemptSight(['paid'], asked, undefined, [attempt('imp_new', 'paid')])).toMatchObject({ sight: 'odd' });
    expect(attemptSight(['paid'], asked, undefined, [])).toMatchObject({ sight: 'nothing' });
  });
});

describe('a schedule tried again', () => {
  const failed = { schedule_status: 'executed', payment_status: 'failed', imp_uid: 'imp_1', executed_at: 100 };
  it.each([
    ['as before', failed, 'nothing'],
    ['paid', { ...failed, payment_status: 'paid', imp_uid: 'imp_2', executed_at: 200 }, 'done'],
    ['failed again', { ...failed, imp_uid: 'imp_2', executed_at: 200 }, 'failed'],
    ['failed without reaching the PG', { ...failed, imp_uid: null, executed_at: 200 }, 'failed'],
    ['booked again by somebody', { ...failed, schedule_status: 'scheduled', imp_uid: null, executed_at: 0 }, 'odd'],
    ['charged and taken back', { ...failed, payment_status: 'cancelled', imp_uid: 'imp_2', executed_at: 200 }, 'odd'],
    ['gone', null, 'odd'],
  ])('%s', (_, now, sight) => {
    expect(retrySight(failed, now)).toMatchObject({ sight });
  });

  it('proves nothing when nobody looked before', () => {
    expect(retrySight(undefined, failed)).toMatchObject({ sight: 'odd' });
  });
});
