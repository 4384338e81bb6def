import { createCancellationId } from '../state/ids.ts';
import type { StoredPayment } from '../state/rows.ts';
import type { World } from '../state/world.ts';
import { buildReceiptUrl, roundToCents } from './payment-record.ts';

export type Cancellation = NonNullable<StoredPayment['record']['cancel_history']>[number] & { cancellation_id: string };

/**
 * Refunds an amount without checking any rule. The first refund sets the status to `cancelled` even if it is partial;
 * what remains is `amount - cancel_amount`.
 */
export function applyRefund(
  world: Pick<World, 'clock' | 'random' | 'payments'>,
  stored: StoredPayment,
  { amount, reason, at }: { amount: number; reason?: string | null | undefined; at?: number },
): Cancellation {
  const now = at ?? world.clock.now();
  const { record } = stored;
  const receipt_url = buildReceiptUrl(record.pg_tid);
  const cancellation: Cancellation = {
    // A refund has no transaction of its own at the PG.
    pg_tid: record.pg_tid,
    amount,
    cancelled_at: now,
    // An empty reason counts as absent.
    reason: reason || '취소요청api',
    cancellation_id: createCancellationId(world),
    receipt_url,
  };
  const change: Partial<StoredPayment['record']> = {
    cancel_history: [...(record.cancel_history ?? []), cancellation],
    cancel_receipt_urls: [...(record.cancel_receipt_urls ?? []), receipt_url],
    cancel_amount: roundToCents(record.cancel_amount + amount),
    status: 'cancelled',
    cancelled_at: now,
    cancel_reason: cancellation.reason ?? null,
  };
  world.payments.update(stored, change, now);
  return cancellation;
}
