import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addAmounts, formatMoney, getCurrencyDecimals, isSameAmount, subtract } from '../../../src/base/money.ts';

const cents = fc.integer({ min: 0, max: 100_000_000_00 });

describe('sums and differences of money', () => {
  it('sums and differences have no floating-point noise', () => {
    expect(subtract(24.99, 0.1)).toBe(24.89);
    expect(addAmounts(10.1, 20.2)).toBe(30.3);
    expect(addAmounts()).toBe(0);
  });

  it('sums and differences of any amounts equal those in whole cents', () => {
    fc.assert(
      fc.property(fc.array(cents, { maxLength: 30 }), cents, (parts, taken) => {
        const sum = parts.reduce((total, part) => total + part, 0);
        expect(addAmounts(...parts.map((part) => part / 100))).toBe(sum / 100);
        expect(subtract(sum / 100, taken / 100)).toBe((sum - taken) / 100);
      }),
    );
  });

  it('sums and differences keep the four decimals that some currencies have', () => {
    expect(addAmounts(0.0001, 0.0002)).toBe(0.0003);
  });
});

describe('amounts', () => {
  it('amounts that differ only by floating-point noise are equal', () => {
    expect(isSameAmount(0.1 + 0.2, 0.3)).toBe(true);
    expect(isSameAmount(10.1, 10.11)).toBe(false);
  });

  it('amounts are formatted with the currency code in capitals, by default KRW', () => {
    expect(formatMoney(25_000)).toBe('₩25,000');
    expect(formatMoney(25_000, 'krw')).toBe('₩25,000');
    expect(formatMoney(10.5, 'usd')).toBe('USD 10.50');
    expect(formatMoney(1, 'dollars')).toBe('(unknown currency) 1.00');
    expect(formatMoney(null, 'USD')).toBe('an unknown amount');
  });
});

it('the number of decimals depends on the currency', () => {
  expect(['KRW', 'JPY', 'USD', 'KWD', 'dollars'].map(getCurrencyDecimals)).toEqual([0, 0, 2, 3, undefined]);
});
