import type { Change } from './answer.ts';
import { executeSchedule } from './key-charges.ts';
import type { World } from './world.ts';

/** Charges every schedule whose time has come, oldest first; `record` takes each for the ledger. */
export function runDue(world: World, record: (change: Change) => void): void {
  const due = [...world.schedules.values()]
    .filter(({ shown }) => shown.schedule_status === 'scheduled' && shown.schedule_at <= world.clock.now())
    .sort((a, b) => a.shown.schedule_at - b.shown.schedule_at);
  for (const schedule of due) {
    executeSchedule(world, schedule);
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
