import { digest } from '../base/digest.ts';
import { Refused } from '../base/refusal.ts';

/**
 * Where a truncated list continues: the number of rows already returned, and a hash of the last one in case new rows
 * were inserted before it.
 */
export interface CursorPosition {
  offset: number;
  lastRowHash?: string;
}

/** Fields that identify a row, the most specific first. */
const ID_FIELDS = ['product_order_id', 'imp_uid', 'merchant_uid', 'customer_uid', 'channel_key', 'code'] as const;

const hashRowId = (row: unknown): string | undefined => {
  const record = Object(row);
  const name = ID_FIELDS.find((id) => typeof record[id] === 'string');
  return name && digest(record[name]).slice(0, 12);
};

const hashCall = (call: unknown) => digest(call).slice(0, 12);

/** Creates a cursor that is valid for this call only; `call` is its tool and arguments. */
function encodeCursor(call: unknown, { offset, lastRowHash }: CursorPosition): string {
  const parts = [hashCall(call), offset, ...(lastRowHash === undefined ? [] : [lastRowHash])];
  return Buffer.from(parts.join('.')).toString('base64url');
}

/** Returns the cursor after the first `kept` of `rows`. `skipped` rows were returned by earlier calls. */
export function encodeCursorAfter(call: unknown, rows: readonly unknown[], kept: number, skipped = 0): string {
  const lastRowHash = hashRowId(rows[kept - 1]);
  return encodeCursor(call, { offset: skipped + kept, ...(lastRowHash === undefined ? {} : { lastRowHash }) });
}

/** Throws Refused if the cursor is malformed or belongs to another call. */
export function decodeCursor(cursor: string, call: unknown): CursorPosition {
  const [callHash, offset = '', lastRowHash, ...extraParts] = Buffer.from(cursor, 'base64url').toString().split('.');
  if (!/^\d{1,6}$/.test(offset) || extraParts.length > 0 || !/^[\w-]{12}$/.test(callHash ?? ''))
    throw new Refused(
      'invalid_input',
      '"cursor" is not a cursor of this server. Nothing was read.',
      'Call again without cursor, then use the cursor of that result unchanged.',
    );
  if (callHash !== hashCall(call))
    throw new Refused(
      'invalid_input',
      '"cursor" belongs to a call with other arguments. Nothing was read.',
      'Repeat the arguments of the call that returned it, or call without cursor to start over.',
    );
  return { offset: Number(offset), ...(lastRowHash ? { lastRowHash } : {}) };
}

/**
 * Returns how many rows to skip. The position of the last returned row decides if it is still there, since new rows may
 * have been inserted before it.
 */
export function countSkippedRows(rows: readonly unknown[], { offset, lastRowHash }: CursorPosition): number {
  const index = lastRowHash === undefined ? -1 : rows.findIndex((row) => hashRowId(row) === lastRowHash);
  return index < 0 ? Math.min(offset, rows.length) : index + 1;
}
