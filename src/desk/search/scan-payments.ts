import pLimit from 'p-limit';
import type { PortOne } from '../../portone/client.ts';
import { PaymentList, type PaymentRow, placeOf, type Status } from './paged-list.ts';
import { Recent } from './recent-ids.ts';

export { type PaymentRow, placeOf, type Status } from './paged-list.ts';

export const everyStatus: readonly Status[] = ['paid', 'cancelled', 'failed', 'ready'];

export interface FailedWindow {
  status: Status;
  /** Unix seconds, both ends inclusive. */
  from: number;
  to: number;
  why: string;
}

/** What a scan has read of what it was asked for. */
export interface Coverage {
  from: number;
  to: number;
  /** Read to its end, and nothing in it failed. */
  complete: boolean;
  failed_windows: FailedWindow[];
}

export interface Scan {
  /** Present statuses. */
  statuses: readonly Status[];
  /** Both ends inclusive. */
  period: { from: number; to: number };
  /** Unix seconds. */
  now: number;
  signal: AbortSignal;
  progress?: (done: number, total: number, message: string) => void;
  /**
   * Looks at every row read, once, and says whether it is given: by default those whose own time is in the period. Rows are
   * dropped where they are read, so that a filter or a sum over any number of them takes no memory.
   */
  keep?: (row: PaymentRow) => boolean;
  /** Nothing newer than this place is given. */
  until?: number;
  /** Requests under way at once. */
  concurrency?: number;
  /** Rows asked for at once. */
  pageSize?: number;
}

/** What is found, and how far the finding goes. */
export interface PaymentScan extends AsyncGenerator<PaymentRow, Coverage> {
  /** As it stands, for who stops before the end. */
  coverage(): Coverage;
}

/** When a payment happened: when it was paid, even if it was cancelled since; else when it failed or began. */
export const timeOf = (row: PaymentRow): number => row.paid_at || row.failed_at || row.started_at || 0;

/** PortOne looks no further at once. */
const LONGEST_WINDOW = 90 * 86_400;
/** How far PortOne's clock may be ahead of ours. */
const SKEW = 600;
const AT_ONCE = 5;
/** So many rows may wait to be given before reading ahead stops. */
const MOST_WAITING = 5_000;

/**
 * Payments of any period, from the newest place (`placeOf`) to the oldest, each once. PortOne lists by present status, and what
 * the window of a list applies to differs: `paid` by paid_at, `failed` by failed_at, `ready` by started_at, `cancelled` by the
 * last cancel. A payment of the period may have been cancelled at any time since, so that list is read until now.
 */
export function scanPayments(portone: PortOne, scan: Scan): PaymentScan {
  const lists = listsOf(scan);
  const found = { done: false };
  const coverage = (): Coverage => {
    const failed = lists.filter((list) => list.error || list.restless);
    const { from, to } = scan.period;
    return {
      from,
      to: Math.min(to, scan.now),
      complete: found.done && failed.length === 0,
      failed_windows: failed.map((list) => ({ ...list.window, why: whyOf(list) })),
    };
  };
  return Object.assign(rowsOf(portone, scan, lists, found, coverage), { coverage });
}

async function* rowsOf(
  portone: PortOne,
  scan: Scan,
  lists: PaymentList[],
  found: { done: boolean },
  coverage: () => Coverage,
): AsyncGenerator<PaymentRow, Coverage> {
  const reading = startReading(portone, scan, lists);
  const later = movedLists(scan);
  try {
    for (;;) {
      const first = newest(lists);
      const place = first?.rows[0] ? placeOf(first.rows[0]) : Number.NEGATIVE_INFINITY;
      const missing = lists.filter((list) => !list.ended && list.rows.length === 0 && list.frontier > place);
      if (missing.length > 0) await reading.more(first ? missing : newestOf(missing));
      // The list was chosen for its first row.
      else if (first) yield first.rows.shift() as PaymentRow;
      else if (later.length > 0 && !failureOf(lists)) lists.push(...later.splice(0));
      else break;
    }
    const failure = failureOf(lists);
    if (failure) throw failure;
    found.done = true;
    return coverage();
  } finally {
    reading.stop();
  }
}

/** The lists that may hold the newest payment: while there is none, those of the months before can wait. */
function newestOf(lists: readonly PaymentList[]): PaymentList[] {
  const newest = Math.max(...lists.map((list) => list.frontier));
  return lists.filter((list) => list.frontier > newest - LONGEST_WINDOW / 2);
}

/** Where nothing at all could be read there is nothing to tell of but the failure. */
const failureOf = (lists: readonly PaymentList[]) =>
  lists.some((list) => list.reached) ? undefined : lists.find((list) => list.error)?.error;

function newest(lists: readonly PaymentList[]): PaymentList | undefined {
  let best: PaymentList | undefined;
  let place = Number.NEGATIVE_INFINITY;
  for (const list of lists) {
    const [row] = list.rows;
    if (!row || placeOf(row) <= place) continue;
    best = list;
    place = placeOf(row);
  }
  return best;
}

/** Reads pages: those that are missing first, and once the newest of every list are there, ahead with whatever is free. */
function startReading(portone: PortOne, scan: Scan, lists: PaymentList[]) {
  const { concurrency = AT_ONCE, progress = () => {} } = scan;
  const limit = pLimit(concurrency);
  const ended = new AbortController();
  const signal = AbortSignal.any([scan.signal, ended.signal]);
  const keep = keeper(scan);
  let done = 0;
  let firstRound = 0;
  let fatal: unknown;
  let wake = () => {};
  const stop = () => wake();
  scan.signal.addEventListener('abort', stop);

  function ask(list: PaymentList): void {
    const read = list.ask(portone, keep);
    limit(() => read(signal))
      .then(() => {
        if (ended.signal.aborted) return;
        done += 1;
        const known = lists.reduce((sum, one) => sum + one.pages, 0);
        progress(done, Math.max(done, known), `${done} of about ${Math.max(done, known)} pages of payments read`);
        if (list.ended && list.slipped()) list.again();
      })
      .catch((error: unknown) => {
        fatal ??= error;
      })
      .finally(() => wake());
  }

  return {
    async more(missing: readonly PaymentList[]): Promise<void> {
      scan.signal.throwIfAborted();
      if (fatal !== undefined) throw fatal;
      const arrival = new Promise<void>((resolve) => {
        wake = resolve;
      });
      for (const list of missing) if (!list.waits && list.canAsk) ask(list);
      firstRound ||= limit.activeCount + limit.pendingCount;
      const waiting = lists.reduce((sum, list) => sum + list.rows.length, 0);
      const isAhead = done >= firstRound && waiting < MOST_WAITING;
      for (const list of isAhead ? lists : [])
        while (list.canAsk && limit.activeCount + limit.pendingCount < concurrency) ask(list);
      await arrival;
      scan.signal.throwIfAborted();
    },
    stop(): void {
      scan.signal.removeEventListener('abort', stop);
      limit.clearQueue();
      ended.abort();
    },
  };
}

function keeper({ period, until = Number.POSITIVE_INFINITY, keep }: Scan): (row: PaymentRow) => boolean {
  const seen = new Recent();
  const wanted = keep ?? ((row: PaymentRow) => timeOf(row) >= period.from && timeOf(row) <= period.to);
  return (row) => placeOf(row) <= until && seen.add(row.imp_uid ?? '') && wanted(row);
}

/** The lists that can hold what is asked for, the newest first. */
function listsOf({ statuses, period, now, until = Number.POSITIVE_INFINITY, pageSize }: Scan): PaymentList[] {
  const latest = now + SKEW;
  const lists: PaymentList[] = [];
  for (const status of statuses) {
    const sorted = status === 'paid' || status === 'ready';
    const end = status === 'cancelled' ? latest : Math.min(period.to, latest, sorted ? until : latest);
    for (let to = end; to >= period.from; to -= LONGEST_WINDOW) {
      const from = Math.max(period.from, to - LONGEST_WINDOW + 1);
      lists.push(new PaymentList({ status, from, to }, Math.min(period.to, until), pageSize));
    }
  }
  return lists.sort((a, b) => b.window.to - a.window.to);
}

/**
 * A payment that is paid or refunded while lists are read may have left one before it was read, for another that was read
 * already: it stands in what is newest there.
 */
function movedLists({ statuses, now, pageSize }: Scan): PaymentList[] {
  if (statuses.length < 2) return [];
  const window = { from: now - SKEW, to: now + SKEW };
  return statuses
    .filter((status) => status !== 'ready')
    .map((status) => new PaymentList({ status, ...window }, window.to, pageSize));
}

const whyOf = ({ error, restless }: PaymentList): string => {
  if (!error) return restless ? 'The list kept changing while it was read.' : '';
  return error.httpStatus === undefined ? error.message : `${error.message} (HTTP ${error.httpStatus})`;
};
