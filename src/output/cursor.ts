import * as z from 'zod';
import { digest } from '../base/digest.ts';
import { parseJson } from '../base/json.ts';
import { Refused } from '../base/refusal.ts';

/** Encodes where a list continues as opaque text, for one kind of list and bound to the request, with a validated position. */
export interface CursorCodec<P> {
  /** `scope` is the request that the cursor continues; it is valid for no other. */
  encode(scope: unknown, position: P): string;
  /** Throws Refused if the cursor is malformed or belongs to another request. */
  decode(cursor: string, scope: unknown): P;
}

export function createCursorCodec<P>(kind: string, position: z.ZodType<P>): CursorCodec<P> {
  const envelope = z.tuple([z.literal(kind), z.string(), position]);
  const hashScope = (scope: unknown) => digest(scope).slice(0, 12);
  return {
    encode: (scope, value) => Buffer.from(JSON.stringify([kind, hashScope(scope), value])).toString('base64url'),
    decode(cursor, scope) {
      const { success, data } = envelope.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString()));
      if (!success) throw createUnknownCursorError();
      const [, scopeHash, value] = data;
      if (scopeHash !== hashScope(scope))
        throw new Refused(
          'invalid_input',
          '"cursor" belongs to a call with other arguments. Nothing was read.',
          'Repeat the arguments of the call that returned it, or call without cursor to start over.',
        );
      return value;
    },
  };
}

export const createUnknownCursorError = (): Refused =>
  new Refused(
    'invalid_input',
    '"cursor" is not a cursor of this server. Nothing was read.',
    'Call again without cursor, then use the cursor of that result unchanged.',
  );

/** What says which row is which, the most telling first. */
const ID_FIELDS = ['product_order_id', 'imp_uid', 'merchant_uid', 'customer_uid', 'channel_key', 'code'] as const;

const hashRowId = (row: unknown): string | undefined => {
  const record = Object(row);
  const name = ID_FIELDS.find((id) => typeof record[id] === 'string');
  return name && digest(record[name]).slice(0, 12);
};

/**
 * Where a truncated list continues: the number of rows already returned, and a hash of the last one in case new rows
 * were inserted before it.
 */
const RowPosition = z.strictObject({ offset: z.int().gte(0), lastRowHash: z.string().optional() });
export type CursorPosition = z.output<typeof RowPosition>;

const rowCursor = createCursorCodec('rows', RowPosition);

/**
 * Returns the cursor after the first `kept` of `rows`; `skipped` rows were returned by earlier calls. `call` is the tool and
 * its arguments.
 */
export const encodeCursorAfter = (call: unknown, rows: readonly unknown[], kept: number, skipped = 0): string =>
  rowCursor.encode(call, { offset: skipped + kept, lastRowHash: hashRowId(rows[kept - 1]) });

/** Throws Refused if the cursor is malformed or belongs to another call. */
export const decodeCursor = (cursor: string, call: unknown): CursorPosition => rowCursor.decode(cursor, call);

/**
 * Returns how many rows to skip. The position of the last returned row decides if it is still there, since new rows may
 * have been inserted before it.
 */
export function countSkippedRows(rows: readonly unknown[], { offset, lastRowHash }: CursorPosition): number {
  const index = lastRowHash === undefined ? -1 : rows.findIndex((row) => hashRowId(row) === lastRowHash);
  return index < 0 ? Math.min(offset, rows.length) : index + 1;
}
