import { expect, it } from 'vitest';
import { countColumns, shortenId, shortenLine } from '../../../src/base/columns.ts';
import { shortenQuoted } from '../../../src/guard/confirmation/question/lead-line.ts';

it('Hangul and emoji take two columns, combining marks none', () => {
  expect(countColumns('환불 ₩20,000')).toBe(12);
  expect(countColumns('👍')).toBe(2);
  expect(countColumns('e\u0301')).toBe(1);
});

it('a line that is too wide ends with an ellipsis and fits', () => {
  expect(shortenLine('블루투스 이어폰', 15)).toBe('블루투스 이어폰');
  expect(shortenLine('블루투스 이어폰', 10)).toBe('블루투스 …');
});

it('a shortened id keeps its ends and a checksum, by which two ids with the same ends differ', () => {
  const [one, other] = ['a', 'b'].map((letter) => shortenId(`order-${letter.repeat(40)}-2026`, 24));
  expect(one).toMatch(/^order-a+…a*-2026#[0-9a-f]{6}$/);
  expect(one).not.toBe(other);
  expect(countColumns(one ?? '')).toBeLessThanOrEqual(24);
});

it('a quote that is cut open is closed within the width', () => {
  const cut = shortenQuoted('Reason: "a long \\"reason\\" that does not fit"', 25);
  expect(cut).toBe('Reason: "a long \\"reaso…"');
  expect(countColumns(cut)).toBeLessThanOrEqual(25);
});
