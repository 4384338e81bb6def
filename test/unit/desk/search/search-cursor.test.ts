import { expect, it } from 'vitest';
import { cursorOf, digestOf, positionOf } from '../../../../src/desk/search/search-cursor.ts';

const position = {
  from: 1_795_000_000,
  to: 1_795_100_000,
  value: -12.5,
  place: 1_795_050_000,
  ids: ['imp_1', 'imp_2'],
  failed: [{ status: 'paid' as const, from: 1, to: 2, why: 'a reason' }],
};
const digest = digestOf({ buyer_name: '홍길동', amount: 1000, status: undefined });

it('brings a position back whole', () => {
  expect(positionOf(cursorOf(position, digest), digest)).toEqual(position);
  expect(positionOf(cursorOf({ ...position, failed: [] }, digest), digest)).toEqual({ ...position, failed: [] });
});

it('holds nothing of the query that could be read', () => {
  expect(Buffer.from(cursorOf(position, digest), 'base64url').toString()).not.toMatch(/홍길동|buyer_name|"1000"/);
});

it('belongs to one query, in whatever order its arguments come', () => {
  expect(digestOf({ amount: 1000, buyer_name: '홍길동' })).toBe(digest);
  for (const other of [{ amount: 1000 }, { amount: '1000', buyer_name: '홍길동' }, { amount: 1000, name: '홍길동' }])
    expect(() => positionOf(cursorOf(position, digest), digestOf(other))).toThrow('belongs to another search');
});

it.each(['', 'x', 'e30', '이것은', cursorOf(position, digest).slice(2), Buffer.from('[1]').toString('base64url')])(
  'refuses what no answer gave: %j',
  (cursor) => expect(() => positionOf(cursor, digest)).toThrow('not one of an answer'),
);
