import type { Pseudonyms } from '../../base/pseudonym.ts';
import { type Store, StoreUnreachable } from '../../store/store.ts';
import type { AuditLog } from './audit.ts';
import type { AuditStep } from './audit-step.ts';
import { toAuditRecord } from './record.ts';

const LIST_KEY = 'ledger';
/** About this many records stay in the store; each server's own file keeps all of its records. */
const MAX_RECORDS = 100_000;
/** Only the outcomes of calls in progress when the store was lost can be waiting. */
const MAX_PENDING = 1_000;

/** Copies every step to the store, so that the steps of all servers can be followed in one place. */
export function withStoreStream(
  audit: AuditLog,
  store: Store,
  { now, pseudonyms }: { now(): number; pseudonyms: Pseudonyms },
): AuditLog {
  const pending: string[] = [];

  async function appendToStore(record: string): Promise<void> {
    const queued = pending.splice(0);
    try {
      await store.append(LIST_KEY, [...queued, record], MAX_RECORDS);
    } catch (error) {
      // An earlier record may then be written twice, which is harmless.
      pending.unshift(...queued);
      throw error;
    }
  }

  async function appendOrQueue(record: string): Promise<void> {
    await appendToStore(record).catch((error: unknown) => {
      if (!(error instanceof StoreUnreachable)) throw error;
      if (pending.length < MAX_PENDING) pending.push(record);
    });
  }

  return {
    ...audit,
    async recordStep(entry) {
      const at = entry.at ?? new Date(now()).toISOString();
      const dated: AuditStep = { ...entry, at };
      await audit.recordStep(dated);
      const record = JSON.stringify({ at, ...toAuditRecord(dated, pseudonyms) });
      if (entry.step === 'outcome' || entry.step === 'declined' || entry.step === 'refused')
        return appendOrQueue(record);
      try {
        await appendToStore(record);
      } catch (error) {
        // The audit log says that the call was started, so record that it will not be.
        if (entry.step === 'started')
          await audit.recordStep({ ...dated, step: 'outcome', verdict: 'not_executed', kind: 'unreachable' });
        throw error;
      }
    },
    async close() {
      const last = pending.pop();
      if (last !== undefined) await appendOrQueue(last);
      await audit.close();
    },
  };
}
