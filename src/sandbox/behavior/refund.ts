import { digits } from '../state/ids.ts';
import type { StoredPayment, World } from '../state/world.ts';
import { cents, receiptUrl } from './payment-record.ts';

export type Cancellation = NonNullable<StoredPayment['shown']['cancel_history']>[number] & { cancellation_id: string };

/**
 * Gives money back without asking any rule. The first won that goes back makes a payment `cancelled`,
 * though the rest of it stays paid: what remains is `amount - cancel_amount`.
 */
export function refund(
  world: Pick<World, 'clock' | 'random' | 'payments'>,
  stored: StoredPayment,
  { amount, reason, at }: { amount: number; reason?: string | null | undefined; at?: number },
): Cancellation {
  const now = at ?? world.clock.now();
  const { shown } = stored;
  const tid = `sandbox${digits(world, 16)}`;
  const cancellation: Cancellation = {
    pg_tid: tid,
    amount,
    cancelled_at: now,
    // A reason left empty is none.
    reason: reason || '취소요청api',
    cancellation_id: `${shown.imp_uid}_c${digits(world, 8)}`,
    receipt_url: receiptUrl(tid),
  };
  const change: Partial<StoredPayment['shown']> = {
    cancel_history: [...(shown.cancel_history ?? []), cancellation],
    cancel_receipt_urls: [...(shown.cancel_receipt_urls ?? []), receiptUrl(tid)],
    cancel_amount: cents(shown.cancel_amount + amount),
    status: 'cancelled',
    cancelled_at: now,
    cancel_reason: cancellation.reason ?? null,
  };
  world.payments.update(stored, change, now);
  return cancellation;
}
