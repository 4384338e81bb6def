import type { ChangedFields } from '../envelope.ts';
import type { World } from '../state/world.ts';
import { executeSchedule } from './charge-billing-key.ts';

/** Charges every due schedule, oldest first. `appendEntry` records each charge in the journal. */
export function runDueSchedules(world: World, appendEntry: (change: ChangedFields) => void): void {
  for (const schedule of world.schedules.listDue(world.clock.now())) {
    // Record the charge at its scheduled time, even if the clock was advanced far past it.
    const clock = { ...world.clock, now: () => schedule.record.schedule_at };
    executeSchedule({ ...world, clock }, schedule);
    const { customer_uid, merchant_uid, imp_uid, amount, payment_status } = schedule.record;
    appendEntry({
      customer_uid,
      merchant_uid,
      imp_uid: imp_uid ?? null,
      amount: amount ?? null,
      status: payment_status ?? null,
    });
  }
}
