import type { PaymentRow } from '../../endpoints/models/payment.ts';
import type { PortOneReader } from '../../portone/client.ts';
import { PortOneError } from '../../portone/errors.ts';
import { type PaymentPage, readPage } from './read-page.ts';
import { SeenIds } from './recent-ids.ts';

export type Status = 'ready' | 'paid' | 'cancelled' | 'failed';

/** Unix seconds, both ends inclusive, at most 90 days apart. */
export interface ListWindow {
  status: Status;
  from: number;
  to: number;
}

/** PortOne's maximum page size. */
const MAX_ROWS = 1000;
const MAX_PASSES = 3;

/**
 * The column that PortOne can sort each status by. For `failed` and `cancelled` the time window applies to another
 * column.
 */
const sortColumns = { paid: '-paid', cancelled: '-paid', failed: '-started', ready: '-started' } as const;

/** When a payment was paid, or else started (unix seconds). Scans are sorted by it, newest first. */
export const getSortTime = (row: PaymentRow): number =>
  (row.status === 'paid' || row.status === 'cancelled' ? row.paid_at : row.started_at) || 0;

/**
 * One list of PortOne: the payments of one status in one time window, read page by page from the newest to the oldest.
 * Pages are requested in order and may arrive in any order. Only the rows that `keep` accepts stay in memory.
 */
export class PaymentList {
  readonly window: ListWindow;
  readonly #size: number;
  /** Accepted rows, next first. */
  rows: PaymentRow[] = [];
  /** No row that is still to be read is newer than this (unix seconds). */
  frontier: number;
  isEnded = false;
  /** Whether at least one page was read. */
  gotAnyPage = false;
  /** Why a part of the list could not be read. */
  error: PortOneError | undefined;
  /** The list kept changing while it was read. */
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
  /** A page was read by several requests. */
  #isSplit = false;

  /** `newest`: newer rows are not needed (unix seconds). */
  constructor(window: ListWindow, newest: number, size = MAX_ROWS) {
    this.window = window;
    this.#size = size;
    // A payment is paid before it is refunded, and started before it fails, so no sort time is later than the window.
    this.frontier = Math.min(window.to, newest);
  }

  /** Number of pages known so far. */
  get pageCount(): number {
    return this.#lastPage ?? 1;
  }

  /** Number of pages that are known and not read yet; at least one until the list has ended. */
  get unreadPages(): number {
    return this.isEnded ? 0 : Math.max(1, this.pageCount - this.#readPages);
  }

  /** Whether a requested page has not been read yet. */
  get hasPendingPage(): boolean {
    return this.#requestedPages > this.#readPages;
  }

  get canRequestPage(): boolean {
    return !this.isEnded && (this.#requestedPages === 0 || this.#requestedPages < (this.#lastPage ?? 0));
  }

  /** New `paid` and `ready` rows are newer than all others; a payment just refunded or failed may be of any age. */
  get #growsAtFront(): boolean {
    return this.window.status === 'paid' || this.window.status === 'ready';
  }

  /**
   * Reserves the next page and returns a function that reads it. That function throws errors that affect more than this
   * list.
   */
  requestPage(portone: PortOneReader, keep: (row: PaymentRow) => boolean): (signal: AbortSignal) => Promise<void> {
    this.#requestedPages += 1;
    const page = this.#requestedPages;
    const { status, from, to } = this.window;
    const args = { payment_status: status, from, to, page, limit: this.#size, sorting: sortColumns[status] };
    return async (signal) => {
      try {
        this.#acceptPage(page, await readPage(portone, args, signal), keep);
      } catch (error) {
        if (!(error instanceof PortOneError) || error.kind === 'unauthorized') throw error;
        this.#recordFailure(page, error);
      }
    };
  }

  #acceptPage(page: number, { rows, total, hasNext, isSplit }: PaymentPage, keep: (row: PaymentRow) => boolean): void {
    this.gotAnyPage = true;
    this.#isSplit ||= isSplit;
    if (page === 1 || !this.#growsAtFront) this.#total = Math.max(this.#total, total ?? 0);
    // The list may grow while it is read.
    this.#lastPage = Math.max(
      this.#lastPage ?? 1,
      total === undefined ? page + (hasNext ? 1 : 0) : Math.ceil(total / this.#size),
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
    // PortOne answers 400 for a page beyond the end, so the list has shrunk since its first page was read.
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
   * Whether rows left the list while it was read, so that others moved up across a page boundary and were missed; the
   * list must then be read again. Rows added at the front are harmless: they push others down, which are then read
   * twice. Rows added anywhere else could hide a missed row, so for such lists the newest total counts.
   */
  shrankWhileReading(): boolean {
    const isReadAtOnce = this.pageCount === 1 && !this.#isSplit;
    if (this.error || isReadAtOnce || this.#distinct >= this.#total) return false;
    const shortage = `${this.#distinct} of ${this.#total}`;
    // If the list twice reports the same surplus over the rows it returns, its total includes rows that PortOne
    // hides.
    if (shortage === this.#lastShortage) return false;
    this.#lastShortage = shortage;
    this.unstable = this.#passCount === MAX_PASSES;
    return !this.unstable;
  }

  /** Starts over. The frontier is reset, since any row may still come. */
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
