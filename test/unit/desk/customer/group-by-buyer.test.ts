import { expect, it } from 'vitest';
import { groupByBuyer } from '../../../../src/desk/customer/group-by-buyer.ts';

const group = (...rows: Parameters<typeof groupByBuyer>[0]) =>
  groupByBuyer(rows).map((records) => records.map(({ imp_uid }) => imp_uid));

it('payments with the same telephone are of one person, however it is written', () => {
  expect(group({ imp_uid: 'a', buyer_tel: '010-0000-0001' }, { imp_uid: 'b', buyer_tel: '+82 10 0000 0001' })).toEqual([
    ['a', 'b'],
  ]);
});

it('people of the same name with other telephones stay apart, even if they share a mail address', () => {
  const shared = { buyer_name: '김하늘', buyer_email: 'guest@example.com' };
  expect(
    group({ imp_uid: 'a', buyer_tel: '01000000001', ...shared }, { imp_uid: 'b', buyer_tel: '01000000002', ...shared }),
  ).toEqual([['a'], ['b']]);
});

it('a payment that belongs to two groups joins them', () => {
  expect(
    group(
      { imp_uid: 'a', buyer_tel: '01000000001' },
      { imp_uid: 'b', customer_uid: 'customer_1' },
      { imp_uid: 'c', buyer_tel: '01000000001', customer_uid: 'customer_1' },
    ),
  ).toEqual([['a', 'b', 'c']]);
});

it('payments without anything that identifies the buyer are not put together', () => {
  expect(group({ imp_uid: 'a', buyer_name: '김하늘' }, { imp_uid: 'b', buyer_name: '김하늘' })).toEqual([['a'], ['b']]);
});
