import type * as z from 'zod';
import { listPaymentsByStatus } from '../../endpoints/catalog/payments.ts';
import type { Payment } from '../../endpoints/models/payment.ts';
import type { PortOne } from '../../portone/client.ts';
import { PortOneError } from '../../portone/errors.ts';
import { Recent } from './recent-ids.ts';

export type PaymentRow = z.output<typeof Payment>;
export type Status = 'ready' | 'paid' | 'cancelled' | 'failed';

/** Unix seconds, both ends inclusive, at most 90 days apart. */
export interface Window {
  status: Status;
  from: number;
  to: number;
}

/** Most rows that PortOne gives at once. */
const MOST_ROWS = 1000;
const PASSES = 3;

/** The column that PortOne can sort a status by; the window of `failed` and `cancelled` applies to another one. */
const sortings = { paid: '-paid', cancelled: '-paid', failed: '-started', ready: '-started' } as const;

/** When a payment was made: when it was paid, or else begun. Scans go by it, from the newest to the oldest. */
export const placeOf = (row: PaymentRow): number =>
  (row.status === 'paid' || row.status === 'cancelled' ? row.paid_at : row.started_at) || 0;

/**
 * One list of PortOne's, the payments of a status in a window, as it is read by pages from the newest to the oldest. Pages are
 * asked for in order and may arrive in any; of their rows only those that are kept are held.
 */
export class PaymentList {
  readonly window: Window;
  readonly #size: number;
  /** Kept rows to be given next. */
  rows: PaymentRow[] = [];
  /** No row that is still to come is newer. */
  frontier: number;
  ended = false;
  /** Whether PortOne gave a page of it. */
  reached = false;
  /** Why a part of it could not be read. */
  error: PortOneError | undefined;
  /** It could not be told from one moment to the next. */
  restless = false;

  #asked = 0;
  #read = 0;
  #last: number | undefined;
  #arrived = new Map<number, { kept: PaymentRow[]; frontier?: number }>();
  #ids = new Recent();
  #distinct = 0;
  #total = 0;
  #passes = 1;
  #shortage: string | undefined;

  /** `newest` is the newest place that anybody asks for. */
  constructor(window: Window, newest: number, size = MOST_ROWS) {
    this.window = window;
    this.#size = size;
    // Nobody is paid after being refunded, nor begins after failing.
    this.frontier = Math.min(window.to, newest);
  }

  /** Pages that are known to exist. */
  get pages(): number {
    return this.#last ?? 1;
  }

  /** Whether a page was asked for that has not been read yet. */
  get waits(): boolean {
    return this.#asked > this.#read;
  }

  get canAsk(): boolean {
    return !this.ended && (this.#asked === 0 || this.#asked < (this.#last ?? 0));
  }

  /** What was just paid or begun is newer than all others; what was just refunded or failed may be of any age. */
  get #growsAtFront(): boolean {
    return this.window.status === 'paid' || this.window.status === 'ready';
  }

  /** Takes up the next page: what it gives reads that page. It throws what concerns more than this list. */
  ask(portone: PortOne, keep: (row: PaymentRow) => boolean): (signal: AbortSignal) => Promise<void> {
    this.#asked += 1;
    const page = this.#asked;
    const { status, from, to } = this.window;
    const args = { payment_status: status, from, to, page, limit: this.#size, sorting: sortings[status] };
    return async (signal) => {
      try {
        const { response } = await portone.call(listPaymentsByStatus, args, { signal });
        this.#take(page, response.list ?? [], response, keep);
      } catch (error) {
        if (!(error instanceof PortOneError) || error.kind === 'unauthorized') throw error;
        this.#miss(page, error);
      }
    };
  }

  #take(
    page: number,
    rows: readonly PaymentRow[],
    { total, next }: { total?: number | null | undefined; next?: number | null | undefined },
    keep: (row: PaymentRow) => boolean,
  ): void {
    this.reached = true;
    if (page === 1 || !this.#growsAtFront) this.#total = Math.max(this.#total, total ?? 0);
    // It may grow while it is read.
    this.#last = Math.max(this.#last ?? 1, typeof total === 'number' ? Math.ceil(total / this.#size) : next || page);
    const kept = rows.filter((row) => {
      if (this.#ids.add(row.imp_uid ?? '')) this.#distinct += 1;
      return keep(row);
    });
    const oldest = rows.at(-1);
    this.#arrived.set(page, { kept, ...(oldest ? { frontier: placeOf(oldest) } : {}) });
    this.#readOn();
  }

  #miss(page: number, error: PortOneError): void {
    // A page beyond the end is refused: the list has become shorter since its first page told how long it is.
    if (page === 1 || error.httpStatus !== 400) this.error ??= error;
    this.#last ??= 1;
    this.#arrived.set(page, { kept: [] });
    this.#readOn();
  }

  #readOn(): void {
    for (let page = this.#arrived.get(this.#read + 1); page; page = this.#arrived.get(this.#read + 1)) {
      this.#read += 1;
      this.#arrived.delete(this.#read);
      this.rows.push(...page.kept);
      this.frontier = Math.min(this.frontier, page.frontier ?? this.frontier);
    }
    this.ended = this.#last !== undefined && this.#read >= this.#last;
  }

  /**
   * Whether rows left the list while it was read, so that others moved up past a boundary between two pages and were missed: it
   * is then to be read again. Rows that join it at its front do no harm, they push others down to be read twice; those that join
   * it anywhere else could make up for a missed one, so then they are counted too.
   */
  slipped(): boolean {
    if (this.error || this.pages === 1 || this.#distinct >= this.#total) return false;
    const shortage = `${this.#distinct} of ${this.#total}`;
    // A list that twice tells of more rows than it gives counts some that it hides.
    if (shortage === this.#shortage) return false;
    this.#shortage = shortage;
    this.restless = this.#passes === PASSES;
    return !this.restless;
  }

  /** Begins anew; what is given meanwhile waits, for anything may still come. */
  again(): void {
    this.#passes += 1;
    this.#asked = 0;
    this.#read = 0;
    this.#last = undefined;
    this.#arrived.clear();
    this.#ids = new Recent();
    this.#distinct = 0;
    this.#total = 0;
    this.frontier = Number.POSITIVE_INFINITY;
    this.ended = false;
  }
}
