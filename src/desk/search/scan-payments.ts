import pLimit from 'p-limit';
import { DAY_SECONDS } from '../../base/korean-time.ts';
import type { PaymentRow } from '../../endpoints/models/payment.ts';
import type { PortOneReader } from '../../portone/client.ts';
import { getSortTime, PaymentList, type Status } from './paged-list.ts';
import { SeenIds } from './recent-ids.ts';

export { getSortTime, type Status } from './paged-list.ts';

export const allStatuses: readonly Status[] = ['paid', 'cancelled', 'failed', 'ready'];

export interface FailedWindow {
  status: Status;
  /** Unix seconds, both ends inclusive. */
  from: number;
  to: number;
  why: string;
}

/** How much of the requested period a scan has read. */
export interface Coverage {
  from: number;
  to: number;
  /** The scan reached its end and nothing failed. */
  complete: boolean;
  failed_windows: FailedWindow[];
}

export interface ScanOptions {
  /** Current statuses of the payments. */
  statuses: readonly Status[];
  /** Both ends inclusive. */
  period: { from: number; to: number };
  /** Unix seconds. */
  now: number;
  signal: AbortSignal;
  progress?: (done: number, total: number, message: string) => void;
  /**
   * Called once for every row read; decides whether the scan yields it. By default it accepts the rows whose own time
   * is in the period. Rejected rows are dropped at once, so filters and sums over any number of rows use constant
   * memory.
   */
  keep?: (row: PaymentRow) => boolean;
  /** Skips rows whose sort time is later (unix seconds). */
  until?: number;
  /** Maximum number of concurrent requests. */
  concurrency?: number;
  /** Rows per page. */
  pageSize?: number;
}

/** The rows found, and how much was read. */
export interface PaymentScan extends AsyncGenerator<PaymentRow, Coverage> {
  /** The coverage so far, for callers that stop early. */
  getCoverage(): Coverage;
  /** Number of pages that are known to be unread: more may follow. */
  countUnreadPages(): number;
}

/**
 * When a payment happened (unix seconds): when it was paid, even if cancelled since; else when it failed or started.
 */
export const getPaymentTime = (row: PaymentRow): number => row.paid_at || row.failed_at || row.started_at || 0;

/** PortOne's maximum window of a list, in seconds. */
const LONGEST_WINDOW = 90 * DAY_SECONDS;
/** How far PortOne's clock may be ahead of ours. */
const CLOCK_SKEW = 600;
const MAX_CONCURRENT_PAGES = 5;
/** Reading ahead stops at this many buffered rows. */
const MAX_BUFFERED_ROWS = 5_000;

/**
 * Yields the payments of any period by sort time, newest first, each once. PortOne lists by current status, and the
 * window of a list applies to different columns: `paid` to paid_at, `failed` to failed_at, `ready` to started_at,
 * `cancelled` to the last cancel. A payment of the period may have been cancelled at any time since, so the `cancelled`
 * list is read up to now.
 */
export function scanPayments(portone: PortOneReader, scan: ScanOptions): PaymentScan {
  const lists = createLists(scan);
  const state = { done: false };
  const getCoverage = (): Coverage => {
    const failed = lists.filter((list) => list.error || list.unstable);
    const { from, to } = scan.period;
    return {
      from,
      to: Math.min(to, scan.now),
      complete: state.done && failed.length === 0,
      failed_windows: failed.map((list) => ({ ...list.window, why: describeListFailure(list) })),
    };
  };
  const countUnreadPages = () => lists.reduce((sum, { unreadPages }) => sum + unreadPages, 0);
  return Object.assign(streamRows(portone, scan, lists, state, getCoverage), { getCoverage, countUnreadPages });
}

async function* streamRows(
  portone: PortOneReader,
  scan: ScanOptions,
  lists: PaymentList[],
  state: { done: boolean },
  getCoverage: () => Coverage,
): AsyncGenerator<PaymentRow, Coverage> {
  const reader = startReading(portone, scan, lists);
  const recheckLists = createRecheckLists(scan);
  try {
    for (;;) {
      const newestList = findNewestList(lists);
      const sortTime = newestList?.rows[0] ? getSortTime(newestList.rows[0]) : Number.NEGATIVE_INFINITY;
      const missing = lists.filter((list) => !list.isEnded && list.rows.length === 0 && list.frontier > sortTime);
      if (missing.length > 0) await reader.readMore(newestList ? missing : selectNewestLists(missing));
      // findNewestList returns only lists with a first row.
      else if (newestList) yield newestList.rows.shift() as PaymentRow;
      else if (recheckLists.length > 0 && !findTotalFailure(lists)) lists.push(...recheckLists.splice(0));
      else break;
    }
    const failure = findTotalFailure(lists);
    if (failure) throw failure;
    state.done = true;
    return getCoverage();
  } finally {
    reader.stop();
  }
}

/** Selects the lists that may hold the newest payment. While no row has been read, older lists can wait. */
function selectNewestLists(lists: readonly PaymentList[]): PaymentList[] {
  const newest = Math.max(...lists.map((list) => list.frontier));
  return lists.filter((list) => list.frontier > newest - LONGEST_WINDOW / 2);
}

/** If no page at all could be read, the scan throws the error instead of reporting coverage. */
const findTotalFailure = (lists: readonly PaymentList[]) =>
  lists.some((list) => list.gotAnyPage) ? undefined : lists.find((list) => list.error)?.error;

function findNewestList(lists: readonly PaymentList[]): PaymentList | undefined {
  let best: PaymentList | undefined;
  let sortTime = Number.NEGATIVE_INFINITY;
  for (const list of lists) {
    const [row] = list.rows;
    if (!row || getSortTime(row) <= sortTime) continue;
    best = list;
    sortTime = getSortTime(row);
  }
  return best;
}

/**
 * Reads pages with limited concurrency: the missing ones first; after the first round it uses free slots to read ahead.
 */
function startReading(portone: PortOneReader, scan: ScanOptions, lists: PaymentList[]) {
  const { concurrency = MAX_CONCURRENT_PAGES, progress = () => {} } = scan;
  const limit = pLimit(concurrency);
  const stopped = new AbortController();
  const signal = AbortSignal.any([scan.signal, stopped.signal]);
  const keep = createRowFilter(scan);
  let done = 0;
  let firstRound = 0;
  let fatal: unknown;
  let wake = () => {};
  const wakeOnAbort = () => wake();
  scan.signal.addEventListener('abort', wakeOnAbort);

  function requestPage(list: PaymentList): void {
    const read = list.requestPage(portone, keep);
    limit(() => read(signal))
      .then(() => {
        if (stopped.signal.aborted) return;
        done += 1;
        const pageCount = lists.reduce((sum, one) => sum + one.pageCount, 0);
        progress(
          done,
          Math.max(done, pageCount),
          `${done} of about ${Math.max(done, pageCount)} pages of payments read`,
        );
        if (list.isEnded && list.shrankWhileReading()) list.restart();
      })
      .catch((error: unknown) => {
        fatal ??= error;
      })
      .finally(() => wake());
  }

  return {
    async readMore(missing: readonly PaymentList[]): Promise<void> {
      scan.signal.throwIfAborted();
      if (fatal !== undefined) throw fatal;
      const arrival = new Promise<void>((resolve) => {
        wake = resolve;
      });
      for (const list of missing) if (!list.hasPendingPage && list.canRequestPage) requestPage(list);
      firstRound ||= limit.activeCount + limit.pendingCount;
      const bufferedRows = lists.reduce((sum, list) => sum + list.rows.length, 0);
      const canReadAhead = done >= firstRound && bufferedRows < MAX_BUFFERED_ROWS;
      for (const list of canReadAhead ? lists : [])
        while (list.canRequestPage && limit.activeCount + limit.pendingCount < concurrency) requestPage(list);
      await arrival;
      scan.signal.throwIfAborted();
    },
    stop(): void {
      scan.signal.removeEventListener('abort', wakeOnAbort);
      limit.clearQueue();
      stopped.abort();
    },
  };
}

function createRowFilter({
  period,
  until = Number.POSITIVE_INFINITY,
  keep,
}: ScanOptions): (row: PaymentRow) => boolean {
  const seenIds = new SeenIds();
  const isKept = keep ?? ((row: PaymentRow) => getPaymentTime(row) >= period.from && getPaymentTime(row) <= period.to);
  return (row) => getSortTime(row) <= until && seenIds.add(row.imp_uid ?? '') && isKept(row);
}

/** Creates the lists that can contain matching rows, newest first. */
function createLists({
  statuses,
  period,
  now,
  until = Number.POSITIVE_INFINITY,
  pageSize,
}: ScanOptions): PaymentList[] {
  const latest = now + CLOCK_SKEW;
  const lists: PaymentList[] = [];
  for (const status of statuses) {
    const isSortedByWindow = status === 'paid' || status === 'ready';
    const end = status === 'cancelled' ? latest : Math.min(period.to, latest, isSortedByWindow ? until : latest);
    for (let to = end; to >= period.from; to -= LONGEST_WINDOW) {
      const from = Math.max(period.from, to - LONGEST_WINDOW + 1);
      lists.push(new PaymentList({ status, from, to }, Math.min(period.to, until), pageSize));
    }
  }
  return lists.sort((a, b) => b.window.to - a.window.to);
}

/**
 * A payment that is paid or refunded during the scan may have moved from a list not yet read to one already read. These
 * lists re-read the newest rows to find it.
 */
function createRecheckLists({ statuses, now, pageSize }: ScanOptions): PaymentList[] {
  if (statuses.length < 2) return [];
  const recheckWindow = { from: now - CLOCK_SKEW, to: now + CLOCK_SKEW };
  return statuses
    .filter((status) => status !== 'ready')
    .map((status) => new PaymentList({ status, ...recheckWindow }, recheckWindow.to, pageSize));
}

const describeListFailure = ({ error, unstable }: PaymentList): string => {
  if (!error) return unstable ? 'The list kept changing while it was read.' : '';
  return error.httpStatus === undefined ? error.message : `${error.message} (HTTP ${error.httpStatus})`;
};
