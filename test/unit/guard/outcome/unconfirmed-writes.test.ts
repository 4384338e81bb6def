import { expect, it } from 'vitest';
import { customersOf } from '../../../../src/guard/impact/lock-keys.ts';
import { createLostWrites, lostAdvice } from '../../../../src/guard/outcome/unconfirmed-writes.ts';
import { createMemoryStore } from '../../../../src/store/memory/store.ts';
import { StoreUnreachable } from '../../../../src/store/store.ts';

const KEY = new Uint8Array(32);
const AT = 1_795_000_000;
const lost = { tool: 'cancel_payment', title: 'Cancel payment', at: AT };

it('are told of what they acted on, once, also by another server of the store, for five minutes', async () => {
  let now = AT;
  const store = createMemoryStore(() => now);
  const [here, beside] = [createLostWrites(store, KEY, () => now), createLostWrites(store, KEY, () => now)];
  await here.note(['imp_uid i', 'merchant_uid m'], lost);
  for (const writes of [here, beside]) {
    expect(await writes.on(['imp_uid i', 'merchant_uid m'])).toEqual([lost]);
    expect(await writes.on(['imp_uid j'])).toEqual([]);
  }
  now = AT + 301;
  expect(await here.on(['imp_uid i'])).toEqual([]);
});

it('are told of by the server that lost them although the store was away then', async () => {
  const store = createMemoryStore(() => AT);
  const put = () => Promise.reject(new StoreUnreachable('it is stopped'));
  const writes = createLostWrites({ ...store, put }, KEY, () => AT);
  await writes.note(['imp_uid i'], lost);
  expect(await writes.on(['imp_uid i'])).toEqual([lost]);
});

it('stand in the store without a name of anybody', async () => {
  const kept: string[] = [];
  const store = createMemoryStore(() => AT);
  const put = async (...entry: unknown[]) => void kept.push(JSON.stringify(entry));
  await createLostWrites({ ...store, put }, KEY, () => AT).note(['customer_uid hong'], lost);
  expect(kept).toHaveLength(1);
  expect(kept[0]).not.toContain('hong');
});

it('concern the customer of what was seen, under whatever order they are charged next', () => {
  const schedule = { merchant_uid: 'm', customer_uid: 'c' };
  expect(customersOf({ merchant_uid: 'm' }, { schedule })).toEqual(customersOf({ customer_uid: 'c' }, {}));
  expect(customersOf({ merchant_uid: 'm' }, {})).toEqual([]);
  expect(customersOf({ member_id: 'k' }, { schedules: [schedule, schedule] })).toHaveLength(2);
});

it('are told in Korean time, in both languages', () => {
  const { en, ko } = lostAdvice(lost);
  expect(en).toContain('"Cancel payment" was sent at 2026-11-18 20:06:40 (KST)');
  expect(ko).toContain('2026-11-18 20:06:40 KST');
});
