import type { PortOne } from '../../portone/client.ts';
import { matcherOf, type PaymentFilter } from './payment-filter.ts';
import {
  type Coverage,
  everyStatus,
  type PaymentRow,
  placeOf,
  type Scan,
  scanPayments,
  timeOf,
} from './scan-payments.ts';
import type { Position } from './search-cursor.ts';
import { WordWatch } from './unmatched-values.ts';

export type Sort = 'newest' | 'oldest' | 'largest' | 'smallest';

export interface Search extends Pick<Scan, 'period' | 'now' | 'signal' | 'progress'> {
  filter: PaymentFilter;
  sort: Sort;
  /** Most rows to give. */
  limit: number;
  /** Whether the answer still has room for a row beside those before it; the first always has. */
  fits: (row: PaymentRow) => boolean;
  /** Goes on after it. */
  after?: Position | undefined;
}

export interface Finding {
  rows: PaymentRow[];
  coverage: Coverage;
  /** Where to go on; without it nothing is left. */
  stopped?: Position;
  /** So many more match; only known when everything was read. */
  remaining?: number;
  /** Of words that no payment of the period has: what they have. */
  others?: ReturnType<WordWatch['others']>;
}

/** Looks for payments, as far as it takes to fill an answer. */
export async function searchPayments(portone: PortOne, search: Search): Promise<Finding> {
  const { filter, period, now, signal, progress, after } = search;
  const matches = matcherOf(filter);
  const given = new Set(after?.ids);
  const words = new WordWatch(filter);
  const scan: Scan = {
    statuses: filter.status ? [filter.status] : everyStatus,
    period,
    now,
    signal,
    ...(progress ? { progress } : {}),
    keep: (row) => {
      if (!isIn(row, period, filter)) return false;
      words.look(row);
      return matches(row) && !given.has(row.imp_uid ?? '');
    },
  };
  const finding =
    search.sort === 'newest'
      ? await newest(portone, scan, search)
      : await first(portone, scan, search, ORDERS[search.sort]);
  const others = finding.rows.length === 0 && finding.coverage.complete && !after ? words.others() : undefined;
  return withEarlierFailures({ ...finding, ...(others ? { others } : {}) }, after);
}

/** Cancelled payments are looked for by when they were cancelled, also in part; all others by when they were made. */
function isIn(row: PaymentRow, { from, to }: Scan['period'], { status }: PaymentFilter): boolean {
  const isWithin = (time: number | null | undefined) => typeof time === 'number' && time >= from && time <= to;
  if (status !== 'cancelled') return isWithin(timeOf(row));
  return isWithin(row.cancelled_at) || (row.cancel_history ?? []).some((cancel) => isWithin(cancel.cancelled_at));
}

/** The newest stand at the front of what is read: reading stops with the page full. */
async function newest(portone: PortOne, scan: Scan, { limit, fits, after }: Search): Promise<Finding> {
  const found = scanPayments(portone, after ? { ...scan, until: after.place } : scan);
  const rows: PaymentRow[] = [];
  let more = false;
  for await (const row of found) {
    more = !fits(row) && rows.length > 0;
    if (!more) rows.push(row);
    more ||= rows.length === limit;
    if (more) break;
  }
  const coverage = found.coverage();
  return { rows, coverage, ...(more ? stopAfter(rows, placeOf, scan, coverage, after) : {}) };
}

const ORDERS: Record<Exclude<Sort, 'newest'>, { value: (row: PaymentRow) => number; sign: 1 | -1 }> = {
  oldest: { value: placeOf, sign: 1 },
  largest: { value: (row) => row.amount ?? 0, sign: -1 },
  smallest: { value: (row) => row.amount ?? 0, sign: 1 },
};

/** Any other order is known at the end only; of all that match no more is held than an answer takes. */
async function first(
  portone: PortOne,
  scan: Scan,
  { limit, fits, after }: Search,
  { value, sign }: (typeof ORDERS)['oldest'],
): Promise<Finding> {
  const compare = (a: PaymentRow, b: PaymentRow) => sign * (value(a) - value(b)) || placeOf(b) - placeOf(a);
  const isAfter = (row: PaymentRow) => !after || (sign * (value(row) - after.value) || after.place - placeOf(row)) >= 0;
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
    if (!fits(row) && rows.length > 0) break;
    rows.push(row);
  }
  const coverage = found.coverage();
  const remaining = matches - rows.length;
  return { rows, coverage, ...(remaining > 0 ? { ...stopAfter(rows, value, scan, coverage, after), remaining } : {}) };
}

function stopAfter(
  rows: readonly PaymentRow[],
  value: (row: PaymentRow) => number,
  { period: { from, to } }: Scan,
  { failed_windows: failed }: Coverage,
  after: Position | undefined,
): { stopped?: Position } {
  const last = rows.at(-1);
  if (!last) return {};
  const at = { value: value(last), place: placeOf(last) };
  const isSame = (row: PaymentRow) => value(row) === at.value && placeOf(row) === at.place;
  const earlier = after?.value === at.value && after.place === at.place ? after.ids : [];
  const ids = [...earlier, ...rows.filter(isSame).map((row) => row.imp_uid ?? '')];
  return { stopped: { from, to, ...at, ids, failed } };
}

function withEarlierFailures(finding: Finding, after: Position | undefined): Finding {
  if (!after || after.failed.length === 0) return finding;
  const { coverage } = finding;
  const known = new Set(coverage.failed_windows.map((window) => `${window.status} ${window.to}`));
  const failed = [...after.failed.filter((one) => !known.has(`${one.status} ${one.to}`)), ...coverage.failed_windows];
  return {
    ...finding,
    coverage: { ...coverage, complete: false, failed_windows: failed },
    ...(finding.stopped ? { stopped: { ...finding.stopped, failed } } : {}),
  };
}
