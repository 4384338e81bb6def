import { createHash } from 'node:crypto';
import * as z from 'zod';
import { Refused } from '../../base/refusal.ts';
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
const PackedCursor = z.strictObject({
  q: z.string(),
  p: z.tuple([NonNegativeInt, NonNegativeInt]),
  v: z.tuple([z.number(), NonNegativeInt]),
  i: z.array(z.string()).max(10_000),
  w: z
    .array(z.tuple([z.enum(['ready', 'paid', 'cancelled', 'failed']), NonNegativeInt, NonNegativeInt, z.string()]))
    .optional(),
});

/** Hashes the arguments that must be the same on every page. */
export function hashQuery(query: Readonly<Record<string, unknown>>): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  const canonical = JSON.stringify(given.sort(([a], [b]) => (a < b ? -1 : 1)));
  return createHash('sha256').update(canonical).digest('base64url').slice(0, 11);
}

/** Every character of a cursor costs the model tokens. */
const MAX_WHY_LENGTH = 40;

export function encodeSearchCursor({ from, to, value, sortTime, ids, failed }: SearchPosition, digest: string): string {
  const w = failed.map((window) => [window.status, window.from, window.to, window.why.slice(0, MAX_WHY_LENGTH)]);
  const packed = { q: digest, p: [from, to], v: [value, sortTime], i: ids, ...(w.length > 0 ? { w } : {}) };
  return Buffer.from(JSON.stringify(packed)).toString('base64url');
}

/** Throws Refused if the cursor is malformed or belongs to a search with other arguments. */
export function decodeSearchCursor(cursor: string, digest: string): SearchPosition {
  const parsed = PackedCursor.safeParse(tryParseJson(Buffer.from(cursor, 'base64url').toString()));
  if (!parsed.success)
    throw new Refused('invalid_input', '"cursor" is not a cursor of this server.', 'Leave it out to start over.');
  const { q, p, v, i, w = [] } = parsed.data;
  if (q !== digest)
    throw new Refused(
      'invalid_input',
      '"cursor" belongs to another search.',
      'Repeat the arguments of the search that returned it (only limit and fields may differ), or leave it out to start over.',
    );
  const failed = w.map(([status, from, to, why]) => ({ status, from, to, why }));
  return { from: p[0], to: p[1], value: v[0], sortTime: v[1], ids: i, failed };
}

function tryParseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
