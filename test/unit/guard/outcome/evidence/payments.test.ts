import { describe, expect, it } from 'vitest';
import { assessAttempt, assessRetry } from '../../../../../src/guard/outcome/evidence/charge.ts';
import { assessRefund } from '../../../../../src/guard/outcome/evidence/refund.ts';

const buildHistoryEntry = (amount: number, id: string) => ({ amount, cancellation_id: id });
const paid = {
  imp_uid: 'imp_1',
  amount: 50_000,
  cancel_amount: 10_000,
  cancel_history: [buildHistoryEntry(10_000, 'a')],
};
const buildRefunded = (cancel_amount: number, ...more: ReturnType<typeof buildHistoryEntry>[]) => ({
  ...paid,
  cancel_amount,
  cancel_history: [...paid.cancel_history, ...more],
});

describe('the evidence of a refund', () => {
  it.each([
    ['is as before', { amount: 5_000 }, buildRefunded(10_000), 'absent'],
    ['grew by what was asked', { amount: 5_000 }, buildRefunded(15_000, buildHistoryEntry(5_000, 'b')), 'executed'],
    ['grew by the whole remaining amount', {}, buildRefunded(50_000, buildHistoryEntry(40_000, 'b')), 'executed'],
    ['grew by less', { amount: 5_000 }, buildRefunded(14_000, buildHistoryEntry(4_000, 'b')), 'ambiguous'],
    [
      'grew twice',
      { amount: 5_000 },
      buildRefunded(20_000, buildHistoryEntry(5_000, 'b'), buildHistoryEntry(5_000, 'c')),
      'ambiguous',
    ],
    [
      'grew in two parts',
      { amount: 5_000 },
      buildRefunded(15_000, buildHistoryEntry(2_000, 'b'), buildHistoryEntry(3_000, 'c')),
      'ambiguous',
    ],
    ['grew without an entry', { amount: 5_000 }, buildRefunded(15_000), 'ambiguous'],
    [
      'has an entry and did not grow',
      { amount: 5_000 },
      buildRefunded(10_000, buildHistoryEntry(5_000, 'b')),
      'ambiguous',
    ],
    ['shrank', { amount: 5_000 }, buildRefunded(5_000), 'ambiguous'],
    [
      'grew, with no history shown',
      { amount: 5_000 },
      { ...paid, cancel_amount: 15_000, cancel_history: null },
      'executed',
    ],
  ])('the refund evidence is classified when the cancelled amount %s', (_, args, now, evidence) => {
    expect(assessRefund(args, paid, now)).toMatchObject({ kind: evidence });
  });

  it('the refund evidence compares amounts in cents', () => {
    const before = { amount: 10.5, cancel_amount: 0.1, currency: 'USD' };
    const evidence = assessRefund({ amount: 0.2 }, before, { ...before, cancel_amount: 0.30000000000000004 });
    expect(evidence).toMatchObject({ kind: 'executed', detail: expect.stringContaining('from USD 0.10 to USD 0.30') });
  });

  it.each([
    ['nothing is cancelled', {}, { amount: 50_000, cancel_amount: 0 }, 'absent'],
    ['the remaining amount equals the expected one', { checksum: 40_000 }, buildRefunded(10_000), 'absent'],
    ['the remaining amount is less than expected', { checksum: 40_000 }, buildRefunded(15_000), 'ambiguous'],
    ['the expected remaining amount is unknown', {}, buildRefunded(10_000), 'ambiguous'],
  ])('the refund evidence is classified without an earlier snapshot when %s', (_, args, now, evidence) => {
    expect(assessRefund(args, undefined, now)).toMatchObject({ kind: evidence });
  });
});

const buildAttempt = (imp_uid: string, status: string, more: object = {}) => ({
  imp_uid,
  status,
  amount: 9_900,
  ...more,
});
const asked = { merchant_uid: 'order', amount: 9_900, customer_uid: 'buyer' };

describe('the evidence of a charge attempt', () => {
  const old = buildAttempt('imp_old', 'failed');
  it.each([
    ['none is new', [old], 'absent'],
    ['one is paid', [buildAttempt('imp_new', 'paid'), old], 'executed'],
    ['one is paid by the same key', [buildAttempt('imp_new', 'paid', { customer_uid: 'buyer' }), old], 'executed'],
    ['one is paid by another key', [buildAttempt('imp_new', 'paid', { customer_uid: 'other' }), old], 'ambiguous'],
    ['one failed', [buildAttempt('imp_new', 'failed'), old], 'declined'],
    ['one is waiting for payment', [buildAttempt('imp_new', 'ready'), old], 'ambiguous'],
    ['one was cancelled since', [buildAttempt('imp_new', 'cancelled'), old], 'ambiguous'],
    ['two are new', [buildAttempt('imp_2', 'paid'), buildAttempt('imp_new', 'failed'), old], 'ambiguous'],
    ['one is paid with another amount', [buildAttempt('imp_new', 'paid', { amount: 1 }), old], 'ambiguous'],
    ['an old one was paid', [buildAttempt('imp_old', 'paid')], 'ambiguous'],
    ['an old and a new are paid', [buildAttempt('imp_new', 'paid'), buildAttempt('imp_old', 'paid')], 'ambiguous'],
  ])('the charge evidence is classified when, among the attempts, %s', (_, rows, evidence) => {
    expect(assessAttempt(['paid'], asked, [old], rows)).toMatchObject({ kind: evidence });
  });

  it('a waiting payment proves a charge whose expected status includes "ready"', () => {
    expect(assessAttempt(['ready', 'paid'], asked, [], [buildAttempt('imp_new', 'ready')])).toMatchObject({
      kind: 'executed',
    });
  });

  it('a charge attempt proves nothing without an earlier snapshot', () => {
    expect(assessAttempt(['paid'], asked, undefined, [buildAttempt('imp_new', 'paid')])).toMatchObject({
      kind: 'ambiguous',
    });
    expect(assessAttempt(['paid'], asked, undefined, [])).toMatchObject({ kind: 'absent' });
  });
});

describe('the evidence of a retried schedule', () => {
  const failed = { schedule_status: 'executed', payment_status: 'failed', imp_uid: 'imp_1', executed_at: 100 };
  it.each([
    ['unchanged', failed, 'absent'],
    ['paid', { ...failed, payment_status: 'paid', imp_uid: 'imp_2', executed_at: 200 }, 'executed'],
    ['failed again', { ...failed, imp_uid: 'imp_2', executed_at: 200 }, 'declined'],
    ['failed without reaching the PG', { ...failed, imp_uid: null, executed_at: 200 }, 'declined'],
    [
      'scheduled again by someone else',
      { ...failed, schedule_status: 'scheduled', imp_uid: null, executed_at: 0 },
      'ambiguous',
    ],
    [
      'charged and cancelled',
      { ...failed, payment_status: 'cancelled', imp_uid: 'imp_2', executed_at: 200 },
      'ambiguous',
    ],
    ['missing', null, 'ambiguous'],
  ])('the retry evidence is classified when the schedule is %s', (_, now, evidence) => {
    expect(assessRetry(failed, now)).toMatchObject({ kind: evidence });
  });

  it('a retried schedule proves nothing without an earlier snapshot', () => {
    expect(assessRetry(undefined, failed)).toMatchObject({ kind: 'ambiguous' });
  });
});
