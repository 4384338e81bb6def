import { Refused } from '../base/refusal.ts';

/** Where the next page of recent payments starts. */
export interface ListPosition {
  /** Start of the window in unix seconds. The same for all pages, so that new payments do not shift them. */
  from: number;
  to: number;
  page: number;
}

export const PAGE_SIZE = 50;
/** Limits a client that reads all pages at once; older payments are found by searching. */
export const MAX_PAGES = 10;

const DAY = 86_400;
/** PortOne lists at most 90 days. The margin allows for differences between the clocks. Seconds. */
const WINDOW = 90 * DAY - 600;

export const getWindowStart = (now: number): number => now - WINDOW;

export const encodeListCursor = ({ from, to, page }: ListPosition): string =>
  Buffer.from(JSON.stringify([from, to, page])).toString('base64url');

/** Throws Refused for an invalid cursor. */
export function decodeListCursor(cursor: string): ListPosition {
  const position = parseCursor(cursor);
  if (!position) throw createCursorError();
  return position;
}

export const createCursorError = (): Refused =>
  new Refused('invalid_input', 'Invalid cursor for this list.', 'Start over without a cursor.');

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
  if (from <= 0 || to < from || to - from > 90 * DAY || page < 2 || page > MAX_PAGES) return undefined;
  const position = { from, to, page };
  return encodeListCursor(position) === cursor ? position : undefined;
}
