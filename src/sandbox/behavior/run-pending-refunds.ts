import type { ChangedFields } from '../envelope.ts';
import type { World } from '../state/world.ts';
import { getRemainingAmount } from './payment-record.ts';
import { applyRefund } from './refund.ts';

/** Executes the refunds whose PG reports them by now. One that is no longer covered is dropped, as the PG refuses it. */
export function runPendingRefunds(world: World, onChange: (change: ChangedFields) => void): void {
  const now = world.clock.now();
  const due = world.pendingRefunds.filter(({ dueAt }) => dueAt <= now);
  world.pendingRefunds = world.pendingRefunds.filter(({ dueAt }) => dueAt > now);
  for (const { impUid, amount, reason, dueAt, enableWebhook } of due) {
    const stored = world.payments.get(impUid);
    if (!stored || getRemainingAmount(stored.record) < amount) continue;
    const { cancellation_id } = applyRefund(world, stored, { amount, reason, at: dueAt });
    const { merchant_uid, cancel_amount } = stored.record;
    onChange({
      imp_uid: impUid,
      merchant_uid,
      amount,
      cancel_amount,
      cancellation_id,
      ...(enableWebhook ? { enable_webhook: true } : {}),
    });
  }
}
