import { digest } from '../base/digest.ts';
import { Refused } from '../base/refusal.ts';

/** Where an answer that was cut goes on: after so many rows, and after which one, should rows have come before it meanwhile. */
export interface Place {
  shown: number;
  last?: string;
}

/** What says which row is which, the most telling first. */
const IDS = ['product_order_id', 'imp_uid', 'merchant_uid', 'customer_uid', 'channel_key', 'code'] as const;

const idOf = (row: unknown): string | undefined => {
  const record = Object(row);
  const name = IDS.find((id) => typeof record[id] === 'string');
  return name && digest(record[name]).slice(0, 12);
};

const callOf = (call: unknown) => digest(call).slice(0, 12);

/** A cursor that continues this call and no other; `call` is its tool and arguments. */
function cursorOf(call: unknown, { shown, last }: Place): string {
  const parts = [callOf(call), shown, ...(last === undefined ? [] : [last])];
  return Buffer.from(parts.join('.')).toString('base64url');
}

/** The cursor after the first `kept` of `rows`, of which `skipped` were shown before. */
export function cursorAfter(call: unknown, rows: readonly unknown[], kept: number, skipped = 0): string {
  const last = idOf(rows[kept - 1]);
  return cursorOf(call, { shown: skipped + kept, ...(last === undefined ? {} : { last }) });
}

/** Throws Refused for a cursor that is none, or that another call was answered with. */
export function placeOf(cursor: string, call: unknown): Place {
  const [of, shown = '', last, ...more] = Buffer.from(cursor, 'base64url').toString().split('.');
  if (!/^\d{1,6}$/.test(shown) || more.length > 0 || !/^[\w-]{12}$/.test(of ?? ''))
    throw new Refused(
      'invalid_input',
      '"cursor" is not one that this server gave. Nothing was read.',
      'Call again without cursor, and take the cursor of that answer as it is.',
    );
  if (of !== callOf(call))
    throw new Refused(
      'invalid_input',
      '"cursor" belongs to a call with other arguments. Nothing was read.',
      'Repeat the arguments of the call that answered it, or call without cursor to begin anew.',
    );
  return { shown: Number(shown), ...(last ? { last } : {}) };
}

/** How many rows were shown before. Where the last of them is now decides, since new ones may stand before it. */
export function skippedOf(rows: readonly unknown[], { shown, last }: Place): number {
  const at = last === undefined ? -1 : rows.findIndex((row) => idOf(row) === last);
  return at < 0 ? Math.min(shown, rows.length) : at + 1;
}
