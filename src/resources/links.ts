import { isRecord } from '../guard/view.ts';
import { templates, uriOf } from './uri.ts';

export interface Link {
  uri: string;
  name: string;
}

/** More than a few links tell a reader nothing that the list itself does not. */
const MOST = 5;
/** A result, its list, its rows, and what a finding holds. */
const DEEPEST = 4;

/** The payments that a result speaks of, where they are few. */
export function linksOf(result: unknown): Link[] {
  const found = new Map<string, Link>();
  collect(result, found, 0);
  return found.size > MOST ? [] : [...found.values()];
}

function collect(value: unknown, found: Map<string, Link>, depth: number): void {
  if (depth > DEEPEST || found.size > MOST) return;
  if (Array.isArray(value)) for (const item of value) collect(item, found, depth + 1);
  else if (isRecord(value)) {
    // A row of a payment has a status beside its number; what only names one, such as an argument, links to nothing.
    if (typeof value.imp_uid === 'string' && typeof value.status === 'string')
      found.set(value.imp_uid, { uri: uriOf(templates.payment, value.imp_uid), name: value.imp_uid });
    else for (const item of Object.values(value)) collect(item, found, depth + 1);
  }
}
