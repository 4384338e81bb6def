import type * as z from 'zod';
import { listPaymentsByStatus } from '../../endpoints/catalog/payments.ts';
import type { Payment } from '../../endpoints/models/payment.ts';
import type { PortOneReader } from '../../portone/client.ts';
import { PortOneError } from '../../portone/errors.ts';
import { SeenIds } from './recent-ids.ts';

export type PaymentRow = z.output<typeof Payment>;
export type Status = 'ready' | 'paid' | 'cancelled' | 'failed';

/** Unix seconds, both ends inclusive, at most 90 days apart. */
export interface ListWindow {
  status: Status;
  from: number;
  to: number;
}

/** Most rows that PortOne gives at once. */
const MAX_ROWS = 1000;
const MAX_PASSES = 3;

/** The column that PortOne can sort a status by; the window of `failed` and `cancelled` applies to another one. */
const sortColumns = { paid: '-paid', cancelled: '-paid', failed: '-started', ready: '-started' } as const;

/** When a payment was made: when it was paid, or else begun. Scans go by it, from the newest to the oldest. */
export const getSortTime = (row: PaymentRow): number =>
  (row.status === 'paid' || row.status === 'cancelled' ? row.paid_at : row.started_at) || 0;

/**
 * One list of PortOne's, the payments of a status in a window, as it is read by pages from the newest to the oldest. Pages are
 * asked for in order and may arrive in any; of their rows only those that are kept are held.
 */
export class PaymentList {
  readonly window: ListWindow;
  readonly #size: number;
  /** Kept rows to be given next. */
  rows: PaymentRow[] = [];
  /** No row that is still to come is newer. */
  frontier: number;
  isEnded = false;
  /** Whether PortOne gave a page of it. */
  gotAnyPage = false;
  /** Why a part of it could not be read. */
  error: PortOneError | undefined;
  /** It could not be told from one moment to the next. */
  unstable = false;

  #requestedPages = 0;
  #readPages = 0;
  #lastPage: number | undefined;
  #arrivedPages = new Map<number, { kept: PaymentRow[]; frontier?: number }>();
  #ids = new SeenIds();
  #distinct = 0;
  #total = 0;
  #passCount = 1;
  #lastShortage: string | undefined;

  /** `newest` is the newest place that anybody asks for. */
  constructor(window: ListWindow, newest: number, size = MAX_ROWS) {
    this.window = window;
    this.#size = size;
    // Nobody is paid after being refunded, nor begins after failing.
    this.frontier = Math.min(window.to, newest);
  }

  /** Pages that are known to exist. */
  get pageCount(): number {
    return this.#lastPage ?? 1;
  }

  /** Whether a page was asked for that has not been read yet. */
  get hasPendingPage(): boolean {
    return this.#requestedPages > this.#readPages;
  }

  get canRequestPage(): boolean {
    return !this.isEnded && (this.#requestedPages === 0 || this.#requestedPages < (this.#lastPage ?? 0));
  }

  /** What was just paid or begun is newer than all others; what was just refunded or failed may be of any age. */
  get #growsAtFront(): boolean {
    return this.window.status === 'paid' || this.window.status === 'ready';
  }

  /** Takes up the next page: what it gives reads that page. It throws what concerns more than this list. */
  requestPage(portone: PortOneReader, keep: (row: PaymentRow) => boolean): (signal: AbortSignal) => Promise<void> {
    this.#requestedPages += 1;
    const page = this.#requestedPages;
    const { status, from, to } = this.window;
    const args = { payment_status: status, from, to, page, limit: this.#size, sorting: sortColumns[status] };
    return async (signal) => {
      try {
        const { response } = await portone.call(listPaymentsByStatus, args, { signal });
        this.#acceptPage(page, response.list ?? [], response, keep);
      } catch (error) {
        if (!(error instanceof PortOneError) || error.kind === 'unauthorized') throw error;
        this.#recordFailure(page, error);
      }
    };
  }

  #acceptPage(
    page: number,
    rows: readonly PaymentRow[],
    { total, next }: { total?: number | null | undefined; next?: number | null | undefined },
    keep: (row: PaymentRow) => boolean,
  ): void {
    this.gotAnyPage = true;
    if (page === 1 || !this.#growsAtFront) this.#total = Math.max(this.#total, total ?? 0);
    // It may grow while it is read.
    this.#lastPage = Math.max(
      this.#lastPage ?? 1,
      typeof total === 'number' ? Math.ceil(total / this.#size) : next || page,
    );
    const kept = rows.filter((row) => {
      if (this.#ids.add(row.imp_uid ?? '')) this.#distinct += 1;
      return keep(row);
    });
    const oldest = rows.at(-1);
    this.#arrivedPages.set(page, { kept, ...(oldest ? { frontier: getSortTime(oldest) } : {}) });
    this.#advance();
  }

  #recordFailure(page: number, error: PortOneError): void {
    // A page beyond the end is refused: the list has become shorter since its first page told how long it is.
    if (page === 1 || error.httpStatus !== 400) this.error ??= error;
    this.#lastPage ??= 1;
    this.#arrivedPages.set(page, { kept: [] });
    this.#advance();
  }

  #advance(): void {
    for (
      let page = this.#arrivedPages.get(this.#readPages + 1);
      page;
      page = this.#arrivedPages.get(this.#readPages + 1)
    ) {
      this.#readPages += 1;
      this.#arrivedPages.delete(this.#readPages);
      this.rows.push(...page.kept);
      this.frontier = Math.min(this.frontier, page.frontier ?? this.frontier);
    }
    this.isEnded = this.#lastPage !== undefined && this.#readPages >= this.#lastPage;
  }

  /**
   * Whether rows left the list while it was read, so that others moved up past a boundary between two pages and were missed: it
   * is then to be read again. Rows that join it at its front do no harm, they push others down to be read twice; those that join
   * it anywhere else could make up for a missed one, so then they are counted too.
   */
  shrankWhileReading(): boolean {
    if (this.error || this.pageCount === 1 || this.#distinct >= this.#total) return false;
    const shortage = `${this.#distinct} of ${this.#total}`;
    // A list that twice tells of more rows than it gives counts some that it hides.
    if (shortage === this.#lastShortage) return false;
    this.#lastShortage = shortage;
    this.unstable = this.#passCount === MAX_PASSES;
    return !this.unstable;
  }

  /** Begins anew; what is given meanwhile waits, for anything may still come. */
  restart(): void {
    this.#passCount += 1;
    this.#requestedPages = 0;
    this.#readPages = 0;
    this.#lastPage = undefined;
    this.#arrivedPages.clear();
    this.#ids = new SeenIds();
    this.#distinct = 0;
    this.#total = 0;
    this.frontier = Number.POSITIVE_INFINITY;
    this.isEnded = false;
  }
}
