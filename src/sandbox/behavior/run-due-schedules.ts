import type { ChangedFields } from '../envelope.ts';
import type { World } from '../state/world.ts';
import { executeSchedule } from './charge-billing-key.ts';

/** Charges every schedule whose time has come, oldest first; `record` takes each for the ledger. */
export function runDueSchedules(world: World, appendEntry: (change: ChangedFields) => void): void {
  for (const schedule of world.schedules.listDue(world.clock.now())) {
    // The clock may have been moved far past it: the charge is still made at its own time.
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
