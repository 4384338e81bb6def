import * as z from 'zod';
import { digest } from '../base/digest.ts';
import { parseJson } from '../base/json.ts';
import { Refused } from '../base/refusal.ts';

/** Where a list goes on, as opaque text: of one kind of list, bound to what was asked, with a position that is checked. */
export interface CursorCodec<P> {
  /** `scope` is what was asked: a position in the answer to that and to nothing else. */
  encode(scope: unknown, position: P): string;
  /** Throws Refused for a cursor that is none, or that was given for something else. */
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
          'Repeat the arguments of the call that answered it, or call without cursor to begin anew.',
        );
      return value;
    },
  };
}

export const createUnknownCursorError = (): Refused =>
  new Refused(
    'invalid_input',
    '"cursor" is not one that this server gave. Nothing was read.',
    'Call again without cursor, and take the cursor of that answer as it is.',
  );

/** What says which row is which, the most telling first. */
const ID_FIELDS = ['product_order_id', 'imp_uid', 'merchant_uid', 'customer_uid', 'channel_key', 'code'] as const;

const hashRowId = (row: unknown): string | undefined => {
  const record = Object(row);
  const name = ID_FIELDS.find((id) => typeof record[id] === 'string');
  return name && digest(record[name]).slice(0, 12);
};

/** Where an answer that was cut goes on: after so many rows, and after which one, should rows have come before it meanwhile. */
const RowPosition = z.strictObject({ offset: z.int().gte(0), lastRowHash: z.string().optional() });
export type CursorPosition = z.output<typeof RowPosition>;

const rowCursor = createCursorCodec('rows', RowPosition);

/** The cursor after the first `kept` of `rows`, of which `skipped` were shown before; `call` is its tool and arguments. */
export const encodeCursorAfter = (call: unknown, rows: readonly unknown[], kept: number, skipped = 0): string =>
  rowCursor.encode(call, { offset: skipped + kept, lastRowHash: hashRowId(rows[kept - 1]) });

/** Throws Refused for a cursor that is none, or that another call was answered with. */
export const decodeCursor = (cursor: string, call: unknown): CursorPosition => rowCursor.decode(cursor, call);

/** How many rows were shown before. Where the last of them is now decides, since new ones may stand before it. */
export function countSkippedRows(rows: readonly unknown[], { offset, lastRowHash }: CursorPosition): number {
  const index = lastRowHash === undefined ? -1 : rows.findIndex((row) => hashRowId(row) === lastRowHash);
  return index < 0 ? Math.min(offset, rows.length) : index + 1;
}
