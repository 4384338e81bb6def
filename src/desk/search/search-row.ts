import { addAmounts } from '../../base/money.ts';
import { handle, minute, number } from '../../endpoints/models/field.ts';
import { Payment, type PaymentRow } from '../../endpoints/models/payment.ts';

/** A payment as a search shows it, with what its other fields and other attempts at its order say. */
export const SearchRow = Payment.extend({
  started_at: minute(),
  paid_at: minute(),
  failed_at: minute(),
  cancelled_at: minute(),
  vbank_date: minute(),
  /** What came into a virtual account that is still waiting. */
  deposited: number(),
  /** The payment by which the order of a failed attempt was paid. */
  order_paid_by: handle(),
});

/** The default columns of a row. */
const COLUMNS = [
  'imp_uid',
  'merchant_uid',
  'status',
  'name',
  'amount',
  'cancel_amount',
  'currency',
  'pay_method',
  'card_name',
  'vbank_name',
  'buyer_name',
  'buyer_tel',
  'started_at',
  'paid_at',
  'failed_at',
  'cancelled_at',
  'fail_reason',
  'cancel_reason',
  'customer_uid',
  'sandbox',
] as const;

export type ColumnPicker = (row: PaymentRow) => Partial<PaymentRow>;

/** Returns the given columns, or the default ones as far as they say anything. */
export function createColumnPicker(columns: readonly string[] | undefined): ColumnPicker {
  if (columns) {
    const showDeposits = columns.includes('deposited');
    return (row) => ({
      ...pickColumns(row, ['imp_uid', ...columns]),
      ...(showDeposits ? { deposited: sumDeposits(row) } : {}),
    });
  }
  return (row) => ({
    ...pickColumns(
      row,
      COLUMNS.filter((name) => isWorthShowing(row, name)),
    ),
    ...describeDeposits(row),
  });
}

/** Zeros and defaults cost as many tokens as useful values. */
function isWorthShowing(row: PaymentRow, column: (typeof COLUMNS)[number]): boolean {
  // An amount of 0 says that only a card was registered.
  if (column === 'amount') return typeof row.amount === 'number';
  if (column === 'started_at' && (row.paid_at || row.failed_at)) return false;
  if (column === 'currency' && row.currency === 'KRW') return false;
  return Boolean(row[column]);
}

/** Of a virtual account that waits for money: until when, and what came in so far. */
function describeDeposits({ status, pay_method, vbank_date, deposit_history }: PaymentRow) {
  if (status !== 'ready' || pay_method !== 'vbank') return {};
  return { ...(vbank_date ? { vbank_date } : {}), deposited: sumDeposits({ deposit_history }) };
}

const sumDeposits = ({ deposit_history }: PaymentRow): number =>
  (deposit_history ?? []).reduce((sum, { amount }) => addAmounts(sum, amount ?? 0), 0);

const pickColumns = (row: PaymentRow, names: readonly string[]): Partial<PaymentRow> =>
  Object.fromEntries(names.map((name) => [name, row[name]]));

/** From so many rows on, a value that all of them share stands once. */
const MIN_ROWS_TO_HOIST = 4;
const NEVER_HOISTED = ['imp_uid', 'merchant_uid', 'amount'];

/** Moves what all rows have in common out of them. */
export function hoistSharedValues(rows: readonly Partial<PaymentRow>[]) {
  const [first, ...others] = rows;
  if (!first || rows.length < MIN_ROWS_TO_HOIST) return { payments: rows };
  const shared = Object.entries(first).filter(
    ([name, value]) => !NEVER_HOISTED.includes(name) && others.every((row) => row[name] === value),
  );
  if (shared.length === 0) return { payments: rows };
  const names = new Set(shared.map(([name]) => name));
  return {
    in_every_row: Object.fromEntries(shared),
    payments: rows.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => !names.has(name)))),
  };
}
