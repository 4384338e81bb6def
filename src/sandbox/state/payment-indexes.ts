import { SortedRows } from './sorted-rows.ts';
import type { StoredPayment } from './world.ts';

/** The times that a list is sorted by. */
export const columns = {
  started: ({ shown }: StoredPayment) => shown.started_at ?? 0,
  paid: ({ shown }: StoredPayment) => shown.paid_at ?? 0,
  updated: ({ updatedAt }: StoredPayment) => updatedAt,
};
export type Column = keyof typeof columns;

const idOf = ({ shown }: StoredPayment): string => shown.imp_uid;

/** The time that a search period applies to; `all` has no documented one and takes the start of the attempt. */
export function timeIn(status: string, { shown }: StoredPayment): number {
  if (status === 'paid') return shown.paid_at ?? 0;
  if (status === 'cancelled') return shown.cancelled_at ?? 0;
  if (status === 'failed') return shown.failed_at ?? 0;
  return shown.started_at ?? 0;
}

export interface ListQuery {
  status: string;
  /** Unix seconds, both included. */
  from: number;
  to: number;
  column: Column;
  newestFirst: boolean;
  /** Rows passed over, and rows wanted after them. */
  skip: number;
  take: number;
}

export interface Listed {
  total: number;
  rows: StoredPayment[];
}

/** The payments of one status: by the time that its periods apply to, and by the times that it is sorted by. */
interface StatusLists {
  byTime: SortedRows<StoredPayment>;
  sorted: Partial<Record<Column, Sorted>>;
}

interface Sorted {
  by: SortedRows<StoredPayment>;
  /**
   * How far the sorting time of a row lies from the time of its periods, at least and at most. Rows that leave do not narrow it:
   * a bound that is too wide costs time and changes no answer.
   */
  least: number;
  most: number;
}

/** Payments by status and time: a page is read from rows that are in order already. A list is made when first asked for. */
export class PaymentLists {
  readonly #all: () => Iterable<StoredPayment>;
  readonly #made = new Map<string, StatusLists>();

  constructor(all: () => Iterable<StoredPayment>) {
    this.#all = all;
  }

  add(payment: StoredPayment): void {
    for (const [status, { byTime, sorted }] of this.#listsWith(payment)) {
      byTime.add(payment);
      for (const [column, list] of Object.entries(sorted)) {
        list.by.add(payment);
        widen(list, columns[column as Column](payment) - timeIn(status, payment));
      }
    }
  }

  /** Before any of its times or its status changes: it is found by them. */
  remove(payment: StoredPayment): void {
    for (const [, { byTime, sorted }] of this.#listsWith(payment)) {
      byTime.remove(payment);
      for (const { by } of Object.values(sorted)) by.remove(payment);
    }
  }

  page({ status, from, to, column, newestFirst, skip, take }: ListQuery): Listed {
    const lists = this.#listsOf(status);
    const total = Math.max(0, lists.byTime.upTo(to) - lists.byTime.below(from));
    const { by, least, most } = this.#sortedBy(status, lists, column);
    // No row of the period is sorted outside of these.
    const first = by.below(from + least);
    const last = by.upTo(to + most) - 1;
    const rows: StoredPayment[] = [];
    let passed = 0;
    for (let step = 0; step <= last - first && rows.length < take && passed < total; step += 1) {
      const payment = by.rows[newestFirst ? last - step : first + step];
      if (!payment) break;
      const time = timeIn(status, payment);
      if (time < from || time > to) continue;
      passed += 1;
      if (passed > skip) rows.push(payment);
    }
    return { total, rows };
  }

  *#listsWith({ shown }: StoredPayment): Generator<[string, StatusLists]> {
    for (const status of ['all', shown.status]) {
      const lists = this.#made.get(status);
      if (lists) yield [status, lists];
    }
  }

  #listsOf(status: string): StatusLists {
    let lists = this.#made.get(status);
    if (!lists) {
      const rows = [...this.#all()].filter(({ shown }) => status === 'all' || shown.status === status);
      lists = { byTime: new SortedRows((payment) => timeIn(status, payment), idOf, rows), sorted: {} };
      this.#made.set(status, lists);
    }
    return lists;
  }

  #sortedBy(status: string, { byTime, sorted }: StatusLists, column: Column): Sorted {
    const keyOf = columns[column];
    let list = sorted[column];
    if (!list) {
      list = { by: new SortedRows(keyOf, idOf, byTime.rows), least: 0, most: 0 };
      for (const payment of byTime.rows) widen(list, keyOf(payment) - timeIn(status, payment));
      sorted[column] = list;
    }
    return list;
  }
}

function widen(list: Sorted, distance: number): void {
  if (distance < list.least) list.least = distance;
  if (distance > list.most) list.most = distance;
}
