import type { PaymentRow } from '../../endpoints/models/payment.ts';
import type { PortOneReader } from '../../portone/client.ts';
import { MatchTotals } from './match-totals.ts';
import { type NearMiss, NearMisses } from './near-misses.ts';
import { createConditions, type PaymentFilter, selectStatuses } from './payment-filter.ts';
import {
  type Coverage,
  getPaymentTime,
  getSortTime,
  type PaymentScan,
  type ScanOptions,
  scanPayments,
} from './scan-payments.ts';
import type { SearchPosition } from './search-cursor.ts';
import { UnmatchedValues } from './unmatched-values.ts';

export type Sort = 'newest' | 'oldest' | 'largest' | 'smallest';

export interface SearchRequest extends Pick<ScanOptions, 'period' | 'now' | 'signal' | 'progress'> {
  filter: PaymentFilter;
  pii: 'masked' | 'full';
  sort: Sort;
  /** Maximum number of rows. */
  limit: number;
  /** Whether the row fits the remaining token budget. The first row is always returned. */
  hasRoomFor: (row: PaymentRow) => boolean;
  /** Whether to count and sum up all matches, if that takes few more pages. */
  countsAll: boolean;
  /** Continues after this position. */
  after?: SearchPosition | undefined;
}

export interface SearchResult {
  rows: PaymentRow[];
  coverage: Coverage;
  /** Where to continue. Absent if there are no more rows. */
  resumeAt?: SearchPosition;
  /** Number of further matches. Known only if everything was read. */
  remaining?: number;
  /** Of all matches of a search that starts anew. Known only if everything was read. */
  totals?: MatchTotals;
  /** If nothing matches: what fits all conditions but one. */
  near?: readonly NearMiss[];
  /** For filter values that occur on no payment of the period: the values that do occur. */
  others?: ReturnType<UnmatchedValues['others']>;
}

/** Finds one page of payments, reading only as much as needed. */
export async function findPaymentPage(portone: PortOneReader, search: SearchRequest): Promise<SearchResult> {
  const { filter, pii, period, now, signal, progress, after } = search;
  const conditions = createConditions(filter, pii);
  const alreadyGiven = new Set(after?.ids);
  const unmatched = new UnmatchedValues(filter, pii);
  const totals = new MatchTotals();
  const nearMisses = new NearMisses(filter, conditions.length);
  const scan: ScanOptions = {
    statuses: selectStatuses(filter),
    period,
    now,
    signal,
    ...(progress ? { progress } : {}),
    keep: (row) => {
      if (!isInPeriod(row, period, filter)) return false;
      unmatched.addRow(row);
      const unmet = conditions.filter(({ test }) => !test(row));
      if (unmet.length > 0) {
        nearMisses.addRow(row, unmet);
        return false;
      }
      totals.add(row);
      return !alreadyGiven.has(row.imp_uid ?? '');
    },
  };
  const result =
    search.sort === 'newest'
      ? await findNewest(portone, scan, search)
      : await findFirstSorted(portone, scan, search, SORT_ORDERS[search.sort]);
  if (after) return addEarlierFailures(result, after);
  if (!result.coverage.complete) return result;
  if (result.rows.length > 0) return addTotals(result, totals);
  const near = nearMisses.toList();
  const others = unmatched.others();
  return { ...result, ...(others ? { others } : {}), ...(near.length > 0 ? { near } : {}) };
}

function addTotals({ resumeAt, ...result }: SearchResult, totals: MatchTotals): SearchResult {
  const remaining = totals.count - result.rows.length;
  return { ...result, totals, ...(resumeAt && remaining > 0 ? { resumeAt, remaining } : {}) };
}

/**
 * Whether a payment belongs to the period. A search for cancelled payments compares the time of each cancellation,
 * including partial ones; any other search compares the time of the payment.
 */
function isInPeriod(row: PaymentRow, { from, to }: ScanOptions['period'], { status }: PaymentFilter): boolean {
  const isWithin = (time: number | null | undefined) => typeof time === 'number' && time >= from && time <= to;
  if (status !== 'cancelled') return isWithin(getPaymentTime(row));
  return isWithin(row.cancelled_at) || (row.cancel_history ?? []).some((cancel) => isWithin(cancel.cancelled_at));
}

/** At most this many pages of PortOne are read only to count and sum up what matches. */
const MAX_PAGES_FOR_TOTALS = 5;

/** Reads on until the totals are complete, unless that takes many more pages. */
async function readRest(found: PaymentScan): Promise<void> {
  while (found.countUnreadPages() <= MAX_PAGES_FOR_TOTALS) {
    const { done } = await found.next();
    if (done) return;
  }
}

/** The scan yields the newest first, so it stops when the page is full. */
async function findNewest(
  portone: PortOneReader,
  scan: ScanOptions,
  { limit, hasRoomFor, after, countsAll }: SearchRequest,
): Promise<SearchResult> {
  const found = scanPayments(portone, after ? { ...scan, until: after.sortTime } : scan);
  const rows: PaymentRow[] = [];
  let isFull = false;
  try {
    for (let next = await found.next(); !next.done; next = await found.next()) {
      const fits = rows.length === 0 || hasRoomFor(next.value);
      if (fits) rows.push(next.value);
      isFull = !fits || rows.length === limit;
      if (isFull) break;
    }
    if (isFull && countsAll) await readRest(found);
  } finally {
    await found.return(found.getCoverage());
  }
  const coverage = found.getCoverage();
  return { rows, coverage, ...(isFull ? getResumePosition(rows, getSortTime, scan, coverage, after) : {}) };
}

const SORT_ORDERS: Record<Exclude<Sort, 'newest'>, { value: (row: PaymentRow) => number; sign: 1 | -1 }> = {
  oldest: { value: getSortTime, sign: 1 },
  largest: { value: (row) => row.amount ?? 0, sign: -1 },
  smallest: { value: (row) => row.amount ?? 0, sign: 1 },
};

/** Sort orders other than `newest` need the whole scan. Holds at most twice the page size in memory. */
async function findFirstSorted(
  portone: PortOneReader,
  scan: ScanOptions,
  { limit, hasRoomFor, after }: SearchRequest,
  { value, sign }: (typeof SORT_ORDERS)['oldest'],
): Promise<SearchResult> {
  const compare = (a: PaymentRow, b: PaymentRow) => sign * (value(a) - value(b)) || getSortTime(b) - getSortTime(a);
  const isAfter = (row: PaymentRow) =>
    !after || (sign * (value(row) - after.value) || after.sortTime - getSortTime(row)) >= 0;
  let best: PaymentRow[] = [];
  let matches = 0;
  const found = scanPayments(portone, {
    ...scan,
    keep: (row) => {
      if (!scan.keep?.(row) || !isAfter(row)) return false;
      matches += 1;
      best.push(row);
      if (best.length > 2 * limit) best = best.sort(compare).slice(0, limit);
      return false;
    },
  });
  await found.next();
  const rows: PaymentRow[] = [];
  for (const row of best.sort(compare).slice(0, limit)) {
    if (!hasRoomFor(row) && rows.length > 0) break;
    rows.push(row);
  }
  const coverage = found.getCoverage();
  const remaining = matches - rows.length;
  return {
    rows,
    coverage,
    ...(remaining > 0 ? { ...getResumePosition(rows, value, scan, coverage, after), remaining } : {}),
  };
}

function getResumePosition(
  rows: readonly PaymentRow[],
  value: (row: PaymentRow) => number,
  { period: { from, to } }: ScanOptions,
  { failed_windows: failed }: Coverage,
  after: SearchPosition | undefined,
): { resumeAt?: SearchPosition } {
  const last = rows.at(-1);
  if (!last) return {};
  const at = { value: value(last), sortTime: getSortTime(last) };
  const isSame = (row: PaymentRow) => value(row) === at.value && getSortTime(row) === at.sortTime;
  const earlier = after?.value === at.value && after.sortTime === at.sortTime ? after.ids : [];
  const ids = [...earlier, ...rows.filter(isSame).map((row) => row.imp_uid ?? '')];
  return { resumeAt: { from, to, ...at, ids, failed } };
}

function addEarlierFailures(result: SearchResult, after: SearchPosition | undefined): SearchResult {
  if (!after || after.failed.length === 0) return result;
  const { coverage } = result;
  const known = new Set(coverage.failed_windows.map((window) => `${window.status} ${window.to}`));
  const failed = [...after.failed.filter((one) => !known.has(`${one.status} ${one.to}`)), ...coverage.failed_windows];
  return {
    ...result,
    coverage: { ...coverage, complete: false, failed_windows: failed },
    ...(result.resumeAt ? { resumeAt: { ...result.resumeAt, failed } } : {}),
  };
}
