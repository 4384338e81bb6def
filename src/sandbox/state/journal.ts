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

/** All state changes in order, and all client mistakes that the real service would have ignored. */
export interface Journal {
  entries: JournalEntry[];
  warnings: JournalWarning[];
  append(at: number, method: string, path: string, change: ChangedFields): void;
  warn(warning: JournalWarning): void;
  clear(): void;
}

/** `onEntry` is called with each new entry. */
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
