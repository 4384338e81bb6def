import { digest } from '../base/digest.ts';
import { Refused } from '../base/refusal.ts';

/** Where an answer that was cut goes on: after so many rows, and after which one, should rows have come before it meanwhile. */
export interface CursorPosition {
  offset: number;
  lastRowHash?: string;
}

/** What says which row is which, the most telling first. */
const ID_FIELDS = ['product_order_id', 'imp_uid', 'merchant_uid', 'customer_uid', 'channel_key', 'code'] as const;

const hashRowId = (row: unknown): string | undefined => {
  const record = Object(row);
  const name = ID_FIELDS.find((id) => typeof record[id] === 'string');
  return name && digest(record[name]).slice(0, 12);
};

const hashCall = (call: unknown) => digest(call).slice(0, 12);

/** A cursor that continues this call and no other; `call` is its tool and arguments. */
function encodeCursor(call: unknown, { offset, lastRowHash }: CursorPosition): string {
  const parts = [hashCall(call), offset, ...(lastRowHash === undefined ? [] : [lastRowHash])];
  return Buffer.from(parts.join('.')).toString('base64url');
}

/** The cursor after the first `kept` of `rows`, of which `skipped` were shown before. */
export function encodeCursorAfter(call: unknown, rows: readonly unknown[], kept: number, skipped = 0): string {
  const lastRowHash = hashRowId(rows[kept - 1]);
  return encodeCursor(call, { offset: skipped + kept, ...(lastRowHash === undefined ? {} : { lastRowHash }) });
}

/** Throws Refused for a cursor that is none, or that another call was answered with. */
export function decodeCursor(cursor: string, call: unknown): CursorPosition {
  const [callHash, offset = '', lastRowHash, ...extraParts] = Buffer.from(cursor, 'base64url').toString().split('.');
  if (!/^\d{1,6}$/.test(offset) || extraParts.length > 0 || !/^[\w-]{12}$/.test(callHash ?? ''))
    throw new Refused(
      'invalid_input',
      '"cursor" is not one that this server gave. Nothing was read.',
      'Call again without cursor, and take the cursor of that answer as it is.',
    );
  if (callHash !== hashCall(call))
    throw new Refused(
      'invalid_input',
      '"cursor" belongs to a call with other arguments. Nothing was read.',
      'Repeat the arguments of the call that answered it, or call without cursor to begin anew.',
    );
  return { offset: Number(offset), ...(lastRowHash ? { lastRowHash } : {}) };
}

/** How many rows were shown before. Where the last of them is now decides, since new ones may stand before it. */
export function countSkippedRows(rows: readonly unknown[], { offset, lastRowHash }: CursorPosition): number {
  const index = lastRowHash === undefined ? -1 : rows.findIndex((row) => hashRowId(row) === lastRowHash);
  return index < 0 ? Math.min(offset, rows.length) : index + 1;
}
