import { randomDigits } from '../state/ids.ts';
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
  const tid = `sandbox${randomDigits(world, 16)}`;
  const cancellation: Cancellation = {
    pg_tid: tid,
    amount,
    cancelled_at: now,
    // An empty reason counts as absent.
    reason: reason || '취소요청api',
    cancellation_id: `${record.imp_uid}_c${randomDigits(world, 8)}`,
    receipt_url: buildReceiptUrl(tid),
  };
  const change: Partial<StoredPayment['record']> = {
    cancel_history: [...(record.cancel_history ?? []), cancellation],
    cancel_receipt_urls: [...(record.cancel_receipt_urls ?? []), buildReceiptUrl(tid)],
    cancel_amount: roundToCents(record.cancel_amount + amount),
    status: 'cancelled',
    cancelled_at: now,
    cancel_reason: cancellation.reason ?? null,
  };
  world.payments.update(stored, change, now);
  return cancellation;
}
