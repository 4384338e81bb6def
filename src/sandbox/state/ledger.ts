import type { Change } from '../envelope.ts';

export interface LedgerEntry {
  seq: number;
  at: number;
  method: string;
  path: string;
  [fact: string]: Change[string];
}

export interface LedgerWarning {
  at: number;
  method: string;
  path: string;
  field: string;
  problem: string;
}

/** Every state change executed, in order, and every slip of a client that the real service would have swallowed. */
export interface Ledger {
  entries: LedgerEntry[];
  warnings: LedgerWarning[];
  record(at: number, method: string, path: string, change: Change): void;
  warn(warning: LedgerWarning): void;
  clear(): void;
}

/** `tell` hears of each entry as it is made. */
export function createLedger(tell: (entry: LedgerEntry) => void = () => {}): Ledger {
  const entries: LedgerEntry[] = [];
  const warnings: LedgerWarning[] = [];
  let seq = 0;
  return {
    entries,
    warnings,
    record(at, method, path, change) {
      seq += 1;
      const entry = { ...change, seq, at, method, path };
      entries.push(entry);
      tell(entry);
    },
    warn: (warning) => {
      warnings.push(warning);
    },
    clear() {
      seq = 0;
      entries.length = 0;
      warnings.length = 0;
    },
  };
}
