import { describe, expect, it } from 'vitest';
import type { ReadBackRule } from '../../../../../src/endpoints/read-back.ts';
import { assessItems } from '../../../../../src/guard/outcome/evidence/naver-items.ts';
import { assessRecord, matchesMask } from '../../../../../src/guard/outcome/evidence/record.ts';
import { assessCreatedSchedules, assessRevokedSchedules } from '../../../../../src/guard/outcome/evidence/schedules.ts';

type RecordReadBack = Extract<ReadBackRule, { by: 'record' }>;

describe('a record that must be gone', () => {
  const gone: RecordReadBack = { by: 'record', of: 'billing_key', expected: 'gone' };
  const key = { customer_uid: 'buyer' };
  it.each([
    ['was there and is not', gone, key, null, 'executed'],
    ['is still there', gone, key, key, 'absent'],
    ['never was there', gone, null, null, 'absent'],
    ['is not there, and nobody looked before', gone, undefined, null, 'ambiguous'],
    [
      'is still there, which proves nothing',
      { ...gone, inconclusiveIfUnchanged: 'it may stay' },
      key,
      key,
      'ambiguous',
    ],
  ])('%s', (_, proof, before, after, evidence) => {
    expect(assessRecord(proof, {}, before, after)).toMatchObject({ kind: evidence });
  });
});

describe('a record that must show what was asked', () => {
  const moved: RecordReadBack = {
    by: 'record',
    of: 'schedule',
    expected: { schedule_at: { argument: 'schedule_at' } },
  };
  const args = { schedule_at: 200 };
  it.each([
    ['does now', { schedule_at: 100 }, { schedule_at: 200 }, 'executed'],
    ['is new', null, { schedule_at: 200 }, 'executed'],
    ['is as before', { schedule_at: 100 }, { schedule_at: 100 }, 'absent'],
    ['is still missing', null, null, 'absent'],
    ['shows something else', { schedule_at: 100 }, { schedule_at: 300 }, 'ambiguous'],
    ['did before', { schedule_at: 200 }, { schedule_at: 200 }, 'ambiguous'],
    ['vanished', { schedule_at: 100 }, null, 'ambiguous'],
    ['does, and nobody looked before', undefined, { schedule_at: 200 }, 'ambiguous'],
    ['does not, and nobody looked before', undefined, { schedule_at: 100 }, 'absent'],
  ])('%s', (_, before, after, evidence) => {
    expect(assessRecord(moved, args, before, after)).toMatchObject({ kind: evidence });
  });

  it('asks nothing of what was not given', () => {
    expect(assessRecord(moved, {}, null, { schedule_at: 1 })).toMatchObject({ kind: 'executed' });
  });

  it('finds arguments and values of every kind', () => {
    const expected = {
      invoice: { argument: 'logis.invoice' },
      status: { oneOf: ['failed'] },
      at: 'set',
      ended: 'unset',
    } as const;
    const proof: RecordReadBack = { by: 'record', of: 'escrow', expected };
    const right = { invoice: '7', status: 'failed', at: 5, ended: 0 };
    const given = { logis: { invoice: '7' } };
    expect(assessRecord(proof, given, null, right)).toMatchObject({ kind: 'executed' });
    for (const wrong of [{ invoice: '8' }, { status: 'paid' }, { at: 0 }, { ended: 9 }])
      expect(assessRecord(proof, given, { invoice: 'x' }, { ...right, ...wrong })).toMatchObject({ kind: 'ambiguous' });
  });

  const stamped: RecordReadBack = {
    by: 'record',
    of: 'receipt',
    expected: { applied_at: 'set' },
    changeMarker: 'receipt_tid',
  };
  const receipt = { applied_at: 1, receipt_tid: 'a', amount: 5 };
  it.each([
    ['the stamp changed', { ...receipt, receipt_tid: 'b' }, 'executed'],
    ['all is as before', receipt, 'absent'],
    ['only something else changed', { ...receipt, amount: 6 }, 'ambiguous'],
  ])('that showed it before: %s', (_, after, evidence) => {
    expect(assessRecord(stamped, {}, receipt, after)).toMatchObject({ kind: evidence });
  });
});

it.each([
  ['400012******9010', '4000-1234-5678-9010', true],
  ['400012******9010', '4000-1234-5678-9011', false],
  ['4000-12**-****-9010', '4000123456789010', true],
  ['9010', '4000-1234-5678-9011', true],
  [null, '4000-1234-5678-9010', true],
])('a mask %s and the number %s', (masked, whole, fits) => {
  expect(matchesMask(masked, whole)).toBe(fits);
});

describe('items of a Naver order', () => {
  const proof: Extract<ReadBackRule, { by: 'items' }> = { by: 'items', becomes: { claim: ['RETURN_DONE'] } };
  const buildItem = (product_order_id: string, claim_status: string) => ({ product_order_id, claim_status });
  const before = [buildItem('1', 'RETURN_REQUEST'), buildItem('2', 'RETURN_REQUEST')];
  it.each([
    ['all moved', [buildItem('1', 'RETURN_DONE'), buildItem('2', 'RETURN_DONE')], { kind: 'executed' }],
    [
      'one moved',
      [buildItem('1', 'RETURN_DONE'), buildItem('2', 'RETURN_REQUEST')],
      { kind: 'executed', failed: ['2'], partialSoFar: true },
    ],
    ['none moved', before, { kind: 'absent' }],
    ['one went elsewhere', [buildItem('1', 'RETURN_DONE'), buildItem('2', 'RETURN_REJECT')], { kind: 'ambiguous' }],
    ['one is missing', [buildItem('1', 'RETURN_DONE')], { kind: 'ambiguous' }],
  ])('%s', (_, after, evidence) => {
    expect(assessItems(proof, {}, before, after)).toMatchObject(evidence);
  });

  it('that were there already are left undone, not done', () => {
    const done = [buildItem('1', 'RETURN_DONE')];
    expect(assessItems(proof, {}, done, done)).toMatchObject({ kind: 'absent' });
    expect(assessItems(proof, {}, undefined, done)).toMatchObject({ kind: 'ambiguous' });
  });

  it('are looked at only as far as asked', () => {
    const after = [buildItem('1', 'RETURN_DONE'), buildItem('2', 'RETURN_REJECT')];
    const evidence = assessItems(proof, { product_order_id: ['1'] }, before, after);
    expect(evidence).toMatchObject({ kind: 'executed', value: [{ product_order_id: '1' }] });
    expect(evidence).not.toHaveProperty('failed');
  });

  it('that stay as they are prove nothing where the step does not show', () => {
    const silent = { ...proof, inconclusiveIfUnchanged: 'it does not show' };
    expect(assessItems(silent, {}, before, before)).toMatchObject({ kind: 'ambiguous' });
  });
});

describe('schedules', () => {
  const buildScheduleRow = (merchant_uid: string, schedule_status: string, more: object = {}) =>
    ({ merchant_uid, customer_uid: 'buyer', schedule_at: 100, amount: 9_900, schedule_status, ...more }) as const;
  const asked = ['a', 'b'].map((merchant_uid) => ({ merchant_uid, schedule_at: 100, amount: 9_900 }));
  const indexRows = (...rows: ReturnType<typeof buildScheduleRow>[]) =>
    new Map(rows.map((one) => [one.merchant_uid, one]));

  it.each([
    ['all are there', indexRows(buildScheduleRow('a', 'scheduled'), buildScheduleRow('b', 'executed')), [], 'executed'],
    ['none is there', indexRows(), [], 'absent'],
    ['one is there', indexRows(buildScheduleRow('a', 'scheduled')), [], 'ambiguous'],
    [
      'one is of somebody else',
      indexRows(buildScheduleRow('a', 'scheduled', { customer_uid: 'x' }), buildScheduleRow('b', 'scheduled')),
      [],
      'ambiguous',
    ],
    [
      'one has another amount',
      indexRows(buildScheduleRow('a', 'scheduled', { amount: 1 }), buildScheduleRow('b', 'scheduled')),
      [],
      'ambiguous',
    ],
    [
      'one was revoked',
      indexRows(buildScheduleRow('a', 'revoked'), buildScheduleRow('b', 'scheduled')),
      [],
      'ambiguous',
    ],
    [
      'one was there before',
      indexRows(buildScheduleRow('a', 'scheduled'), buildScheduleRow('b', 'scheduled')),
      [buildScheduleRow('b', 'scheduled')],
      'ambiguous',
    ],
  ])('booked: %s', (_, after, before, evidence) => {
    expect(assessCreatedSchedules('buyer', asked, before, after)).toMatchObject({ kind: evidence });
  });

  const waiting = [buildScheduleRow('a', 'scheduled'), buildScheduleRow('b', 'scheduled')];
  it.each([
    ['all', indexRows(buildScheduleRow('a', 'revoked'), buildScheduleRow('b', 'revoked')), 'executed'],
    ['none', indexRows(...waiting), 'absent'],
    [
      'none, and one has run',
      indexRows(buildScheduleRow('a', 'executed'), buildScheduleRow('b', 'scheduled')),
      'absent',
    ],
    ['some', indexRows(buildScheduleRow('a', 'revoked'), buildScheduleRow('b', 'scheduled')), 'ambiguous'],
    [
      'some, and the other has run',
      indexRows(buildScheduleRow('a', 'revoked'), buildScheduleRow('b', 'executed')),
      'ambiguous',
    ],
    ['one cannot be found', indexRows(buildScheduleRow('b', 'scheduled')), 'ambiguous'],
  ])('revoked: %s', (_, after, evidence) => {
    expect(assessRevokedSchedules(waiting, after)).toMatchObject({ kind: evidence });
  });
});
