import type { StoredPayment } from './rows.ts';
import { SortedRows } from './sorted-rows.ts';

/** Times that lists can be sorted by. */
export const paymentSortColumns = {
  started: ({ record }: StoredPayment) => record.started_at ?? 0,
  paid: ({ record }: StoredPayment) => record.paid_at ?? 0,
  updated: ({ updatedAt }: StoredPayment) => updatedAt,
};
export type PaymentSortColumn = keyof typeof paymentSortColumns;

const getImpUid = ({ record }: StoredPayment): string => record.imp_uid;

/**
 * Returns the time that a search period applies to. For `all` it is undocumented; the sandbox uses the start of the
 * attempt.
 */
export function getPeriodTime(status: string, { record }: StoredPayment): number {
  if (status === 'paid') return record.paid_at ?? 0;
  if (status === 'cancelled') return record.cancelled_at ?? 0;
  if (status === 'failed') return record.failed_at ?? 0;
  return record.started_at ?? 0;
}

export interface PaymentListQuery {
  status: string;
  /** Unix seconds, both inclusive. */
  from: number;
  to: number;
  column: PaymentSortColumn;
  newestFirst: boolean;
  /** Number of rows to skip, and number of rows to return. */
  skip: number;
  take: number;
}

export interface PaymentListPage {
  total: number;
  rows: StoredPayment[];
}

/** The payments of one status, indexed by period time and by each sort time. */
interface StatusLists {
  byTime: SortedRows<StoredPayment>;
  sortedLists: Partial<Record<PaymentSortColumn, SortedList>>;
}

interface SortedList {
  index: SortedRows<StoredPayment>;
  /**
   * Minimum and maximum difference between a row's sort time and its period time. Removing rows does not narrow it: a
   * bound that is too wide costs time but never changes a result.
   */
  minOffset: number;
  maxOffset: number;
}

/**
 * Indexes payments by status and time, so that pages are read from sorted rows. Each index is built when it is first
 * needed.
 */
export class PaymentLists {
  readonly #listAll: () => Iterable<StoredPayment>;
  readonly #listsByStatus = new Map<string, StatusLists>();

  constructor(listAll: () => Iterable<StoredPayment>) {
    this.#listAll = listAll;
  }

  add(payment: StoredPayment): void {
    for (const [status, { byTime, sortedLists }] of this.#getBuiltLists(payment)) {
      byTime.add(payment);
      for (const [column, list] of Object.entries(sortedLists)) {
        list.index.add(payment);
        widen(list, paymentSortColumns[column as PaymentSortColumn](payment) - getPeriodTime(status, payment));
      }
    }
  }

  /** Must be called before the payment's times or status change, since they locate it. */
  remove(payment: StoredPayment): void {
    for (const [, { byTime, sortedLists }] of this.#getBuiltLists(payment)) {
      byTime.remove(payment);
      for (const { index } of Object.values(sortedLists)) index.remove(payment);
    }
  }

  getPage({ status, from, to, column, newestFirst, skip, take }: PaymentListQuery): PaymentListPage {
    const lists = this.#getLists(status);
    const total = Math.max(0, lists.byTime.countUpTo(to) - lists.byTime.countBelow(from));
    const { index, minOffset, maxOffset } = this.#getSortedList(status, lists, column);
    // Rows of the period lie within these bounds.
    const first = index.countBelow(from + minOffset);
    const last = index.countUpTo(to + maxOffset) - 1;
    const rows: StoredPayment[] = [];
    let passed = 0;
    for (let step = 0; step <= last - first && rows.length < take && passed < total; step += 1) {
      const payment = index.rows[newestFirst ? last - step : first + step];
      if (!payment) break;
      const time = getPeriodTime(status, payment);
      if (time < from || time > to) continue;
      passed += 1;
      if (passed > skip) rows.push(payment);
    }
    return { total, rows };
  }

  *#getBuiltLists({ record }: StoredPayment): Generator<[string, StatusLists]> {
    for (const status of ['all', record.status]) {
      const lists = this.#listsByStatus.get(status);
      if (lists) yield [status, lists];
    }
  }

  #getLists(status: string): StatusLists {
    let lists = this.#listsByStatus.get(status);
    if (!lists) {
      const rows = [...this.#listAll()].filter(({ record }) => status === 'all' || record.status === status);
      lists = { byTime: new SortedRows((payment) => getPeriodTime(status, payment), getImpUid, rows), sortedLists: {} };
      this.#listsByStatus.set(status, lists);
    }
    return lists;
  }

  #getSortedList(status: string, { byTime, sortedLists }: StatusLists, column: PaymentSortColumn): SortedList {
    const getKey = paymentSortColumns[column];
    let list = sortedLists[column];
    if (!list) {
      list = { index: new SortedRows(getKey, getImpUid, byTime.rows), minOffset: 0, maxOffset: 0 };
      for (const payment of byTime.rows) widen(list, getKey(payment) - getPeriodTime(status, payment));
      sortedLists[column] = list;
    }
    return list;
  }
}

function widen(list: SortedList, offset: number): void {
  if (offset < list.minOffset) list.minOffset = offset;
  if (offset > list.maxOffset) list.maxOffset = offset;
}
