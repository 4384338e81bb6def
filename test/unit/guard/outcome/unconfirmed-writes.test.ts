import { expect, it } from 'vitest';
import { getCustomerKeys } from '../../../../src/guard/impact/lock-keys.ts';
import { createUnconfirmedWrites, warnUnconfirmed } from '../../../../src/guard/outcome/unconfirmed-writes.ts';
import { createMemoryStore } from '../../../../src/store/memory/store.ts';
import { StoreUnreachable } from '../../../../src/store/store.ts';

const KEY = new Uint8Array(32);
const AT = 1_795_000_000;
const unconfirmedWrite = { tool: 'cancel_payment', title: { en: 'Cancel payment', ko: '결제 취소' }, at: AT };

it('an unconfirmed write is found by its keys, once, on every server of the store, for five minutes', async () => {
  let now = AT;
  const store = createMemoryStore(() => now);
  const [here, beside] = [
    createUnconfirmedWrites(store, KEY, () => now),
    createUnconfirmedWrites(store, KEY, () => now),
  ];
  await here.record(['imp_uid i', 'merchant_uid m'], unconfirmedWrite);
  for (const writes of [here, beside]) {
    expect(await writes.findRelated(['imp_uid i', 'merchant_uid m'])).toEqual([unconfirmedWrite]);
    expect(await writes.findRelated(['imp_uid j'])).toEqual([]);
  }
  now = AT + 301;
  expect(await here.findRelated(['imp_uid i'])).toEqual([]);
});

it('an unconfirmed write is found by its own server although the store was unreachable when it was recorded', async () => {
  const store = createMemoryStore(() => AT);
  const set = () => Promise.reject(new StoreUnreachable('it is stopped'));
  const writes = createUnconfirmedWrites({ ...store, set }, KEY, () => AT);
  await writes.record(['imp_uid i'], unconfirmedWrite);
  expect(await writes.findRelated(['imp_uid i'])).toEqual([unconfirmedWrite]);
});

it('an unconfirmed write is stored without readable customer ids', async () => {
  const storedEntries: string[] = [];
  const store = createMemoryStore(() => AT);
  const set = async (...entry: unknown[]) => void storedEntries.push(JSON.stringify(entry));
  await createUnconfirmedWrites({ ...store, set }, KEY, () => AT).record(['customer_uid hong'], unconfirmedWrite);
  expect(storedEntries).toHaveLength(1);
  expect(storedEntries[0]).not.toContain('hong');
});

it('an unconfirmed write is related to the customer in the snapshot, whatever the next order number', () => {
  const schedule = { merchant_uid: 'm', customer_uid: 'c' };
  expect(getCustomerKeys({ merchant_uid: 'm' }, { schedule })).toEqual(getCustomerKeys({ customer_uid: 'c' }, {}));
  expect(getCustomerKeys({ merchant_uid: 'm' }, {})).toEqual([]);
  expect(getCustomerKeys({ member_id: 'k' }, { schedules: [schedule, schedule] })).toHaveLength(2);
});

it('the warning about an unconfirmed write states the Korean time in both languages', () => {
  const { en, ko } = warnUnconfirmed(unconfirmedWrite);
  expect(en).toContain('"Cancel payment" was sent at 2026-11-18 20:06:40 (KST)');
  expect(ko).toContain('2026-11-18 20:06:40 KST에 보낸 "결제 취소" 요청');
});
