import { describe, expect, it } from 'vitest';
import type { ReadBackRule } from '../../../../../src/endpoints/read-back.ts';
import { assessItems } from '../../../../../src/guard/outcome/evidence/naver-items.ts';
import { assessRecord, matchesMask } from '../../../../../src/guard/outcome/evidence/record.ts';
import { assessCreatedSchedules, assessRevokedSchedules } from '../../../../../src/guard/outcome/evidence/schedules.ts';

type RecordReadBack = Extract<ReadBackRule, { by: 'record' }>;

describe('the evidence of a deleted record', () => {
  const gone: RecordReadBack = { by: 'record', of: 'billing_key', expected: 'gone' };
  const key = { customer_uid: 'buyer' };
  it.each([
    ['existed before and is gone', gone, key, null, 'executed'],
    ['still exists', gone, key, key, 'absent'],
    ['never existed', gone, null, null, 'absent'],
    ['is gone, without an earlier snapshot', gone, undefined, null, 'ambiguous'],
    [
      'still exists and may do so after success',
      { ...gone, inconclusiveIfUnchanged: 'it may stay' },
      key,
      key,
      'ambiguous',
    ],
  ])('the deletion evidence is classified when the record %s', (_, readBack, before, after, evidence) => {
    expect(assessRecord(readBack, {}, before, after)).toMatchObject({ kind: evidence });
  });
});

describe('the evidence of a record that must show the requested values', () => {
  const moved: RecordReadBack = {
    by: 'record',
    of: 'schedule',
    expected: { schedule_at: { kind: 'argument', path: 'schedule_at' } },
  };
  const args = { schedule_at: 200 };
  it.each([
    ['now matches', { schedule_at: 100 }, { schedule_at: 200 }, 'executed'],
    ['is new and matches', null, { schedule_at: 200 }, 'executed'],
    ['is unchanged', { schedule_at: 100 }, { schedule_at: 100 }, 'absent'],
    ['is still missing', null, null, 'absent'],
    ['shows something else', { schedule_at: 100 }, { schedule_at: 300 }, 'ambiguous'],
    ['matched before', { schedule_at: 200 }, { schedule_at: 200 }, 'ambiguous'],
    ['disappeared', { schedule_at: 100 }, null, 'ambiguous'],
    ['matches, without an earlier snapshot', undefined, { schedule_at: 200 }, 'ambiguous'],
    ['does not match, without an earlier snapshot', undefined, { schedule_at: 100 }, 'absent'],
  ])('the record evidence is classified when the record %s', (_, before, after, evidence) => {
    expect(assessRecord(moved, args, before, after)).toMatchObject({ kind: evidence });
  });

  it('the record evidence ignores arguments that were not given', () => {
    expect(assessRecord(moved, {}, null, { schedule_at: 1 })).toMatchObject({ kind: 'executed' });
  });

  it('the record evidence compares arguments and values of every kind', () => {
    const expected = {
      invoice: { kind: 'argument', path: 'logis.invoice' },
      status: { kind: 'one_of', values: ['failed'] },
      at: 'set',
      ended: 'unset',
    } as const;
    const readBack: RecordReadBack = { by: 'record', of: 'escrow', expected };
    const right = { invoice: '7', status: 'failed', at: 5, ended: 0 };
    const given = { logis: { invoice: '7' } };
    expect(assessRecord(readBack, given, null, right)).toMatchObject({ kind: 'executed' });
    for (const wrong of [{ invoice: '8' }, { status: 'paid' }, { at: 0 }, { ended: 9 }])
      expect(assessRecord(readBack, given, { invoice: 'x' }, { ...right, ...wrong })).toMatchObject({
        kind: 'ambiguous',
      });
  });

  const stamped: RecordReadBack = {
    by: 'record',
    of: 'receipt',
    expected: { applied_at: 'set' },
    changeMarker: 'receipt_tid',
  };
  const receipt = { applied_at: 1, receipt_tid: 'a', amount: 5 };
  it.each([
    ['the change marker changed', { ...receipt, receipt_tid: 'b' }, 'executed'],
    ['nothing changed', receipt, 'absent'],
    ['only something else changed', { ...receipt, amount: 6 }, 'ambiguous'],
  ])('the evidence of a record that matched before is classified: %s', (_, after, evidence) => {
    expect(assessRecord(stamped, {}, receipt, after)).toMatchObject({ kind: evidence });
  });
});

it.each([
  ['400012******9010', '4000-1234-5678-9010', true],
  ['400012******9010', '4000-1234-5678-9011', false],
  ['4000-12**-****-9010', '4000123456789010', true],
  ['9010', '4000-1234-5678-9011', true],
  [null, '4000-1234-5678-9010', true],
])('the masked number %s matches %s only if their visible digits agree', (masked, whole, fits) => {
  expect(matchesMask(masked, whole)).toBe(fits);
});

describe('the evidence of Naver order items', () => {
  const readBack: Extract<ReadBackRule, { by: 'items' }> = {
    by: 'items',
    becomes: { field: 'claim_status', values: ['RETURN_DONE'] },
  };
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
    [
      'one is in another state',
      [buildItem('1', 'RETURN_DONE'), buildItem('2', 'RETURN_REJECT')],
      { kind: 'ambiguous' },
    ],
    ['one is missing', [buildItem('1', 'RETURN_DONE')], { kind: 'ambiguous' }],
  ])('the item evidence is classified when %s', (_, after, evidence) => {
    expect(assessItems(readBack, {}, before, after)).toMatchObject(evidence);
  });

  it('items that were already in the requested state do not prove that the write was executed', () => {
    const done = [buildItem('1', 'RETURN_DONE')];
    expect(assessItems(readBack, {}, done, done)).toMatchObject({ kind: 'absent' });
    expect(assessItems(readBack, {}, undefined, done)).toMatchObject({ kind: 'ambiguous' });
  });

  it('the item evidence considers only the requested items', () => {
    const after = [buildItem('1', 'RETURN_DONE'), buildItem('2', 'RETURN_REJECT')];
    const evidence = assessItems(readBack, { product_order_id: ['1'] }, before, after);
    expect(evidence).toMatchObject({ kind: 'executed', value: [{ product_order_id: '1' }] });
    expect(evidence).not.toHaveProperty('failed');
  });

  it('unchanged items prove nothing for a step that Naver does not show', () => {
    const silent = { ...readBack, inconclusiveIfUnchanged: 'it does not show' };
    expect(assessItems(silent, {}, before, before)).toMatchObject({ kind: 'ambiguous' });
  });
});

describe('the evidence of schedules', () => {
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
      'one belongs to another customer',
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
      'one existed before',
      indexRows(buildScheduleRow('a', 'scheduled'), buildScheduleRow('b', 'scheduled')),
      [buildScheduleRow('b', 'scheduled')],
      'ambiguous',
    ],
  ])('the evidence of created schedules is classified when %s', (_, after, before, evidence) => {
    expect(assessCreatedSchedules('buyer', asked, before, after)).toMatchObject({ kind: evidence });
  });

  const waiting = [buildScheduleRow('a', 'scheduled'), buildScheduleRow('b', 'scheduled')];
  it.each([
    ['all', indexRows(buildScheduleRow('a', 'revoked'), buildScheduleRow('b', 'revoked')), 'executed'],
    ['none', indexRows(...waiting), 'absent'],
    [
      'none, and one was executed',
      indexRows(buildScheduleRow('a', 'executed'), buildScheduleRow('b', 'scheduled')),
      'absent',
    ],
    ['some', indexRows(buildScheduleRow('a', 'revoked'), buildScheduleRow('b', 'scheduled')), 'ambiguous'],
    [
      'some, and the other was executed',
      indexRows(buildScheduleRow('a', 'revoked'), buildScheduleRow('b', 'executed')),
      'ambiguous',
    ],
    ['one cannot be found', indexRows(buildScheduleRow('b', 'scheduled')), 'ambiguous'],
  ])('the evidence of revoked schedules is classified when the number revoked is: %s', (_, after, evidence) => {
    expect(assessRevokedSchedules(waiting, after)).toMatchObject({ kind: evidence });
  });
});
