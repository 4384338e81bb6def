import { DAY_SECONDS, formatKst, getDayStart, toDay } from '../../base/korean-time.ts';
import type { FailureReason } from '../failure-reasons.ts';
import { createConfirmedStep, type NextStep } from '../next-steps.ts';
import type { BillingKeyRow, ScheduleRow } from '../payment.ts';

/** How long it takes until a limit or a balance is likely to be good again. */
const RETRY_DELAY = 3 * DAY_SECONDS;
const TEN_O_CLOCK = 10 * 3_600;

/** A key that was stored once and another card put in its place since. */
export const wasCardReplaced = ({ inserted, updated }: BillingKeyRow): boolean =>
  Boolean(inserted && updated) && (updated ?? 0) > (inserted ?? 0);

/** Ten in the morning in Korea, three days on: the banks are open, and the shop too when it fails again. */
export function nextRetryTime(now: number): number {
  const midnight = getDayStart(toDay(now));
  return midnight + RETRY_DELAY + TEN_O_CLOCK;
}

interface RetryContext {
  billingKey: BillingKeyRow;
  retryWhen: FailureReason['retryWhen'];
  now: number;
}

/** How a charge that failed is done again: at once, on another day, or not before there is another card. */
export function retrySteps(
  { merchant_uid, schedule_at }: ScheduleRow,
  { billingKey, retryWhen, now }: RetryContext,
): NextStep[] {
  // Toss Pay books, but neither retries nor moves a booking.
  if (!merchant_uid || billingKey.pg_provider === 'tosspay_v2') return [];
  const hasNewCard = wasCardReplaced(billingKey) && (billingKey.updated ?? 0) > (schedule_at ?? 0);
  if (retryWhen === 'new_card' && !hasNewCard) return [];
  const retry = createConfirmedStep(
    'retry_schedule',
    { merchant_uid },
    `Charges ${hasNewCard ? 'the new card' : 'the stored card'} now (재시도).`,
  );
  const reschedule = createConfirmedStep(
    'reschedule_payment',
    { merchant_uid, schedule_at: formatKst(nextRetryTime(now)) },
    'Books it again (재예약); set the time that the buyer wants.',
  );
  return retryWhen === 'later' && !hasNewCard ? [reschedule, retry] : [retry, reschedule];
}
