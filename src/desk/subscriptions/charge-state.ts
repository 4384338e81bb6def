import { HOUR_SECONDS } from '../../base/korean-time.ts';
import { getFailureReason } from '../failure-reasons.ts';
import { createConfirmedStep, createStep, type NextStep } from '../next-steps.ts';
import type { BillingKeyRow, ScheduleRow } from '../payment.ts';
import { formatKstMinute } from '../wording.ts';
import { allowsRetry, lookFirstSteps, mayStillBeApproved, retrySteps, wasCardReplaced } from './retry-charge.ts';

/** Worst first. */
export const scheduleStates = ['failed', 'not_run', 'due', 'revoked', 'paid', 'refunded', 'unknown'] as const;
export type ScheduleState = (typeof scheduleStates)[number];

/** PortOne runs charges within minutes of their time. */
const MAX_DELAY = HOUR_SECONDS;

export function getScheduleState(
  { schedule_status, payment_status, schedule_at }: ScheduleRow,
  now: number,
): ScheduleState {
  if (schedule_status === 'revoked') return 'revoked';
  if (schedule_status === 'scheduled') return (schedule_at ?? 0) < now - MAX_DELAY ? 'not_run' : 'due';
  if (payment_status === 'failed') return 'failed';
  if (payment_status === 'paid') return 'paid';
  return payment_status === 'cancelled' ? 'refunded' : 'unknown';
}

type BillingKeyState = 'stored' | 'missing' | 'replaced';

/** `replaced` only when another card was stored after the charge: before, it does not matter. */
export function getKeyState(row: ScheduleRow, key: BillingKeyRow | null | undefined): BillingKeyState | undefined {
  if (key === undefined) return undefined;
  if (key === null) return 'missing';
  return wasCardReplaced(key) && (key.updated ?? 0) > (row.executed_at || row.schedule_at || 0) ? 'replaced' : 'stored';
}

interface ScheduleAdvice {
  reason?: string;
  billing_key?: BillingKeyState;
  todo?: string;
  next_steps?: readonly NextStep[];
}

/** What to do about a schedule in its state. */
export function adviseOnSchedule(
  row: ScheduleRow,
  state: ScheduleState,
  billingKey: BillingKeyRow | null | undefined,
  now: number,
): ScheduleAdvice {
  const keyState = getKeyState(row, billingKey);
  return {
    ...(keyState ? { billing_key: keyState } : {}),
    ...adviseByState(row, { state, billingKey, keyState, now }),
  };
}

interface ScheduleSituation {
  state: ScheduleState;
  billingKey: BillingKeyRow | null | undefined;
  keyState: BillingKeyState | undefined;
  now: number;
}

function adviseByState(row: ScheduleRow, { state, billingKey, keyState, now }: ScheduleSituation): ScheduleAdvice {
  const { merchant_uid, customer_uid } = row;
  if (state === 'failed') return adviseOnFailure(row, { state, billingKey, keyState, now });
  if (state === 'not_run')
    return {
      todo: 'Its time has passed and PortOne has not charged it: read it again, and ask PortOne if that does not change.',
      next_steps: merchant_uid
        ? [createStep('get_schedule', { merchant_uid }, 'Shows whether it has run in the meantime.')]
        : [],
    };
  if (state === 'due' && keyState === 'missing')
    return {
      todo: 'There is no billing key, so the charge will fail: the buyer registers a card under the same customer_uid before its time, or the schedule is cancelled.',
      next_steps:
        merchant_uid && customer_uid
          ? [
              createConfirmedStep(
                'cancel_schedules',
                { customer_uid, merchant_uid: [merchant_uid] },
                'If it should not be charged.',
              ),
            ]
          : [],
    };
  if (state === 'revoked')
    return {
      todo: `Revoked ${formatKstMinute(row.revoked_at ?? 0)}, usually on purpose (해지).`,
    };
  return {};
}

function adviseOnFailure(row: ScheduleRow, { billingKey, keyState, now }: ScheduleSituation): ScheduleAdvice {
  const { code, retryWhen } = getFailureReason(row.fail_reason);
  if (retryWhen === 'look_first')
    return {
      reason: code,
      todo: 'The words do not prove that no money was taken: look first, and charge nothing until then.',
      next_steps: lookFirstSteps(row.merchant_uid),
    };
  if (keyState === 'missing')
    return {
      reason: code,
      todo: 'The billing key is gone: the buyer registers a card again, then charge or schedule it again.',
    };
  if (mayStillBeApproved(row, billingKey))
    return {
      reason: code,
      todo: 'The PG may still approve this charge: wait for the webhook and read it again before charging it again.',
    };
  const steps = billingKey ? retrySteps(row, { billingKey, retryWhen, now }) : [];
  return {
    reason: code,
    // The advice of the reason itself is given once, in the list of reasons.
    ...(keyState === 'replaced' && allowsRetry(retryWhen)
      ? { todo: 'Another card has been stored since: charge that one.' }
      : {}),
    ...(steps.length > 0 ? { next_steps: steps } : {}),
  };
}
