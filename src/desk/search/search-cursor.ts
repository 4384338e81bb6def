import * as z from 'zod';
import { createCursorCodec } from '../../output/cursor.ts';
import type { FailedWindow } from './scan-payments.ts';

/** Where a search stopped. */
export interface SearchPosition {
  /** The resolved period: what "today" means does not move while somebody reads on. */
  from: number;
  to: number;
  /** What the last row given is sorted by, its place in time, and the rows with the same of both that were given. */
  value: number;
  sortTime: number;
  ids: readonly string[];
  /** What failed before; a later page does not make it whole. */
  failed: readonly FailedWindow[];
}

const NonNegativeInt = z.int().gte(0);
const PackedWindow = z.tuple([
  z.enum(['ready', 'paid', 'cancelled', 'failed']),
  NonNegativeInt,
  NonNegativeInt,
  z.string(),
]);
/** Without names: a model pays for every letter of a cursor. */
const PackedPosition = z.tuple([
  NonNegativeInt,
  NonNegativeInt,
  z.number(),
  NonNegativeInt,
  z.array(z.string()).max(10_000),
  z.array(PackedWindow),
]);
const cursors = createCursorCodec('search', PackedPosition);

const MAX_WHY_LENGTH = 40;

/** `criteria` are the arguments without what may differ from page to page. */
export function encodeSearchCursor(position: SearchPosition, criteria: object): string {
  const { from, to, value, sortTime, ids, failed } = position;
  return cursors.encode(criteria, [
    from,
    to,
    value,
    sortTime,
    [...ids],
    failed.map((window) => [window.status, window.from, window.to, window.why.slice(0, MAX_WHY_LENGTH)]),
  ]);
}

/** Throws Refused for what no answer gave, or gave to other arguments. */
export function decodeSearchCursor(cursor: string, criteria: object): SearchPosition {
  const [from, to, value, sortTime, ids, windows] = cursors.decode(cursor, criteria);
  const failed = windows.map(([status, begin, end, why]) => ({ status, from: begin, to: end, why }));
  return { from, to, value, sortTime, ids, failed };
}
