import { expect, it } from 'vitest';
import { buildHugePage } from '../../../bench/neighbors/rows.ts';
import { decodeResponseBody } from '../../../src/portone/response-body.ts';

const join = (count: number, build: (n: number) => string) => Array.from({ length: count }, (_, n) => build(n)).join();

it('large responses that arrive at once are each decoded and parsed in a turn of their own', async () => {
  const bytes = Buffer.from(JSON.stringify({ text: 'x'.repeat(300_000) }));
  let turn = 0;
  let isDone = false;
  const countLoops = () => {
    turn += 1;
    if (!isDone) setImmediate(countLoops);
  };
  countLoops();
  const loops = await Promise.all(Array.from({ length: 8 }, () => decodeResponseBody(bytes).then(() => turn)));
  isDone = true;
  expect(new Set(loops).size).toBe(8);
});

let seed = 1;
const getRandom = () => {
  seed = (seed * 48_271) % 2_147_483_647;
  return seed;
};

const slowTexts: [what: string, text: string][] = [
  ['millions of numbers', `[${'1,'.repeat(4_000_000)}1]`],
  ['millions of empty records', `[${'{},'.repeat(2_000_000)}{}]`],
  ['lists in lists', '['.repeat(400_000)],
  ['one record of 100,000 names', `{${join(100_000, (n) => `"k${n}":1`)}}`],
  ['records that all have other names', `[${join(10_000, (n) => `{${join(10, (k) => `"k${n * 10 + k}":1`)}}`)}]`],
  [
    'records with the same names in another order',
    `[${join(10_000, () => `{${join(8, () => `"k${getRandom() % 97}":1`)}}`)}]`,
  ],
  ['records with spaces after their names', `[${join(10_000, (n) => `{${join(10, (k) => `"k${n * 10 + k}" : 1`)}}`)}]`],
];

it.each(slowTexts)('a response of %s is refused without being parsed', async (_, text) => {
  const decoded = await decodeResponseBody(Buffer.from(text));
  expect(decoded?.length).toBeUndefined();
});

const refunds = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ pg_tid: `t${n}`, amount: n, reason: 'x' }));
const fineTexts: [what: string, text: string][] = [
  ['a page of a thousand payments with long texts', JSON.stringify(buildHugePage())],
  [
    'a page of a thousand payments, each with up to twenty refunds',
    JSON.stringify(
      buildHugePage().list.map((row, n) => ({ ...row, custom_data: null, cancel_history: refunds(n % 20) })),
    ),
  ],
  ['a text of commas, braces and quotes', JSON.stringify(['{[,":\\'.repeat(200_000)])],
  ['sixty thousand characters of anything', `{${join(5_000, (n) => `"k${n}":1`)}}`],
];

it.each(fineTexts)('a response of %s is decoded as it is', async (_, text) => {
  const decoded = await decodeResponseBody(Buffer.from(text));
  expect(decoded === text).toBe(true);
});
