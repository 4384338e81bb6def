import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, it } from 'vitest';
import { cursorAfter, placeOf, skippedOf } from '../../../src/output/cursor.ts';
import { ANSWER_TOKENS, withinBudget } from '../../../src/output/token-budget.ts';

const cost = (value: unknown) => encode(JSON.stringify(value)).length;
const row = (n: number) => ({
  imp_uid: `imp_${String(n).padStart(12, '0')}`,
  merchant_uid: `ORD-20261121-${n}`,
  status: 'paid',
  name: '제주 감귤 5kg 선물세트',
  amount: 25_000 + n,
  buyer_name: '홍*동',
});
const rows = (n: number) => Array.from({ length: n }, (_, index) => row(index));
const call = ['list_payments_by_status', { payment_status: 'paid' }];
const continued = (all: readonly unknown[]) => ({ cursorAfter: (kept: number) => cursorAfter(call, all, kept) });

describe('an answer within its budget', () => {
  it('is left as it is when it fits', () => {
    const answer = { result: { total: 3, list: rows(3) } };
    expect(withinBudget(answer, { path: ['result', 'list'], ...continued(rows(3)) })).toBe(answer);
  });

  it('loses whole rows, and says how many and where they go on', () => {
    const all = rows(1000);
    const answer = withinBudget(
      { result: { total: 4321, next: 2, list: all } },
      { path: ['result', 'list'], ...continued(all) },
    ) as { result: { total: number; next: number; list: unknown[] }; remaining: number; cursor: string };
    expect(cost(answer)).toBeLessThanOrEqual(ANSWER_TOKENS);
    expect(cost(answer)).toBeGreaterThan(ANSWER_TOKENS * 0.75);
    const kept = answer.result.list.length;
    expect(answer).toEqual({
      result: { total: 4321, next: 2, list: all.slice(0, kept) },
      remaining: 1000 - kept,
      cursor: expect.any(String),
    });
    expect(skippedOf(all, placeOf(answer.cursor, call))).toBe(kept);
  });

  it('shows one row shortened when not even that fits, and still goes on', () => {
    const all = [{ ...row(1), custom_data: '가'.repeat(30_000) }, row(2)];
    const answer = withinBudget({ result: all }, { path: ['result'], ...continued(all) });
    expect(cost(answer)).toBeLessThanOrEqual(ANSWER_TOKENS);
    expect(answer).toMatchObject({
      result: [{ imp_uid: 'imp_000000000001', amount: 25_001 }],
      remaining: 1,
      cursor: expect.any(String),
      left_out: [expect.stringMatching(/^result\[0\]\.custom_data: [\d,]+ of 30,000 characters$/)],
    });
  });

  it('loses the end of the longest lists and texts of a record, never silently', () => {
    const history = rows(300);
    const answer = withinBudget({
      result: { ...row(1), cancel_history: history, custom_data: 'x '.repeat(20_000), reason: '고객 요청' },
    }) as { result: { cancel_history: unknown[]; custom_data: string; reason: string }; left_out: string[] };
    expect(cost(answer)).toBeLessThanOrEqual(ANSWER_TOKENS);
    const kept = answer.result.cancel_history.length;
    expect(answer.result.cancel_history).toEqual(history.slice(0, kept));
    expect(answer.result).toMatchObject({
      ...row(1),
      reason: '고객 요청',
      custom_data: expect.stringMatching(/^x .*…$/),
    });
    expect(answer.left_out).toEqual([expect.stringMatching(/^result\.\w+: /), expect.stringMatching(/^result\.\w+: /)]);
    expect(answer.left_out.join()).toContain(`result.cancel_history: ${300 - kept} of 300 items`);
  });

  it.each([
    ['a record of very many fields', Object.fromEntries(rows(900).map((one) => [one.imp_uid, one.name]))],
    ['lists within lists', { list: rows(40).map((one) => ({ ...one, items: rows(40) })) }],
    ['one endless text of the rarest letters', { text: '뷁😀q'.repeat(20_000) }],
    ['a failure with what somebody else said', { kind: 'rejected', upstream_message: '{"a":'.repeat(9_000) }],
  ])('holds for %s', (_, value) => {
    const answer = withinBudget({ result: value });
    expect(cost(answer)).toBeLessThanOrEqual(ANSWER_TOKENS);
    expect(answer.left_out).toBeDefined();
  });
});

describe('a cursor', () => {
  const all = rows(10);

  it('finds its row again when others came before it', () => {
    const place = placeOf(cursorAfter(call, all, 4), call);
    expect(skippedOf([row(98), row(99), ...all], place)).toBe(6);
    expect(skippedOf(all.slice(1, 3), place)).toBe(2);
  });

  it('counts what was shown over several answers', () => {
    const rest = all.slice(4).map((one) => one.amount);
    const place = placeOf(cursorAfter(call, rest, 3, 4), call);
    expect(skippedOf(all, place)).toBe(7);
  });

  it('of another call is refused', () => {
    const cursor = cursorAfter(call, all, 4);
    expect(() => placeOf(cursor, ['list_payments_by_status', { payment_status: 'failed' }])).toThrow('other arguments');
    expect(() => placeOf(cursor, ['list_payments_by_order', { payment_status: 'paid' }])).toThrow('other arguments');
  });

  it.each(['', 'abc', 'e30', '가나다', Buffer.from('a.-1').toString('base64url'), '1'.repeat(5_000)])(
    'that was never given is refused: %s',
    (cursor) => expect(() => placeOf(cursor, call)).toThrow('not one that this server gave'),
  );
});
