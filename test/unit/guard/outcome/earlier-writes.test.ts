import { expect, it } from 'vitest';
import { createPseudonyms } from '../../../../src/base/pseudonym.ts';
import { getCustomerKeys } from '../../../../src/guard/impact/lock-keys.ts';
import { warnOfEarlierWrite } from '../../../../src/guard/outcome/earlier-write-warning.ts';
import { createEarlierWrites, type EarlierWrite } from '../../../../src/guard/outcome/earlier-writes.ts';
import { createMemoryStore } from '../../../../src/store/memory/store.ts';
import { StoreUnreachable } from '../../../../src/store/store.ts';

const KEY = new Uint8Array(32);
const pseudonyms = createPseudonyms(KEY);
const AT = 1_795_000_000;
const unconfirmed: EarlierWrite = {
  tool: 'cancel_payment',
  title: { en: 'Cancel payment', ko: '결제 취소' },
  status: 'unconfirmed',
  at: AT,
};

it('an unconfirmed write is found by its ids, once, on every server of the store, for five minutes', async () => {
  let now = AT;
  const store = createMemoryStore(() => now);
  const [here, beside] = [
    createEarlierWrites(store, { key: KEY, pseudonyms, now: () => now }),
    createEarlierWrites(store, { key: KEY, pseudonyms, now: () => now }),
  ];
  await here.record(['imp_uid i', 'merchant_uid m'], unconfirmed);
  for (const writes of [here, beside]) {
    expect(await writes.find(['imp_uid i', 'merchant_uid m'])).toEqual([unconfirmed]);
    expect(await writes.find(['imp_uid j'])).toEqual([]);
  }
  now = AT + 301;
  expect(await here.find(['imp_uid i'])).toEqual([]);
});

it('a later write with a known outcome does not replace one with an unknown outcome', async () => {
  const writes = createEarlierWrites(
    createMemoryStore(() => AT),
    { key: KEY, pseudonyms, now: () => AT },
  );
  const executed: EarlierWrite = { ...unconfirmed, status: 'executed', at: AT + 1, amount: '₩1,000' };
  await writes.record(['imp_uid i'], unconfirmed);
  await writes.record(['imp_uid i'], executed);
  expect(await writes.find(['imp_uid i'])).toEqual([unconfirmed, executed]);
});

it('an interrupted write is found for a day', async () => {
  let now = AT + 3_600;
  const writes = createEarlierWrites(
    createMemoryStore(() => now),
    { key: KEY, pseudonyms, now: () => now },
  );
  const interrupted: EarlierWrite = { ...unconfirmed, status: 'interrupted' };
  await writes.record(['imp_uid i'], interrupted);
  now = AT + 86_000;
  expect(await writes.find(['imp_uid i'])).toEqual([interrupted]);
  now = AT + 86_401;
  expect(await writes.find(['imp_uid i'])).toEqual([]);
});

it('a write is found by its own server although the store was unreachable when it was recorded', async () => {
  const store = createMemoryStore(() => AT);
  const set = () => Promise.reject(new StoreUnreachable('it is stopped'));
  const writes = createEarlierWrites({ ...store, set }, { key: KEY, pseudonyms, now: () => AT });
  await writes.record(['imp_uid i'], unconfirmed);
  expect(await writes.find(['imp_uid i'])).toEqual([unconfirmed]);
});

it('a write is stored without readable customer ids', async () => {
  const storedEntries: string[] = [];
  const store = createMemoryStore(() => AT);
  const set = async (...entry: unknown[]) => void storedEntries.push(JSON.stringify(entry));
  await createEarlierWrites({ ...store, set }, { key: KEY, pseudonyms, now: () => AT }).record(
    ['customer_uid hong'],
    unconfirmed,
  );
  expect(storedEntries).toHaveLength(1);
  expect(storedEntries[0]).not.toContain('hong');
});

it.each([
  ['a title in one language', { tool: 't', title: 'Refund', at: AT }, { en: 'Refund', ko: 'Refund' }],
  ['no title', { tool: 't', at: AT }, { en: 'A change', ko: '변경' }],
  ['an unknown status', { ...unconfirmed, status: 'new' }, unconfirmed.title],
])('a write that another version of the server stored with %s counts as unconfirmed', async (_, stored, title) => {
  const store = createMemoryStore(() => AT);
  const keys: string[] = [];
  const set = async (key: string) => void keys.push(key);
  await createEarlierWrites({ ...store, set }, { key: KEY, pseudonyms, now: () => AT }).record(
    ['imp_uid i'],
    unconfirmed,
  );
  for (const key of keys) await store.set(key, JSON.stringify(stored), 300);
  const found = await createEarlierWrites(store, { key: KEY, pseudonyms, now: () => AT }).find(['imp_uid i']);
  expect(found).toEqual([{ tool: stored.tool, title, status: 'unconfirmed', at: AT }]);
});

it('a write is related to the customer in the snapshot, whatever the next order number', () => {
  const schedule = { merchant_uid: 'm', customer_uid: 'c' };
  expect(getCustomerKeys({ merchant_uid: 'm' }, { schedule })).toEqual(getCustomerKeys({ customer_uid: 'c' }, {}));
  expect(getCustomerKeys({ merchant_uid: 'm' }, {})).toEqual([]);
  expect(getCustomerKeys({ member_id: 'k' }, { schedules: [schedule, schedule] })).toHaveLength(2);
});

it.each([
  ['unconfirmed', 'the PG may still execute it', '뒤늦게 처리될 수 있습니다'],
  ['undelivered', 'did not see the result', '결과를 받지 못했습니다'],
  ['executed', 'it is done once more', '한 번 더 처리됩니다'],
  ['interrupted', 'the server stopped', '서버가 중단되었으니'],
] as const)('the warning of a write that is %s states the time and amount in both languages', (status, en, ko) => {
  const warning = warnOfEarlierWrite({ ...unconfirmed, status, amount: '₩20,000' });
  expect(warning.en).toContain(en);
  expect(warning.ko).toContain(ko);
  expect(warning.en).toMatch(/^.{1,15} at 2026-11-18 20:06:40 KST: "Cancel payment" \(₩20,000\)/);
  expect(warning.ko).toMatch(/^2026-11-18 20:06:40 KST에 .{0,5}"결제 취소" \(₩20,000\) 요청/);
});
