import type * as z from 'zod';
import type { Payment } from '../endpoints/models/payment.ts';
import { listPaymentsByStatus } from '../endpoints/payments.ts';
import type { PortOne } from '../portone/client.ts';
import { PortOneError } from '../portone/errors.ts';

export type PaymentRow = z.output<typeof Payment>;
export type Status = 'ready' | 'paid' | 'cancelled' | 'failed';
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
  complete: boolean;
  failed_windows: FailedWindow[];
}

export interface Scan {
  /** Present statuses. */
  statuses: readonly Status[];
  period: { from: number; to: number };
  now: number;
  signal: AbortSignal;
  progress?: (done: number, total: number, message: string) => void;
  /** Looks at every row that was read, once; only those it wants are given. By default those whose own time is in the period. */
  keep?: (row: PaymentRow) => boolean;
  /** Requests under way at once. */
  concurrency?: number;
}

/** When a payment happened: when it was paid, even if it was cancelled since; else when it failed or began. */
export const timeOf = (row: PaymentRow): number => row.paid_at || row.failed_at || row.started_at || 0;

const WINDOW = 90 * 86_400;
const MOST_ROWS = 1000;

/** Payments of any period, newest first. A list that cannot be read is left out, and the coverage says so. */
export async function* scanPayments(
  portone: PortOne,
  { statuses, period, now, signal, progress = () => {}, keep }: Scan,
): AsyncGenerator<PaymentRow, Coverage> {
  const wanted = keep ?? ((row) => timeOf(row) >= period.from && timeOf(row) <= period.to);
  const coverage: Coverage = { from: period.from, to: Math.min(period.to, now), complete: true, failed_windows: [] };
  const seen = new Set<string>();
  let done = 0;
  for (const status of statuses) {
    // A payment of the period may have been cancelled at any time since.
    let to = status === 'cancelled' ? now + 86_400 : Math.min(period.to, now + 86_400);
    for (; to >= period.from; to -= WINDOW) {
      const from = Math.max(period.from, to - WINDOW + 1);
      try {
        for (let page = 1; page > 0; ) {
          const args = { payment_status: status, from, to, page, limit: MOST_ROWS };
          const { response } = await portone.call(listPaymentsByStatus, args, { signal });
          progress(++done, done + 1, 'reading payments');
          for (const row of response.list ?? []) {
            if (seen.has(row.imp_uid ?? '')) continue;
            seen.add(row.imp_uid ?? '');
            if (wanted(row)) yield row;
          }
          page = response.next ?? 0;
        }
      } catch (error) {
        if (!(error instanceof PortOneError) || error.kind === 'unauthorized') throw error;
        coverage.complete = false;
        coverage.failed_windows.push({ status, from, to, why: error.message });
      }
    }
  }
  return coverage;
}
