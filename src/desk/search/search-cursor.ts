import * as z from 'zod';
import { createCursorCodec } from '../../output/cursor.ts';
import type { FailedWindow } from './scan-payments.ts';

/** Where a search stopped, so that a cursor can continue it. */
export interface SearchPosition {
  /** The resolved period in unix seconds: "today" must not move between pages. */
  from: number;
  to: number;
  /** The sort value and sort time of the last row returned, and the ids of the returned rows that share both. */
  value: number;
  sortTime: number;
  ids: readonly string[];
  /** Windows that failed on earlier pages; they remain unread. */
  failed: readonly FailedWindow[];
}

const NonNegativeInt = z.int().gte(0);
const PackedWindow = z.tuple([
  z.enum(['ready', 'paid', 'cancelled', 'failed']),
  NonNegativeInt,
  NonNegativeInt,
  z.string(),
]);
/** Packed without names: every character of a cursor costs the model tokens. */
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

/** `criteria` are the arguments that must be the same on every page. */
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

/** Throws Refused if the cursor is malformed or belongs to a search with other arguments. */
export function decodeSearchCursor(cursor: string, criteria: object): SearchPosition {
  const [from, to, value, sortTime, ids, windows] = cursors.decode(cursor, criteria);
  const failed = windows.map(([status, begin, end, why]) => ({ status, from: begin, to: end, why }));
  return { from, to, value, sortTime, ids, failed };
}
