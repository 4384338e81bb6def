import { koreanTime } from '../../base/korean-time.ts';
import { failureReason } from '../failure-reasons.ts';
import { asking, type Step, step } from '../next-steps.ts';
import type { KeyRow, ScheduleRow } from '../payment.ts';
import { moment } from '../wording.ts';
import { againSteps, inSomeDays, isReplaced } from './retry-charge.ts';

/** Worst first. */
export const states = ['failed', 'not_run', 'due', 'revoked', 'paid', 'refunded', 'unknown'] as const;
export type State = (typeof states)[number];

/** PortOne runs charges within minutes of their time. */
const LATE = 3_600;

export function stateOf({ schedule_status, payment_status, schedule_at }: ScheduleRow, now: number): State {
  if (schedule_status === 'revoked') return 'revoked';
  if (schedule_status === 'scheduled') return (schedule_at ?? 0) < now - LATE ? 'not_run' : 'due';
  if (payment_status === 'failed') return 'failed';
  if (payment_status === 'paid') return 'paid';
  return payment_status === 'cancelled' ? 'refunded' : 'unknown';
}

type KeyState = 'stored' | 'missing' | 'replaced';

/** `replaced` only when another card was stored after the charge: before, it does not matter. */
export function keyState(row: ScheduleRow, key: KeyRow | null | undefined): KeyState | undefined {
  if (key === undefined) return undefined;
  if (key === null) return 'missing';
  return isReplaced(key) && (key.updated ?? 0) > (row.executed_at || row.schedule_at || 0) ? 'replaced' : 'stored';
}

interface Advice {
  reason?: string;
  billing_key?: KeyState;
  todo?: string;
  next_steps?: readonly Step[];
}

/** What to do about a schedule in its state. */
export function adviceOn(row: ScheduleRow, state: State, key: KeyRow | null | undefined, now: number): Advice {
  const known = keyState(row, key);
  return { ...(known ? { billing_key: known } : {}), ...advice(row, { state, key, known, now }) };
}

interface Situation {
  state: State;
  key: KeyRow | null | undefined;
  known: KeyState | undefined;
  now: number;
}

function advice(row: ScheduleRow, { state, key, known, now }: Situation): Advice {
  const { merchant_uid, customer_uid } = row;
  if (state === 'failed') return onFailure(row, { state, key, known, now });
  if (state === 'not_run')
    return {
      todo: `Its time has passed and PortOne has not charged it: look again, and ask PortOne if it stays so.`,
      next_steps: merchant_uid ? [step('get_schedule', { merchant_uid }, 'Shows whether it has run meanwhile.')] : [],
    };
  if (state === 'due' && known === 'missing')
    return {
      todo: 'There is no billing key: it will fail. The buyer registers a card under the same customer_uid before, or it is cancelled.',
      next_steps:
        merchant_uid && customer_uid
          ? [asking('cancel_schedules', { customer_uid, merchant_uid: [merchant_uid] }, 'If it is not to be charged.')]
          : [],
    };
  if (state === 'revoked')
    return {
      todo: `Revoked ${moment(row.revoked_at ?? 0)}, mostly on purpose (해지).`,
      next_steps: merchant_uid
        ? [
            asking(
              'reschedule_payment',
              { merchant_uid, schedule_at: koreanTime(inSomeDays(now)) },
              'Only if the buyer wants to be charged after all.',
            ),
          ]
        : [],
    };
  return {};
}

function onFailure(row: ScheduleRow, { key, known, now }: Situation): Advice {
  const { code, again } = failureReason(row.fail_reason);
  if (known === 'missing')
    return {
      reason: code,
      todo: 'The billing key is gone: the buyer registers a card again, then charge or book again.',
    };
  const steps = key ? againSteps(row, { key, again, now }) : [];
  return {
    reason: code,
    // What the reason itself advises stands once beside the reasons.
    ...(known === 'replaced' ? { todo: 'Another card was stored since: charge that one.' } : {}),
    ...(steps.length > 0 ? { next_steps: steps } : {}),
  };
}
