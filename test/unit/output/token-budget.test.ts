import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, it } from 'vitest';
import { countSkippedRows, decodeCursor, encodeCursorAfter } from '../../../src/output/cursor.ts';
import { MAX_ANSWER_TOKENS, truncateToBudget } from '../../../src/output/token-budget.ts';

const countTokens = (value: unknown) => encode(JSON.stringify(value)).length;
const buildRow = (n: number) => ({
  imp_uid: `imp_${String(n).padStart(12, '0')}`,
  merchant_uid: `ORD-20261121-${n}`,
  status: 'paid',
  name: '제주 감귤 5kg 선물세트',
  amount: 25_000 + n,
  buyer_name: '홍○동',
});
const buildRows = (n: number) => Array.from({ length: n }, (_, index) => buildRow(index));
const call = ['list_payments_by_status', { payment_status: 'paid' }];
const buildContinuation = (all: readonly unknown[]) => ({
  getCursorAfter: (keptCount: number) => encodeCursorAfter(call, all, keptCount),
});

describe('an answer under the token budget', () => {
  it('an answer within the token budget is not changed', () => {
    const answer = { result: { total: 3, list: buildRows(3) } };
    expect(truncateToBudget(answer, { path: ['result', 'list'], ...buildContinuation(buildRows(3)) })).toBe(answer);
  });

  it('a long list is cut to whole rows, with the number omitted and a cursor', () => {
    const all = buildRows(1000);
    const answer = truncateToBudget(
      { result: { total: 4321, next: 2, list: all } },
      { path: ['result', 'list'], ...buildContinuation(all) },
    ) as { result: { total: number; next: number; list: unknown[] }; remaining: number; cursor: string };
    expect(countTokens(answer)).toBeLessThanOrEqual(MAX_ANSWER_TOKENS);
    expect(countTokens(answer)).toBeGreaterThan(MAX_ANSWER_TOKENS * 0.75);
    const keptCount = answer.result.list.length;
    expect(answer).toEqual({
      result: { total: 4321, next: 2, list: all.slice(0, keptCount) },
      remaining: 1000 - keptCount,
      cursor: expect.any(String),
    });
    expect(countSkippedRows(all, decodeCursor(answer.cursor, call))).toBe(keptCount);
  });

  it('a single row over the budget is shortened and still has a cursor', () => {
    const all = [{ ...buildRow(1), custom_data: '가'.repeat(30_000) }, buildRow(2)];
    const answer = truncateToBudget({ result: all }, { path: ['result'], ...buildContinuation(all) });
    expect(countTokens(answer)).toBeLessThanOrEqual(MAX_ANSWER_TOKENS);
    expect(answer).toMatchObject({
      result: [{ imp_uid: 'imp_000000000001', amount: 25_001 }],
      remaining: 1,
      cursor: expect.any(String),
      omitted: [expect.stringMatching(/^result\[0\]\.custom_data: [\d,]+ of 30,000 characters$/)],
    });
  });

  it('a long record loses the end of its longest lists and texts, and lists what was omitted', () => {
    const history = buildRows(300);
    const answer = truncateToBudget({
      result: { ...buildRow(1), cancel_history: history, custom_data: 'x '.repeat(20_000), reason: '고객 요청' },
    }) as { result: { cancel_history: unknown[]; custom_data: string; reason: string }; omitted: string[] };
    expect(countTokens(answer)).toBeLessThanOrEqual(MAX_ANSWER_TOKENS);
    const keptCount = answer.result.cancel_history.length;
    expect(answer.result.cancel_history).toEqual(history.slice(0, keptCount));
    expect(answer.result).toMatchObject({
      ...buildRow(1),
      reason: '고객 요청',
      custom_data: expect.stringMatching(/^x .*…$/),
    });
    expect(answer.omitted).toEqual([expect.stringMatching(/^result\.\w+: /), expect.stringMatching(/^result\.\w+: /)]);
    expect(answer.omitted.join()).toContain(`result.cancel_history: ${300 - keptCount} of 300 items`);
  });

  it.each([
    ['a record of very many fields', Object.fromEntries(buildRows(900).map((one) => [one.imp_uid, one.name]))],
    ['lists within lists', { list: buildRows(40).map((one) => ({ ...one, items: buildRows(40) })) }],
    ['one very long text of rare characters', { text: '뷁😀q'.repeat(20_000) }],
    ['a failure with a long upstream message', { kind: 'rejected', upstream_message: '{"a":'.repeat(9_000) }],
  ])('the token budget holds for %s', (_, value) => {
    const answer = truncateToBudget({ result: value });
    expect(countTokens(answer)).toBeLessThanOrEqual(MAX_ANSWER_TOKENS);
    expect(answer.omitted).toBeDefined();
  });
});

describe('a cursor of a shortened list', () => {
  const all = buildRows(10);

  it('a cursor finds its row again after newer rows were added', () => {
    const place = decodeCursor(encodeCursorAfter(call, all, 4), call);
    expect(countSkippedRows([buildRow(98), buildRow(99), ...all], place)).toBe(6);
    expect(countSkippedRows(all.slice(1, 3), place)).toBe(2);
  });

  it('a cursor counts the rows shown over several answers', () => {
    const rest = all.slice(4).map((one) => one.amount);
    const place = decodeCursor(encodeCursorAfter(call, rest, 3, 4), call);
    expect(countSkippedRows(all, place)).toBe(7);
  });

  it('a cursor of another call is rejected', () => {
    const cursor = encodeCursorAfter(call, all, 4);
    expect(() => decodeCursor(cursor, ['list_payments_by_status', { payment_status: 'failed' }])).toThrow(
      'other arguments',
    );
    expect(() => decodeCursor(cursor, ['list_payments_by_order', { payment_status: 'paid' }])).toThrow(
      'other arguments',
    );
  });

  it.each(['', 'abc', 'e30', '가나다', Buffer.from('a.-1').toString('base64url'), '1'.repeat(5_000)])(
    'a forged cursor is rejected: %s',
    (cursor) => expect(() => decodeCursor(cursor, call)).toThrow('not a cursor of this server'),
  );
});
