import { beforeEach, expect, it } from 'vitest';
import type { AuditLog } from '../../../../src/guard/audit/audit.ts';
import { withStoreStream } from '../../../../src/guard/audit/store-stream.ts';
import { createMemoryStore } from '../../../../src/store/memory/store.ts';
import { type Store, StoreUnreachable } from '../../../../src/store/store.ts';
import {
  buildOutcome,
  buildStep,
  NOON,
  openAuditFile,
  readRecords,
  useAuditFolder,
} from '../../../support/audit-log.ts';

useAuditFolder();

let away: boolean;
let store: Store;
let audit: AuditLog;
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
  audit = withStoreStream((await openAuditFile()).audit, store, () => NOON + 7 * ++later);
});

const readStream = async () => (await store.readLatest('ledger', 100)).reverse().map((record) => JSON.parse(record));
const readFileLines = async () =>
  (await readRecords())
    .filter(({ step: kind }) => kind !== 'genesis')
    .map(({ seq: _, prev: __, hash: ___, ...record }) => record);

it('holds the same records as the ledger', async () => {
  for (const one of [buildStep({ step: 'asked' }), buildStep(), buildOutcome('executed')]) await audit.recordStep(one);
  expect(await readStream()).toHaveLength(3);
  expect(await readStream()).toEqual(await readFileLines());
});

it('lets nothing start that it cannot tell of, and says in the ledger that it was not done', async () => {
  away = true;
  await expect(audit.recordStep(buildStep())).rejects.toBeInstanceOf(StoreUnreachable);
  expect(await readFileLines()).toMatchObject([{ step: 'started' }, { step: 'outcome', verdict: 'not_executed' }]);
  // A restart counts nothing of it.
  await audit.close();
  expect((await openAuditFile()).spendToday).toEqual([]);
});

it('tells an outcome once it can, before what comes after it', async () => {
  await audit.recordStep(buildStep());
  away = true;
  await audit.recordStep(buildOutcome('executed'));
  await audit.recordStep(buildStep({ step: 'refused', call: 'call-2' }));
  away = false;
  await audit.recordStep(buildStep({ step: 'asked', call: 'call-3' }));
  expect((await readStream()).map((record) => record.step)).toEqual(['started', 'outcome', 'refused', 'asked']);
  expect(await readStream()).toEqual(await readFileLines());
});

it('tells at the end what it could not before', async () => {
  away = true;
  await audit.recordStep(buildOutcome('executed'));
  away = false;
  await audit.close();
  expect(await readStream()).toHaveLength(1);
});
