import { beforeEach, expect, it } from 'vitest';
import type { Audit } from '../../../../src/guard/audit/audit.ts';
import { streamed } from '../../../../src/guard/audit/store-stream.ts';
import { createMemoryStore } from '../../../../src/store/memory/store.ts';
import { type Store, StoreUnreachable } from '../../../../src/store/store.ts';
import { forEachTest, NOON, outcome, recordsOf, start, step } from '../../../support/audit-log.ts';

forEachTest();

let away: boolean;
let store: Store;
let audit: Audit;
let later: number;
beforeEach(async () => {
  away = false;
  later = 0;
  const memory = createMemoryStore(() => 0);
  store = {
    ...memory,
    append: (...args) => (away ? Promise.reject(new StoreUnreachable('closed')) : memory.append(...args)),
  };
  // Time passes between the two: they are to tell the same of it.
  audit = streamed((await start()).audit, store, () => NOON + 7 * ++later);
});

const told = async () => (await store.latest('ledger', 100)).reverse().map((record) => JSON.parse(record));
const kept = async () =>
  (await recordsOf())
    .filter(({ step: kind }) => kind !== 'genesis')
    .map(({ seq: _, prev: __, hash: ___, ...record }) => record);

it('holds the same records as the ledger', async () => {
  for (const one of [step({ step: 'asked' }), step(), outcome('executed')]) await audit.step(one);
  expect(await told()).toHaveLength(3);
  expect(await told()).toEqual(await kept());
});

it('lets nothing start that it cannot tell of, and says in the ledger that it was not done', async () => {
  away = true;
  await expect(audit.step(step())).rejects.toBeInstanceOf(StoreUnreachable);
  expect(await kept()).toMatchObject([{ step: 'started' }, { step: 'outcome', verdict: 'not_executed' }]);
  // A restart counts nothing of it.
  await audit.close();
  expect((await start()).spent).toEqual([]);
});

it('tells an outcome once it can, before what comes after it', async () => {
  await audit.step(step());
  away = true;
  await audit.step(outcome('executed'));
  await audit.step(step({ step: 'refused', call: 'call-2' }));
  away = false;
  await audit.step(step({ step: 'asked', call: 'call-3' }));
  expect((await told()).map((record) => record.step)).toEqual(['started', 'outcome', 'refused', 'asked']);
  expect(await told()).toEqual(await kept());
});

it('tells at the end what it could not before', async () => {
  away = true;
  await audit.step(outcome('executed'));
  away = false;
  await audit.close();
  expect(await told()).toHaveLength(1);
});
