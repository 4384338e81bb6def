import { koreanTime } from '../../base/korean-time.ts';
import type { FailureReason } from '../failure-reasons.ts';
import { asking, type Step } from '../next-steps.ts';
import type { KeyRow, ScheduleRow } from '../payment.ts';

const DAY = 86_400;
/** How long it takes until a limit or a balance is likely to be good again. */
const LATER = 3 * DAY;
const KST = 9 * 3_600;
const TEN_O_CLOCK = 10 * 3_600;

/** A key that was stored once and another card put in its place since. */
export const isReplaced = ({ inserted, updated }: KeyRow): boolean =>
  Boolean(inserted && updated) && (updated ?? 0) > (inserted ?? 0);

/** Ten in the morning in Korea, three days on: the banks are open, and the shop too when it fails again. */
export function inSomeDays(now: number): number {
  const midnight = Math.floor((now + KST) / DAY) * DAY - KST;
  return midnight + LATER + TEN_O_CLOCK;
}

interface Again {
  key: KeyRow;
  again: FailureReason['again'];
  now: number;
}

/** How a charge that failed is done again: at once, on another day, or not before there is another card. */
export function againSteps({ merchant_uid, schedule_at }: ScheduleRow, { key, again, now }: Again): Step[] {
  // Toss Pay books, but neither retries nor moves a booking.
  if (!merchant_uid || key.pg_provider === 'tosspay_v2') return [];
  const hasNewCard = isReplaced(key) && (key.updated ?? 0) > (schedule_at ?? 0);
  if (again === 'new_card' && !hasNewCard) return [];
  const retry = asking(
    'retry_schedule',
    { merchant_uid },
    `Charges ${hasNewCard ? 'the new card' : 'the stored card'} now (재시도).`,
  );
  const later = asking(
    'reschedule_payment',
    { merchant_uid, schedule_at: koreanTime(inSomeDays(now)) },
    'Books it again (재예약); set the time that the buyer wants.',
  );
  return again === 'later' && !hasNewCard ? [later, retry] : [retry, later];
}
