import { describe, expect, it } from 'vitest';
import type { Proof } from '../../../../../src/endpoints/read-back.ts';
import { itemSight } from '../../../../../src/guard/outcome/evidence/naver-items.ts';
import { maskFits, recordSight } from '../../../../../src/guard/outcome/evidence/record.ts';
import { bookingSight, revocationSight } from '../../../../../src/guard/outcome/evidence/schedules.ts';

type RecordProof = Extract<Proof, { by: 'record' }>;

describe('a record that must be gone', () => {
  const gone: RecordProof = { by: 'record', of: 'billing_key', shows: 'gone' };
  const key = { customer_uid: 'buyer' };
  it.each([
    ['was there and is not', gone, key, null, 'done'],
    ['is still there', gone, key, key, 'nothing'],
    ['never was there', gone, null, null, 'nothing'],
    ['is not there, and nobody looked before', gone, undefined, null, 'odd'],
    ['is still there, which proves nothing', { ...gone, unchanged: 'it may stay' }, key, key, 'odd'],
  ])('%s', (_, proof, before, after, sight) => {
    expect(recordSight(proof, {}, before, after)).toMatchObject({ sight });
  });
});

describe('a record that must show what was asked', () => {
  const moved: RecordProof = { by: 'record', of: 'schedule', shows: { schedule_at: { argument: 'schedule_at' } } };
  const args = { schedule_at: 200 };
  it.each([
    ['does now', { schedule_at: 100 }, { schedule_at: 200 }, 'done'],
    ['is new', null, { schedule_at: 200 }, 'done'],
    ['is as before', { schedule_at: 100 }, { schedule_at: 100 }, 'nothing'],
    ['is still missing', null, null, 'nothing'],
    ['shows something else', { schedule_at: 100 }, { schedule_at: 300 }, 'odd'],
    ['did before', { schedule_at: 200 }, { schedule_at: 200 }, 'odd'],
    ['vanished', { schedule_at: 100 }, null, 'odd'],
    ['does, and nobody looked before', undefined, { schedule_at: 200 }, 'odd'],
    ['does not, and nobody looked before', undefined, { schedule_at: 100 }, 'nothing'],
  ])('%s', (_, before, after, sight) => {
    expect(recordSight(moved, args, before, after)).toMatchObject({ sight });
  });

  it('asks nothing of what was not given', () => {
    expect(recordSight(moved, {}, null, { schedule_at: 1 })).toMatchObject({ sight: 'done' });
  });

  it('finds arguments and values of every kind', () => {
    const shows = {
      invoice: { argument: 'logis.invoice' },
      status: { oneOf: ['failed'] },
      at: 'set',
      ended: 'unset',
    } as const;
    const proof: RecordProof = { by: 'record', of: 'escrow', shows };
    const right = { invoice: '7', status: 'failed', at: 5, ended: 0 };
    const given = { logis: { invoice: '7' } };
    expect(recordSight(proof, given, null, right)).toMatchObject({ sight: 'done' });
    for (const wrong of [{ invoice: '8' }, { status: 'paid' }, { at: 0 }, { ended: 9 }])
      expect(recordSight(proof, given, { invoice: 'x' }, { ...right, ...wrong })).toMatchObject({ sight: 'odd' });
  });

  const stamped: RecordProof = { by: 'record', of: 'receipt', shows: { applied_at: 'set' }, stamp: 'receipt_tid' };
  const receipt = { applied_at: 1, receipt_tid: 'a', amount: 5 };
  it.each([
    ['the stamp changed', { ...receipt, receipt_tid: 'b' }, 'done'],
    ['all is as before', receipt, 'nothing'],
    ['only something else changed', { ...receipt, amount: 6 }, 'odd'],
  ])('that showed it before: %s', (_, after, sight) => {
    expect(recordSight(stamped, {}, receipt, after)).toMatchObject({ sight });
  });
});

it.each([
  ['400012******9010', '4000-1234-5678-9010', true],
  ['400012******9010', '4000-1234-5678-9011', false],
  ['4000-12**-****-9010', '4000123456789010', true],
  ['9010', '4000-1234-5678-9011', true],
  [null, '4000-1234-5678-9010', true],
])('a mask %s and the number %s', (masked, whole, fits) => {
  expect(maskFits(masked, whole)).toBe(fits);
});

describe('items of a Naver order', () => {
  const proof: Extract<Proof, { by: 'items' }> = { by: 'items', becomes: { claim: ['RETURN_DONE'] } };
  const item = (product_order_id: string, claim_status: string) => ({ product_order_id, claim_status });
  const before = [item('1', 'RETURN_REQUEST'), item('2', 'RETURN_REQUEST')];
  it.each([
    ['all moved', [item('1', 'RETURN_DONE'), item('2', 'RETURN_DONE')], { sight: 'done' }],
    [
      'one moved',
      [item('1', 'RETURN_DONE'), item('2', 'RETURN_REQUEST')],
      { sight: 'done', failed: ['2'], late: true },
    ],
    ['none moved', before, { sight: 'nothing' }],
    ['one went elsewhere', [item('1', 'RETURN_DONE'), item('2', 'RETURN_REJECT')], { sight: 'odd' }],
    ['one is missing', [item('1', 'RETURN_DONE')], { sight: 'odd' }],
  ])('%s', (_, after, sight) => {
    expect(itemSight(proof, {}, before, after)).toMatchObject(sight);
  });

  it('that were there already are left undone, not done', () => {
    const done = [item('1', 'RETURN_DONE')];
    expect(itemSight(proof, {}, done, done)).toMatchObject({ sight: 'nothing' });
    expect(itemSight(proof, {}, undefined, done)).toMatchObject({ sight: 'odd' });
  });

  it('are looked at only as far as asked', () => {
    const after = [item('1', 'RETURN_DONE'), item('2', 'RETURN_REJECT')];
    const sight = itemSight(proof, { product_order_id: ['1'] }, before, after);
    expect(sight).toMatchObject({ sight: 'done', value: [{ product_order_id: '1' }] });
    expect(sight).not.toHaveProperty('failed');
  });

  it('that stay as they are prove nothing where the step does not show', () => {
    const silent = { ...proof, unchanged: 'it does not show' };
    expect(itemSight(silent, {}, before, before)).toMatchObject({ sight: 'odd' });
  });
});

describe('schedules', () => {
  const row = (merchant_uid: string, schedule_status: string, more: object = {}) =>
    ({ merchant_uid, customer_uid: 'buyer', schedule_at: 100, amount: 9_900, schedule_status, ...more }) as const;
  const asked = ['a', 'b'].map((merchant_uid) => ({ merchant_uid, schedule_at: 100, amount: 9_900 }));
  const found = (...rows: ReturnType<typeof row>[]) => new Map(rows.map((one) => [one.merchant_uid, one]));

  it.each([
    ['all are there', found(row('a', 'scheduled'), row('b', 'executed')), [], 'done'],
    ['none is there', found(), [], 'nothing'],
    ['one is there', found(row('a', 'scheduled')), [], 'odd'],
    ['one is of somebody else', found(row('a', 'scheduled', { customer_uid: 'x' }), row('b', 'scheduled')), [], 'odd'],
    ['one has another amount', found(row('a', 'scheduled', { amount: 1 }), row('b', 'scheduled')), [], 'odd'],
    ['one was revoked', found(row('a', 'revoked'), row('b', 'scheduled')), [], 'odd'],
    ['one was there before', found(row('a', 'scheduled'), row('b', 'scheduled')), [row('b', 'scheduled')], 'odd'],
  ])('booked: %s', (_, after, before, sight) => {
    expect(bookingSight('buyer', asked, before, after)).toMatchObject({ sight });
  });

  const waiting = [row('a', 'scheduled'), row('b', 'scheduled')];
  it.each([
    ['all', found(row('a', 'revoked'), row('b', 'revoked')), 'done'],
    ['none', found(...waiting), 'nothing'],
    ['none, and one has run', found(row('a', 'executed'), row('b', 'scheduled')), 'nothing'],
    ['some', found(row('a', 'revoked'), row('b', 'scheduled')), 'odd'],
    ['some, and the other has run', found(row('a', 'revoked'), row('b', 'executed')), 'odd'],
    ['one cannot be found', found(row('b', 'scheduled')), 'odd'],
  ])('revoked: %s', (_, after, sight) => {
    expect(revocationSight(waiting, after)).toMatchObject({ sight });
  });
});
