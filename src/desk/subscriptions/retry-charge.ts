import { DAY_SECONDS, formatKst, getDayStart, HOUR_SECONDS, toDay } from '../../base/korean-time.ts';
import { findOpenState } from '../../endpoints/pg-facts/open-states.ts';
import { offersOperation } from '../../endpoints/pg-providers/operations.ts';
import type { RetryAdvice } from '../failure-reasons.ts';
import { createConfirmedStep, createStep, type NextStep } from '../next-steps.ts';
import type { BillingKeyRow, ScheduleRow } from '../payment.ts';

/** How long it takes until a limit or a balance is likely to be good again. */
const RETRY_DELAY = 3 * DAY_SECONDS;
const TEN_O_CLOCK = 10 * HOUR_SECONDS;

/** PortOne's own retries would charge a second time. Source: PortOne guide, console/guide/billing-payments. */
export const RECOVERY_NOTE =
  'If 리커버리 is on in the PortOne console, PortOne retries failed charges by itself every day: read it again first.';

/** Whether another card has replaced the one that the key was first stored with. */
export const wasCardReplaced = ({ inserted, updated }: BillingKeyRow): boolean =>
  Boolean(inserted && updated) && (updated ?? 0) > (inserted ?? 0);

/** Ten in the morning in Korea, three days later: banks are open, and so is the shop if it fails again. */
function nextRetryTime(now: number): number {
  const midnight = getDayStart(toDay(now));
  return midnight + RETRY_DELAY + TEN_O_CLOCK;
}

/** A PG that takes schedules but does not retry them; one that is not known may. */
const cannotRetry = ({ pg_provider }: BillingKeyRow): boolean =>
  offersOperation('create_schedules', pg_provider) && !offersOperation('retry_schedule', pg_provider);

/** Whether a charge that is shown as failed may still succeed, so that a retry could charge twice. */
export const mayStillBeApproved = (schedule: ScheduleRow, billingKey?: BillingKeyRow | null): boolean =>
  findOpenState({ pg_provider: schedule.pg_provider ?? billingKey?.pg_provider, status: 'failed' }) !== undefined;

/** The advice with which the stored card, or one that has replaced it, may be charged again. */
export const allowsRetry = (retryWhen: RetryAdvice): boolean =>
  retryWhen === 'now' || retryWhen === 'later' || retryWhen === 'new_card';

/** The call that shows whether an order was paid after all. */
export const lookFirstSteps = (merchantUid: string | null | undefined): NextStep[] =>
  merchantUid
    ? [
        createStep(
          'list_payments_by_order',
          { merchant_uid: merchantUid },
          'Shows whether the order has been paid: look before anything is charged again.',
        ),
      ]
    : [];

interface RetryContext {
  billingKey: BillingKeyRow;
  retryWhen: RetryAdvice;
  now: number;
}

/** The calls that repeat a failed charge, best first. None if something must change or be looked up before. */
export function retrySteps(schedule: ScheduleRow, { billingKey, retryWhen, now }: RetryContext): NextStep[] {
  const { merchant_uid, schedule_at } = schedule;
  if (!merchant_uid || cannotRetry(billingKey) || !allowsRetry(retryWhen)) return [];
  if (mayStillBeApproved(schedule, billingKey)) return [];
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
    'Schedules it again (재예약); set the time that the buyer wants.',
  );
  return retryWhen === 'later' && !hasNewCard ? [reschedule, retry] : [retry, reschedule];
}
