import { DAY_SECONDS } from '../base/korean-time.ts';
import { Refused } from '../base/refusal.ts';

/** Where the next page of recent payments begins. */
export interface ListPosition {
  /** Unix seconds: the same for all pages, so that payments which come in meanwhile move nothing. */
  from: number;
  to: number;
  page: number;
}

export const PAGE_SIZE = 50;
/** Whoever looks further searches: a client that reads all pages at once is not to hold thousands of rows. */
export const MAX_PAGES = 10;

/** PortOne looks back 90 days; its clock and ours may differ. */
const WINDOW = 90 * DAY_SECONDS - 600;

export const getWindowStart = (now: number): number => now - WINDOW;

export const encodeListCursor = ({ from, to, page }: ListPosition): string =>
  Buffer.from(JSON.stringify([from, to, page])).toString('base64url');

/** Throws Refused for a cursor that is not ours. */
export function decodeListCursor(cursor: string): ListPosition {
  const position = parseCursor(cursor);
  if (!position) throw createCursorError();
  return position;
}

export const createCursorError = (): Refused =>
  new Refused('invalid_input', 'The cursor is not one of this list.', 'Begin again without a cursor.');

function parseCursor(cursor: string): ListPosition | undefined {
  if (cursor.length > 100) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
  if (!Array.isArray(value) || value.length !== 3 || !value.every(Number.isSafeInteger)) return undefined;
  const [from, to, page] = value;
  if (from <= 0 || to < from || to - from > 90 * DAY_SECONDS || page < 2 || page > MAX_PAGES) return undefined;
  const position = { from, to, page };
  return encodeListCursor(position) === cursor ? position : undefined;
}
