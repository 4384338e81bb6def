import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import {
  Amount,
  BeforeTime,
  CustomData,
  Email,
  ImpUid,
  Limit,
  Memo,
  MerchantUid,
  Name,
  PartAmount,
  Secret,
  Text,
  Time,
  UntilTime,
} from '../../../src/endpoints/fields.ts';
import { getFieldMeta } from '../../../src/endpoints/sensitivity.ts';

const isAccepted = (schema: z.ZodType, value: unknown) => schema.safeParse(value).success;
const toSeconds = (iso: string) => Date.parse(iso) / 1000;

describe('a time argument', () => {
  test.each([
    ['2026-11-21T09:00', '2026-11-21T00:00:00Z'],
    ['2026-11-21T09:00:30', '2026-11-21T00:00:30Z'],
    ['2026-11-21 09:00', '2026-11-21T00:00:00Z'],
    ['2026-11-21T09:00+09:00', '2026-11-21T00:00:00Z'],
    ['2026-11-21T09:00+0900', '2026-11-21T00:00:00Z'],
    ['2026-11-21T09:00:00-05:00', '2026-11-21T14:00:00Z'],
    ['2026-11-21T09:00Z', '2026-11-21T09:00:00Z'],
    ['2026-11-21T09:00:00.999Z', '2026-11-21T09:00:00Z'],
    [' 2026-11-21T09:00 ', '2026-11-21T00:00:00Z'],
    ['2028-02-29T00:00', '2028-02-28T15:00:00Z'],
  ])('the time %j is read as %s, in Korean time unless it has an offset', (given, meant) => {
    expect(Time().parse(given)).toBe(toSeconds(meant));
    expect(UntilTime().parse(given)).toBe(toSeconds(meant));
    expect(BeforeTime().parse(given)).toBe(toSeconds(meant));
  });

  test('a bare date is the start of its day in Korea', () => {
    expect(Time().parse('2026-11-21')).toBe(toSeconds('2026-11-20T15:00:00Z'));
  });

  test('a bare date as an inclusive end or deadline is the last second of its day', () => {
    expect(UntilTime().parse('2026-11-21')).toBe(toSeconds('2026-11-21T14:59:59Z'));
  });

  test('a bare date as an exclusive end is the first second of the next day', () => {
    expect(BeforeTime().parse('2026-11-21')).toBe(toSeconds('2026-11-21T15:00:00Z'));
  });

  test('unix seconds are accepted as a number or as digits', () => {
    expect(Time().parse(1_795_219_200)).toBe(1_795_219_200);
    expect(UntilTime().parse('1795219200')).toBe(1_795_219_200);
  });

  test.each([
    ['milliseconds', 1_795_219_200_000],
    ['milliseconds as text', '1795219200000'],
    ['a date without dashes', '20261121'],
    ['a date as a number', 20_261_121],
    ['zero', 0],
    ['a negative number', -1_795_219_200],
    ['half a second', 1_795_219_200.5],
    ['NaN', Number.NaN],
    ['February 30', '2026-02-30'],
    ['February 30 with a time', '2026-02-30T09:00'],
    ['a leap day of a common year', '2027-02-29'],
    ['a thirteenth month', '2026-13-01'],
    ['an hour beyond 23', '2026-11-21T24:00'],
    ['a minute beyond 59', '2026-11-21T09:60'],
    ['an impossible offset', '2026-11-21T09:00+99:00'],
    ['words', 'tomorrow'],
    ['an empty text', ''],
    ['a year too early', '1999-01-01'],
    ['a year too late', '2101-01-01'],
    ['a list', ['2026-11-21']],
    ['null', null],
  ])('a time argument rejects %s', (_, given) => {
    expect(isAccepted(Time(), given)).toBe(false);
  });

  test('the error for an invalid time explains the format without repeating the input', () => {
    const { error } = Time().safeParse('<script>');
    expect(error?.issues[0]?.message).toMatch(/ISO 8601.*2026-11-21.*unix seconds/);
    expect(error?.issues[0]?.message).not.toContain('<script>');
  });
});

describe('a path segment argument', () => {
  test.each([
    '.',
    '..',
    '../users/pg',
    'a/./b',
    'a/..',
    '..\\b',
    '%2E%2e',
    '..%2fusers',
    '%252e%252e',
    '..;a',
    'x/..?',
    '..%3b/x',
    '..%00/x',
    '..\t/x',
    ' .. ',
    ' ',
    '\u200b',
  ])('the path segment %j is rejected because it would change the path', (given) => {
    expect(isAccepted(ImpUid(), given)).toBe(false);
    expect(isAccepted(MerchantUid(40), given)).toBe(false);
  });

  test.each(['imp_448280090638', '주문-2026/11+21', 'a.b', '...', '1/2.', '.a/.b', '50%', 'a b'])(
    'the path segment %j is accepted',
    (given) => {
      expect(ImpUid().parse(given)).toBe(given);
    },
  );

  test('an empty path segment is rejected', () => {
    expect(isAccepted(ImpUid(), '')).toBe(false);
  });
});

const CHARACTERS = {
  'a null': '\u0000',
  'a bell': '\u0007',
  'an escape': '\u001b',
  'a delete': '\u007f',
  'a C1 control': '\u0085',
  'a right-to-left override': '\u202e',
  'a directional isolate': '\u2066',
};

describe('a text argument', () => {
  test.each(Object.entries(CHARACTERS))('every text argument rejects %s', (_, character) => {
    for (const schema of [Text(), Name(), ImpUid(), Secret(), Memo(), CustomData()])
      expect(isAccepted(schema, `a${character}b`)).toBe(false);
  });

  test.each(['\n', '\r', '\t'])('a multi-line text accepts %j, a single-line text does not', (character) => {
    expect(isAccepted(Memo(), `a${character}b`)).toBe(true);
    expect(isAccepted(CustomData(), `a${character}b`)).toBe(true);
    expect(isAccepted(Text(), `a${character}b`)).toBe(false);
    expect(isAccepted(ImpUid(), `a${character}b`)).toBe(false);
  });

  test.each(['\ud800', 'a\udc00', '\udc00\ud800'])('an unpaired surrogate is rejected in text: %j', (given) => {
    expect(isAccepted(Text(), given)).toBe(false);
    expect(isAccepted(Memo(), given)).toBe(false);
  });

  test('a text argument accepts Korean and emoji', () => {
    expect(isAccepted(Name(), '홍길동 😀')).toBe(true);
  });

  test('an empty text is rejected', () => {
    expect(Text().safeParse('').error?.issues[0]?.message).toBe('must not be empty');
  });

  test('a text has the length limit of the documentation', () => {
    expect(isAccepted(MerchantUid(40), 'm'.repeat(40))).toBe(true);
    expect(isAccepted(MerchantUid(40), 'm'.repeat(41))).toBe(false);
    expect(isAccepted(Email(64), 'e'.repeat(65))).toBe(false);
  });

  test('a text has a length limit where the documentation has none', () => {
    expect(isAccepted(Text(), 'x'.repeat(2_000))).toBe(true);
    expect(isAccepted(Text(), 'x'.repeat(2_001))).toBe(false);
    expect(isAccepted(CustomData(), 'x'.repeat(20_000))).toBe(true);
    expect(isAccepted(CustomData(), 'x'.repeat(20_001))).toBe(false);
  });
});

describe('a number argument', () => {
  test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY, '1000'])('an amount rejects %j', (given) => {
    expect(isAccepted(Amount(), given)).toBe(false);
  });

  test('an amount may have decimals, for currencies other than KRW', () => {
    expect(isAccepted(Amount(), 10.5)).toBe(true);
  });

  test('a partial amount may be zero but not negative', () => {
    expect(isAccepted(PartAmount(), 0)).toBe(true);
    expect(isAccepted(PartAmount(), -0.01)).toBe(false);
  });

  test('a page size is between 1 and 1000', () => {
    expect([0, 1, 1000, 1001, 1.5].map((given) => isAccepted(Limit(), given))).toEqual([
      false,
      true,
      true,
      false,
      false,
    ]);
  });
});

test('a field keeps its metadata when it becomes optional or is described', () => {
  expect(getFieldMeta(Secret().describe('a card').optional())).toEqual({ privacy: 'secret' });
  expect(getFieldMeta(Name().optional().describe('the buyer'))).toEqual({ privacy: 'personal', kind: 'name' });
  expect(getFieldMeta(Time().nullable().optional())).toMatchObject({ time: true });
  expect(getFieldMeta(z.string())).toBeUndefined();
});
