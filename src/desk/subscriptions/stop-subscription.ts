import { formatKst } from '../../base/korean-time.ts';
import { Refused } from '../../base/refusal.ts';
import { readPendingSchedules } from '../../guard/snapshot/read-schedules.ts';
import { createConfirmedStep, type NextStep } from '../next-steps.ts';
import type { ScheduleRow } from '../payment.ts';
import type { LookupContext, TolerantReads } from '../tolerant-reads.ts';
import { formatKstMinute, pluralize } from '../wording.ts';

/** More order numbers than this would crowd the answer; all schedules are then cancelled without naming them. */
const MAX_NAMED = 20;

/** Every scheduled charge of a customer, however far ahead; `rows` is undefined if they could not all be read. */
interface PendingCharges {
  rows: readonly ScheduleRow[] | undefined;
}

/** Reads every charge that is still scheduled for a customer. */
export async function readPendingCharges(
  customer_uid: string,
  { portone, now }: LookupContext,
  reads: TolerantReads,
): Promise<PendingCharges> {
  const rows = await reads.read('the charges scheduled later', async () => {
    try {
      return { response: (await readPendingSchedules(portone, customer_uid, now)).schedules };
    } catch (error) {
      // There are too many to list.
      if (error instanceof Refused) return { response: undefined };
      throw error;
    }
  });
  return { rows: rows ?? undefined };
}

/** Suggests ending a subscription: every charge that is still scheduled, not only those of the period. */
export function suggestStop(
  customer_uid: string,
  { rows }: PendingCharges,
  dueInPeriod: readonly ScheduleRow[],
): NextStep[] {
  const pending = rows ?? dueInPeriod;
  if (pending.length === 0) return [];
  const orders = pending.flatMap(({ merchant_uid }) => merchant_uid ?? []);
  const last = Math.max(...pending.map(({ schedule_at }) => schedule_at ?? 0));
  const extent = rows
    ? `${rows.length === 1 ? 'the only scheduled charge' : `all ${rows.length} scheduled charges`} of this customer, the last on ${formatKst(last, { precision: 'day' })}`
    : 'every scheduled charge of this customer, also those that could not be read here';
  return [
    createConfirmedStep(
      'cancel_schedules',
      rows && orders.length === rows.length && orders.length <= MAX_NAMED
        ? { customer_uid, merchant_uid: orders }
        : { customer_uid, all: true },
      `Only if the buyer wants to stop (정기결제 해지): cancels ${extent}.`,
    ),
  ];
}

/** Says what the period leaves out. */
export function describeLaterCharges(
  pending: PendingCharges | undefined,
  periodEnd: number,
  now: number,
): string | undefined {
  if (periodEnd <= now) return undefined;
  const end = formatKstMinute(periodEnd);
  if (!pending) return `Charges scheduled after ${end} are not in this.`;
  if (!pending.rows) return `Charges scheduled after ${end} were not looked at.`;
  const later = pending.rows.filter(({ schedule_at }) => (schedule_at ?? 0) > periodEnd);
  if (later.length === 0) return undefined;
  const last = Math.max(...later.map(({ schedule_at }) => schedule_at ?? 0));
  return `${pluralize(later.length, 'more charge')} of this customer ${later.length === 1 ? 'is' : 'are'} scheduled after ${end}, until ${formatKstMinute(last)}: not listed here, and still to be charged.`;
}
