import { afterEach, expect, it } from 'vitest';
import { setLanguage } from '../../../src/views/words/language.ts';
import { localizeMoney, showMoney } from '../../../src/views/words/money.ts';
import { showTime } from '../../../src/views/words/time.ts';

afterEach(() => setLanguage('en'));

it.each([
  ['en-US', 25_000, undefined, '₩25,000'],
  ['ko', 25_000, 'KRW', '25,000원'],
  ['ko-KR', -500, 'KRW', '-500원'],
  ['ko-KR', 10.5, 'USD', 'USD 10.50'],
  ['kok', 25_000, 'KRW', '₩25,000'],
  ['en', undefined, 'KRW', '–'],
])('in %s an amount of %s %s reads %s', (locale, amount, currency, text) => {
  setLanguage(locale);
  expect(showMoney(amount, currency)).toBe(text);
});

it('writes each amount in a sentence of the server as a Korean reader does', () => {
  setLanguage('ko');
  expect(localizeMoney('₩5,000 of ₩100,000')).toBe('5,000원 of 100,000원');
});

it.each([
  ['2026-11-20 14:03', '2026-11-20 14:03'],
  ['2026-12-01T10:57:23+09:00', '2026-12-01 10:57'],
  ['2026-12-01', '2026-12-01'],
  ['soon', 'soon'],
  [undefined, '–'],
])('shows the time %s as %s', (time, text) => {
  expect(showTime(time)).toBe(text);
});
