import { expect, it } from 'vitest';
import { findCustomers } from '../../../../src/desk/customer/find-customers.ts';
import { createPeriod } from '../../../../src/desk/period/period.ts';
import { createTolerantReads } from '../../../../src/desk/tolerant-reads.ts';
import { listSchedules } from '../../../../src/endpoints/catalog/subscriptions.ts';
import type { PortOneReader } from '../../../../src/portone/client.ts';
import { NOW } from '../../../support/desk-cases.ts';

it('of very many subscribers with one family name the first are compared, and the answer says so', async () => {
  const list = Array.from({ length: 250 }, (_, n) => ({
    ...{ merchant_uid: `sub_${n}`, customer_uid: `customer_${n}`, buyer_name: '김하나', schedule_status: 'scheduled' },
    ...{ buyer_tel: `0101234${String(n).padStart(4, '0')}`, schedule_at: NOW + 3_600, amount: 9_900 },
  }));
  const call: PortOneReader['call'] = async (row) =>
    ({ response: row.name === listSchedules.name ? { total: list.length, list } : { total: 0, list: [] } }) as never;
  const portone: PortOneReader = { call, getServerTime: () => NOW, getTokenExpiry: async () => NOW };
  const { signal } = new AbortController();
  const reads = createTolerantReads(signal);
  const context = { portone, now: NOW, signal, pii: 'masked', isOffered: () => true } as const;
  const period = createPeriod(NOW - 86_400, NOW);
  const { customers, isCertain } = await findCustomers({ buyer_name: '김하나' }, { period, context, reads });
  expect(customers).toHaveLength(200);
  expect(isCertain).toBe(false);
  expect(reads.unavailable).toEqual([expect.stringContaining('subscribers beyond the first 200')]);
});
