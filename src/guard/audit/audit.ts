import type * as z from 'zod';
import { type Kind, Refused } from '../../base/refusal.ts';
import { ConfigError } from '../../config/index.ts';
import type { Effect, Money } from '../../endpoints/endpoint.ts';
import type { Move } from '../impact/money-movements.ts';
import type { Spending } from '../policy/spend-counters.ts';

/** Something that happened to a call. The steps of one call carry the same `call`. */
export interface AuditStep {
  /** When, if that is known better than by when it is written. */
  at?: string;
  step: 'asked' | 'agreed' | 'declined' | 'refused' | 'started' | 'outcome';
  call: string;
  tool: string;
  effect: Effect;
  money?: Money;
  caller: string;
  sandbox: boolean;
  /** As they would be sent; what is kept of them are ids, amounts and a digest. */
  args: Readonly<Record<string, unknown>>;
  /** The tool's fields: what must not even go into the digest. */
  fields: Readonly<Record<string, z.ZodType>>;
  moves: readonly Move[];
  /** The Korean day of the reservation: on `started` and `outcome`. */
  day?: string;
  /** The trace that the caller follows. */
  trace?: string;
  /** The fingerprint of what the person was shown. */
  shown?: string;
  /** How the person answered. */
  channel?: 'form' | 'page' | 'url' | 'token';
  /** Why it was refused, or failed. */
  kind?: Kind;
  verdict?: 'executed' | 'not_executed' | 'unknown';
  /** How the verdict is known; ids and amounts only. */
  proof?: string;
}

/** The record of what was asked, agreed and done. */
export interface Audit {
  /**
   * On disk when it resolves. Before anything is sent (`asked`, `agreed`, `started`) a ledger that cannot be written throws
   * Refused. Afterwards it never throws: an outcome is kept and written as soon as that is possible again.
   */
  step(entry: AuditStep): Promise<void>;
  /** The latest lines, newest first. */
  recent(limit: number): Readonly<Record<string, unknown>>[];
  close(): Promise<void>;
}

interface Options {
  /** Milliseconds since 1970. */
  now(): number;
  log(line: string): void;
}

/** How many lines `recent` can give. */
const KEPT = 200;
/** Outcomes wait only for as many calls as were in flight when the ledger failed. */
const MOST_WAITING = 1_000;
const beforehand = (step: AuditStep['step']) => step === 'asked' || step === 'agreed' || step === 'started';

/** For a server without a ledger. */
export const noAudit: Audit = {
  step: async () => undefined,
  recent: () => [],
  close: async () => undefined,
};

/** A record that is only told, as lines of JSON: nothing is counted from it after a restart, and nothing proves it whole. */
export function linesAudit({ now, write }: { now(): number; write(line: string): void }): Audit {
  const lines: Record<string, unknown>[] = [];
  return {
    async step(entry) {
      const { recordOf } = await import('./record.ts');
      const record = { at: entry.at ?? new Date(now()).toISOString(), ...recordOf(entry) };
      write(JSON.stringify({ audit: record }));
      keep(lines, record);
    },
    recent: (limit) => lines.slice(-Math.min(limit, KEPT)).reverse(),
    close: async () => undefined,
  };
}

function keep(lines: Record<string, unknown>[], line: Record<string, unknown>): void {
  lines.push(line);
  if (lines.length > 2 * KEPT) lines.splice(0, lines.length - KEPT);
}

interface Opened {
  audit: Audit;
  spent: Spending[];
  /** What tells this ledger from any other, also after a restart. */
  identity: string;
}

/**
 * Opens a ledger, checks all of it, and says what was spent on the given Korean day. Throws ConfigError when it is broken, in
 * use or not to be written.
 */
export async function openAudit(path: string, day: string, { now, log }: Options): Promise<Opened> {
  const [{ openLedger, LedgerFault }, { recordOf }, { spendingOn }, { identityOf }] = await Promise.all([
    import('./ledger-file.ts'),
    import('./record.ts'),
    import('./replay-spending.ts'),
    import('./ledger-id.ts'),
  ]);
  const lines: Record<string, unknown>[] = [];
  const waiting: Record<string, unknown>[] = [];
  const spending = spendingOn(day);
  const open = () =>
    openLedger(path, {
      now,
      visit(line) {
        keep(lines, line);
        spending.visit(line);
      },
    });
  const ledger = await open().catch((error: unknown) => {
    throw error instanceof LedgerFault ? new ConfigError(`--audit: ${error.message}`) : error;
  });

  async function write(record: Record<string, unknown>): Promise<void> {
    const earlier = waiting.splice(0);
    try {
      await ledger.append([...earlier, record]);
    } catch (error) {
      // An earlier outcome may be there twice afterwards, which says the same twice.
      waiting.unshift(...earlier);
      throw error;
    }
    for (const one of [...earlier, record]) keep(lines, one);
  }

  const audit: Audit = {
    async step(entry) {
      const record = { at: entry.at ?? new Date(now()).toISOString(), ...recordOf(entry) };
      try {
        await write(record);
      } catch (error) {
        if (!(error instanceof LedgerFault)) throw error;
        log(error.message);
        if (beforehand(entry.step))
          throw new Refused(
            'policy_refused',
            'The audit ledger cannot be written, so nothing may be changed now. Nothing was sent.',
            'Tell the user: the operator finds the reason in the log of the server. Reading goes on; call again once it is put right.',
          );
        if (entry.step === 'outcome' && waiting.length < MOST_WAITING) waiting.push(record);
      }
    },
    recent: (limit) => lines.slice(-Math.min(limit, KEPT)).reverse(),
    close: () => ledger.close(),
  };
  return { audit, spent: spending.spent(), identity: await identityOf(path) };
}
