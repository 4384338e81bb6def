import type { ChangedFields } from '../envelope.ts';

export interface JournalEntry {
  seq: number;
  at: number;
  method: string;
  path: string;
  [fact: string]: ChangedFields[string];
}

export interface JournalWarning {
  at: number;
  method: string;
  path: string;
  field: string;
  problem: string;
}

/** Every state change executed, in order, and every slip of a client that the real service would have swallowed. */
export interface Journal {
  entries: JournalEntry[];
  warnings: JournalWarning[];
  append(at: number, method: string, path: string, change: ChangedFields): void;
  warn(warning: JournalWarning): void;
  clear(): void;
}

/** `tell` hears of each entry as it is made. */
export function createJournal(onEntry: (entry: JournalEntry) => void = () => {}): Journal {
  const entries: JournalEntry[] = [];
  const warnings: JournalWarning[] = [];
  let seq = 0;
  return {
    entries,
    warnings,
    append(at, method, path, change) {
      seq += 1;
      const entry = { ...change, seq, at, method, path };
      entries.push(entry);
      onEntry(entry);
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
