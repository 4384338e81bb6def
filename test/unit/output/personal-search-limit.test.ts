import { expect, it } from 'vitest';
import { createPersonalSearchLimit } from '../../../src/output/personal-search-limit.ts';

const refused = expect.objectContaining({ kind: 'rate_limited' });
const SYLLABLES = [...'가나다라마바사아자차카타파하거너더러머버서어저처커터퍼허'];

it('sixty searches for different buyers in a minute are possible, a thousand are not', () => {
  const { check } = createPersonalSearchLimit(() => 0);
  const search = (index: number) => check('support', { buyer_tel: `010-1234-${1_000 + index}` });
  for (let index = 0; index < 60; index++) search(index);
  expect(() => Array.from({ length: 940 }, (_, index) => search(60 + index))).toThrow(refused);
});

it('guesses at one masked value are refused after a few, each caller by itself', () => {
  let now = 0;
  const { check } = createPersonalSearchLimit(() => now);
  const guessName = (caller: string, syllable: string) => check(caller, { buyer_name: `송${syllable}우` });
  for (const syllable of SYLLABLES.slice(0, 5)) guessName('probe', syllable);
  expect(() => guessName('probe', '시')).toThrow(refused);
  // What was looked for before may be looked for again, such as the next page.
  guessName('probe', '가');
  guessName('support', '시');
  now = 23 * 3_600_000;
  expect(() => guessName('probe', '시')).toThrow(refused);
  now = 24 * 3_600_000;
  guessName('probe', '시');
});

it('guesses at a telephone number or a mail address are refused too', () => {
  const { check } = createPersonalSearchLimit(() => 0);
  expect(() => Array.from({ length: 6 }, (_, index) => check('a', { buyer_tel: `0101234${index}701` }))).not.toThrow();
  expect(() => Array.from({ length: 6 }, (_, index) => check('a', { buyer_tel: `010123${index}1701` }))).toThrow(
    refused,
  );
  const mail = (index: number) => check('b', { buyer_email: `s${index}@example.com` });
  expect(() => Array.from({ length: 41 }, (_, index) => mail(index))).toThrow(refused);
});

it('searches by order, amount or family name alone are not limited as guesses', () => {
  const { check } = createPersonalSearchLimit(() => 0);
  for (let index = 0; index < 1_000; index++) check('a', {});
  for (const name of SYLLABLES) check('a', { buyer_name: name });
});
