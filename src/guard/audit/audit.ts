import { Refused } from '../../base/refusal.ts';
import { ConfigError } from '../../config/index.ts';
import type { RecordedSpend } from '../policy/spend-counters.ts';
import type { AuditStep } from './audit-step.ts';

/** The record of what was asked, agreed and done. */
export interface AuditLog {
  /**
   * On disk when it resolves. Before anything is sent (`asked`, `agreed`, `started`) a ledger that cannot be written throws
   * Refused. Afterwards it never throws: an outcome is kept and written as soon as that is possible again.
   */
  recordStep(entry: AuditStep): Promise<void>;
  /** The latest lines, newest first. */
  getRecent(limit: number): Readonly<Record<string, unknown>>[];
  close(): Promise<void>;
}

interface Options {
  /** Milliseconds since 1970. */
  now(): number;
  log(line: string): void;
}

/** How many lines `recent` can give. */
const MAX_RECENT = 200;
/** Outcomes wait only for as many calls as were in flight when the ledger failed. */
const MAX_PENDING = 1_000;
const mustPersistFirst = (step: AuditStep['step']) => step === 'asked' || step === 'agreed' || step === 'started';

/** For a server without a ledger. */
export const disabledAudit: AuditLog = {
  recordStep: async () => undefined,
  getRecent: () => [],
  close: async () => undefined,
};

/** A record that is only told, as lines of JSON: nothing is counted from it after a restart, and nothing proves it whole. */
export function createConsoleAudit({ now, write }: { now(): number; write(line: string): void }): AuditLog {
  const lines: Record<string, unknown>[] = [];
  return {
    async recordStep(entry) {
      const { toAuditRecord } = await import('./record.ts');
      const record = { at: entry.at ?? new Date(now()).toISOString(), ...toAuditRecord(entry) };
      write(JSON.stringify({ audit: record }));
      addRecent(lines, record);
    },
    getRecent: (limit) => lines.slice(-Math.min(limit, MAX_RECENT)).reverse(),
    close: async () => undefined,
  };
}

function addRecent(lines: Record<string, unknown>[], line: Record<string, unknown>): void {
  lines.push(line);
  if (lines.length > 2 * MAX_RECENT) lines.splice(0, lines.length - MAX_RECENT);
}

interface OpenedAudit {
  audit: AuditLog;
  spendToday: RecordedSpend[];
  /** What tells this ledger from any other, also after a restart. */
  identity: string;
}

/**
 * Opens a ledger, checks all of it, and says what was spent on the given Korean day. Throws ConfigError when it is broken, in
 * use or not to be written.
 */
export async function openAuditLog(path: string, day: string, { now, log }: Options): Promise<OpenedAudit> {
  const [{ openAuditLog, AuditLogError }, { toAuditRecord }, { collectSpending }, { readAuditLogId }] =
    await Promise.all([
      import('./ledger-file.ts'),
      import('./record.ts'),
      import('./replay-spending.ts'),
      import('./ledger-id.ts'),
    ]);
  const lines: Record<string, unknown>[] = [];
  const pending: Record<string, unknown>[] = [];
  const spendReplay = collectSpending(day);
  const openFile = () =>
    openAuditLog(path, {
      now,
      visit(line) {
        addRecent(lines, line);
        spendReplay.visit(line);
      },
    });
  const auditFile = await openFile().catch((error: unknown) => {
    throw error instanceof AuditLogError ? new ConfigError(`--audit: ${error.message}`) : error;
  });

  async function appendRecord(record: Record<string, unknown>): Promise<void> {
    const earlier = pending.splice(0);
    try {
      await auditFile.append([...earlier, record]);
    } catch (error) {
      // An earlier outcome may be there twice afterwards, which says the same twice.
      pending.unshift(...earlier);
      throw error;
    }
    for (const one of [...earlier, record]) addRecent(lines, one);
  }

  const audit: AuditLog = {
    async recordStep(entry) {
      const record = { at: entry.at ?? new Date(now()).toISOString(), ...toAuditRecord(entry) };
      try {
        await appendRecord(record);
      } catch (error) {
        if (!(error instanceof AuditLogError)) throw error;
        log(error.message);
        if (mustPersistFirst(entry.step))
          throw new Refused(
            'policy_refused',
            'The audit ledger cannot be written, so nothing may be changed now. Nothing was sent.',
            'Tell the user: the operator finds the reason in the log of the server. Reading goes on; call again once it is put right.',
          );
        if (entry.step === 'outcome' && pending.length < MAX_PENDING) pending.push(record);
      }
    },
    getRecent: (limit) => lines.slice(-Math.min(limit, MAX_RECENT)).reverse(),
    close: () => auditFile.close(),
  };
  return { audit, spendToday: spendReplay.getSpending(), identity: await readAuditLogId(path) };
}
