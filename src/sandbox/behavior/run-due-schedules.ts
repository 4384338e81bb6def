import type { Change } from '../envelope.ts';
import type { World } from '../state/world.ts';
import { executeSchedule } from './charge-billing-key.ts';

/** Charges every schedule whose time has come, oldest first; `record` takes each for the ledger. */
export function runDue(world: World, record: (change: Change) => void): void {
  for (const schedule of world.schedules.due(world.clock.now())) {
    // The clock may have been moved far past it: the charge is still made at its own time.
    const clock = { ...world.clock, now: () => schedule.shown.schedule_at };
    executeSchedule({ ...world, clock }, schedule);
    const { customer_uid, merchant_uid, imp_uid, amount, payment_status } = schedule.shown;
    record({
      customer_uid,
      merchant_uid,
      imp_uid: imp_uid ?? null,
      amount: amount ?? null,
      status: payment_status ?? null,
    });
  }
}
