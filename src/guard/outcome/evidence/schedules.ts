import { quoted } from '../../../base/text.ts';
import type { Seen } from '../../snapshot/snapshot.ts';
import { nothing, odd, type Sight, sameAmount } from './evidence.ts';

type Schedule = NonNullable<Seen['schedule']>;

/** A schedule as it was asked for. */
export interface Booking {
  merchant_uid: string;
  schedule_at: number;
  amount: number;
}

const names = (schedules: readonly { merchant_uid?: string | null | undefined }[]): string =>
  schedules.map(({ merchant_uid }) => quoted(merchant_uid ?? '', 40)).join(', ');

/** The schedules that a call asks for. */
export const bookingsOf = (args: Record<string, unknown>): Booking[] =>
  // The row's schema has parsed them.
  Array.isArray(args.schedules) ? (args.schedules as Booking[]) : [];

/**
 * Whether all that was booked exists as asked. An order number is booked only once, so what is there as asked is there
 * once; schedules that are known to be older are somebody else's doing.
 */
export function bookingSight(
  customer: string | undefined,
  asked: readonly Booking[],
  before: readonly Schedule[] | undefined,
  after: ReadonlyMap<string, Schedule | null>,
): Sight {
  const old = (before ?? []).filter(({ merchant_uid }) => asked.some((one) => one.merchant_uid === merchant_uid));
  if (old.length > 0) return odd(`${names(old)} had a schedule before`);
  const found = asked.flatMap((booking) => {
    const schedule = after.get(booking.merchant_uid);
    return schedule ? [{ booking, schedule }] : [];
  });
  if (found.length === 0) return nothing('none of the order numbers has a schedule');
  const strange = found.filter(
    ({ booking, schedule }) =>
      schedule.customer_uid !== customer ||
      schedule.schedule_at !== booking.schedule_at ||
      !sameAmount(schedule.amount ?? 0, booking.amount) ||
      schedule.schedule_status === 'revoked',
  );
  if (strange.length > 0)
    return odd(`${names(strange.map(({ booking }) => booking))} has a schedule that is not as asked`);
  if (found.length < asked.length)
    return odd(
      `${found.length} of ${asked.length} schedules are booked: ${names(found.map(({ booking }) => booking))}`,
    );
  return { sight: 'done', proof: 'every schedule is booked as asked', value: found.map(({ schedule }) => schedule) };
}

/** Whether schedules that were waiting are revoked. */
export function revocationSight(waiting: readonly Schedule[], after: ReadonlyMap<string, Schedule | null>): Sight {
  const rows = waiting.map(
    ({ merchant_uid }) => after.get(merchant_uid ?? '') ?? { merchant_uid, schedule_status: 'not to be found' },
  );
  const inState = (status: string) => rows.filter(({ schedule_status }) => schedule_status === status);
  const revoked = inState('revoked');
  if (revoked.length === rows.length)
    return {
      sight: 'done',
      proof: `${rows.length === 1 ? 'the schedule that was waiting is' : `all ${rows.length} schedules that were waiting are`} revoked`,
      value: rows,
    };
  const states = [...new Set(rows.map(({ schedule_status }) => schedule_status ?? 'without a status'))];
  const told = states.map((status) => `${status}: ${names(inState(status))}`).join('; ');
  return revoked.length === 0 && states.every((status) => status === 'scheduled' || status === 'executed')
    ? nothing(told)
    : odd(told);
}
