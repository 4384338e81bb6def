import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatMoney } from '../../../src/base/money.ts';
import { matchesTypedAmounts, parseTypedAmount } from '../../../src/base/typed-amount.ts';

describe('a typed amount', () => {
  it.each([
    '10000',
    '10,000',
    ' 10,000 ',
    '10 000',
    '₩10,000',
    '￦ 10,000',
    '10,000원',
    '１０，０００',
    'KRW 10,000',
    '10000.00',
  ])('in won is understood when written as %j', (text) => {
    expect(matchesTypedAmounts(text, [{ amount: 10_000, currency: 'KRW' }])).toBe(true);
  });

  it.each(['10.50', '10.5', 'USD 10.50', 'usd 10.50', '10.50 USD', '１０．５０'])(
    'in dollars is understood when written as %j',
    (text) => {
      expect(matchesTypedAmounts(text, [{ amount: 10.5, currency: 'USD' }])).toBe(true);
    },
  );

  it.each([
    '',
    '   ',
    '10.5.0',
    '10,50',
    '1,0500',
    '-10.50',
    '+10.50',
    '10.50a',
    '0x10',
    '1e1',
    'USD',
    'USD 10.50 EUR',
    '.',
  ])('is not read from %j', (text) => {
    expect(parseTypedAmount(text)).toBeUndefined();
  });

  it.each(['EUR 10.50', '₩10.50', '10.50원', '10.50 KRW'])(
    'in another currency than the one asked for, %j, is refused',
    (text) => {
      expect(matchesTypedAmounts(text, [{ amount: 10.5, currency: 'USD' }])).toBe(false);
    },
  );

  it('may come as a number, as some forms send it', () => {
    expect(matchesTypedAmounts(10.5, [{ amount: 10.5, currency: 'USD' }])).toBe(true);
    expect(matchesTypedAmounts(10.51, [{ amount: 10.5, currency: 'USD' }])).toBe(false);
  });

  it('is missing when nothing, or something else than text, was sent', () => {
    for (const typed of [undefined, null, true, [10.5]])
      expect(matchesTypedAmounts(typed, [{ amount: 10.5, currency: 'USD' }])).toBe(false);
  });

  it.each([
    ['₩10,000 + USD 5.50', true],
    ['10000원+5.5 usd', true],
    ['₩10,000', false],
    ['USD 5.50', false],
    ['10,000 + 5.50', false],
    ['₩10,000 + USD 5.50 + USD 5.50', false],
    ['USD 5.50 + ₩10,000', false],
    ['₩10,005.50', false],
  ])('of two currencies, written as %j, counts: %s', (text, isRight) => {
    const expected = [
      { amount: 10_000, currency: 'KRW' },
      { amount: 5.5, currency: 'USD' },
    ];
    expect(matchesTypedAmounts(text, expected)).toBe(isRight);
  });

  it('that repeats what is shown always matches', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e11 }), fc.constantFrom('KRW', 'USD', 'JPY'), (hundredths, currency) => {
        const amount = currency === 'USD' ? hundredths / 100 : hundredths;
        expect(matchesTypedAmounts(formatMoney(amount, currency), [{ amount, currency }])).toBe(true);
      }),
    );
  });
});
