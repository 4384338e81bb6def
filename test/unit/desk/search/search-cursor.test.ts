import { expect, it } from 'vitest';
import { decodeSearchCursor, encodeSearchCursor } from '../../../../src/desk/search/search-cursor.ts';

const position = {
  from: 1_795_000_000,
  to: 1_795_100_000,
  value: -12.5,
  sortTime: 1_795_050_000,
  ids: ['imp_1', 'imp_2'],
  failed: [{ status: 'paid' as const, from: 1, to: 2, why: 'a reason' }],
};
const criteria = { buyer_name: '홍길동', amount: 1000, status: undefined };

it('a decoded search cursor restores the whole position', () => {
  expect(decodeSearchCursor(encodeSearchCursor(position, criteria), criteria)).toEqual(position);
  expect(decodeSearchCursor(encodeSearchCursor({ ...position, failed: [] }, criteria), criteria)).toEqual({
    ...position,
    failed: [],
  });
});

it('a search cursor does not reveal its query', () => {
  expect(Buffer.from(encodeSearchCursor(position, criteria), 'base64url').toString()).not.toMatch(
    /홍길동|buyer_name|"1000"/,
  );
});

it('a search cursor is bound to its query, whatever the order of arguments', () => {
  const cursor = encodeSearchCursor(position, criteria);
  expect(decodeSearchCursor(cursor, { amount: 1000, buyer_name: '홍길동' })).toEqual(position);
  for (const other of [{ amount: 1000 }, { amount: '1000', buyer_name: '홍길동' }, { amount: 1000, name: '홍길동' }])
    expect(() => decodeSearchCursor(cursor, other)).toThrow('belongs to a call with other arguments');
});

it.each([
  '',
  'x',
  'e30',
  '이것은',
  encodeSearchCursor(position, criteria).slice(2),
  Buffer.from('[1]').toString('base64url'),
])('refuses what no answer gave: %j', (cursor) =>
  expect(() => decodeSearchCursor(cursor, criteria)).toThrow('not a cursor of this server'),
);
