import { type Store, StoreUnreachable } from '../../store/store.ts';
import type { Audit, AuditStep } from './audit.ts';
import { recordOf } from './record.ts';

const LIST = 'ledger';
/** About so many records stay in the store; the ledger file of each server keeps all of its own. */
const MOST = 100_000;
/** Outcomes wait only for as many calls as were in flight when the store was lost. */
const MOST_WAITING = 1_000;

/** Tells every step to the store as well, so that what all servers do can be followed in one place. */
export function streamed(audit: Audit, store: Store, now: () => number): Audit {
  const waiting: string[] = [];

  async function tell(record: string): Promise<void> {
    const earlier = waiting.splice(0);
    try {
      await store.append(LIST, [...earlier, record], MOST);
    } catch (error) {
      // An earlier one may be there twice afterwards, which says the same twice.
      waiting.unshift(...earlier);
      throw error;
    }
  }

  async function atLast(record: string): Promise<void> {
    await tell(record).catch((error: unknown) => {
      if (!(error instanceof StoreUnreachable)) throw error;
      if (waiting.length < MOST_WAITING) waiting.push(record);
    });
  }

  return {
    ...audit,
    async step(entry) {
      const at = entry.at ?? new Date(now()).toISOString();
      const dated: AuditStep = { ...entry, at };
      await audit.step(dated);
      const record = JSON.stringify({ at, ...recordOf(dated) });
      if (entry.step === 'outcome' || entry.step === 'declined' || entry.step === 'refused') return atLast(record);
      try {
        await tell(record);
      } catch (error) {
        // The ledger says that it was started, and now it will not be.
        if (entry.step === 'started')
          await audit.step({ ...dated, step: 'outcome', verdict: 'not_executed', kind: 'unreachable' });
        throw error;
      }
    },
    async close() {
      const last = waiting.pop();
      if (last !== undefined) await atLast(last);
      await audit.close();
    },
  };
}
