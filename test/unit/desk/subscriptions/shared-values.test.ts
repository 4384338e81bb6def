import { expect, it } from 'vitest';
import { hoistSharedColumns } from '../../../../src/desk/subscriptions/shared-values.ts';

const charge = {
  merchant_uid: 'sub_1',
  customer_uid: 'customer_1',
  buyer_name: '이바다',
  name: '멤버십',
  amount: 9_900,
};

it('what the charges of all states share stands once, and amounts stay in their rows', () => {
  const { shared, groups } = hoistSharedColumns([
    ['failed', [charge]],
    ['due', [{ ...charge, merchant_uid: 'sub_2', name: '멤버십 2개월' }]],
  ]);
  expect(shared).toEqual({ customer_uid: 'customer_1', buyer_name: '이바다' });
  expect(groups).toEqual([
    ['failed', [{ merchant_uid: 'sub_1', name: '멤버십', amount: 9_900 }]],
    ['due', [{ merchant_uid: 'sub_2', name: '멤버십 2개월', amount: 9_900 }]],
  ]);
});

it('a single charge keeps all its columns, and so do charges that share none', () => {
  expect(hoistSharedColumns([['due', [charge]]])).toEqual({ shared: undefined, groups: [['due', [charge]]] });
  const other = { ...charge, customer_uid: 'customer_2', buyer_name: '박노을', name: '잡지' };
  const groups = [['due', [charge, other]]] as const;
  expect(hoistSharedColumns(groups)).toEqual({ shared: undefined, groups });
  expect(hoistSharedColumns([])).toEqual({ shared: undefined, groups: [] });
});
