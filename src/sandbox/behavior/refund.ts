import { randomDigits } from '../state/ids.ts';
import type { StoredPayment } from '../state/rows.ts';
import type { World } from '../state/world.ts';
import { buildReceiptUrl, roundToCents } from './payment-record.ts';

export type Cancellation = NonNullable<StoredPayment['record']['cancel_history']>[number] & { cancellation_id: string };

/**
 * Gives money back without asking any rule. The first won that goes back makes a payment `cancelled`,
 * though the rest of it stays paid: what remains is `amount - cancel_amount`.
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
    // A reason left empty is none.
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
