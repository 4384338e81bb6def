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
  // Time passes between the two writes; both must record the same time.
  const opened = await openAuditFile();
  audit = withStoreStream(opened.audit, store, { now: () => NOON + 7 * ++later, pseudonyms: opened.pseudonyms });
});

const readStream = async () => (await store.readLatest('ledger', 100)).reverse().map((record) => JSON.parse(record));
const readFileLines = async () =>
  (await readRecords())
    .filter(({ step: kind }) => kind !== 'genesis')
    .map(({ seq: _, prev: __, hash: ___, ...record }) => record);

it('the store stream holds the same records as the audit log', async () => {
  for (const one of [buildStep({ step: 'asked' }), buildStep(), buildOutcome('executed')]) await audit.recordStep(one);
  expect(await readStream()).toHaveLength(3);
  expect(await readStream()).toEqual(await readFileLines());
});

it('a write does not start when the store stream is unreachable, and the audit log records that it was not executed', async () => {
  away = true;
  await expect(audit.recordStep(buildStep())).rejects.toBeInstanceOf(StoreUnreachable);
  expect(await readFileLines()).toMatchObject([{ step: 'started' }, { step: 'outcome', verdict: 'not_executed' }]);
  // A restart does not count it as spent.
  await audit.close();
  expect((await openAuditFile()).spendToday).toEqual([]);
});

it('an outcome missed by the store stream is delivered later, before the records that follow it', async () => {
  await audit.recordStep(buildStep());
  away = true;
  await audit.recordStep(buildOutcome('executed'));
  await audit.recordStep(buildStep({ step: 'refused', call: 'call-2' }));
  away = false;
  await audit.recordStep(buildStep({ step: 'asked', call: 'call-3' }));
  expect((await readStream()).map((record) => record.step)).toEqual(['started', 'outcome', 'refused', 'asked']);
  expect(await readStream()).toEqual(await readFileLines());
});

it('closing the audit log delivers what the store stream missed', async () => {
  away = true;
  await audit.recordStep(buildOutcome('executed'));
  away = false;
  await audit.close();
  expect(await readStream()).toHaveLength(1);
});
