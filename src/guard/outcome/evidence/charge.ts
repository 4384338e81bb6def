import { money } from '../../../base/money.ts';
import { quoted } from '../../../base/text.ts';
import type { Seen } from '../../snapshot/snapshot.ts';
import { nothing, numberOf, odd, type Sight, sameAmount, textOf } from './evidence.ts';

type Payment = NonNullable<Seen['payment']>;

const idOf = ({ imp_uid }: Payment): string => imp_uid ?? '';
const told = (payment: Payment): string =>
  `${idOf(payment)} ${payment.status ?? 'without a status'}, ${money(payment.amount, payment.currency)}`;
const listed = (payments: readonly Payment[]): string => payments.map(told).join('; ');

/** Whether an order has exactly one attempt more than before, of the amount asked, that came to a state asked for. */
export function attemptSight(
  becomes: readonly string[],
  args: Record<string, unknown>,
  before: readonly Payment[] | undefined,
  after: readonly Payment[],
): Sight {
  if (!before)
    return after.length === 0
      ? nothing('the order has no attempt at all')
      : odd(`the order has ${listed(after)}; which of these were there before is not known`);
  const known = new Map(before.map((payment) => [idOf(payment), payment.status]));
  const fresh = after.filter((payment) => !known.has(idOf(payment)));
  // An attempt of before that was paid meanwhile is not this call's: the buyer was quicker, or a deposit came in.
  const moved = after.filter((payment) => known.has(idOf(payment)) && known.get(idOf(payment)) !== payment.status);
  if (moved.length > 0)
    return odd(
      `an earlier attempt of the order has changed (${listed(moved)})${fresh.length > 0 ? `, and new: ${listed(fresh)}` : ''}`,
    );
  const [attempt, ...others] = fresh;
  if (!attempt) return nothing('the order has no attempt that was not there before');
  if (others.length > 0) return odd(`the order has ${fresh.length} new attempts instead of one: ${listed(fresh)}`);
  const stranger = strangeIn(args, attempt);
  if (stranger) return odd(`the order has a new attempt, ${told(attempt)}, but ${stranger}`);
  if (becomes.includes(attempt.status ?? ''))
    return { sight: 'done', proof: `the order has one new attempt: ${told(attempt)}`, value: attempt };
  if (attempt.status === 'failed')
    return { sight: 'failed', proof: `the order has one new attempt, which failed: ${told(attempt)}`, value: attempt };
  return odd(`the order has a new attempt, ${told(attempt)}`);
}

/** Why an attempt cannot be the one asked for. */
function strangeIn(args: Record<string, unknown>, attempt: Payment): string | undefined {
  const amount = numberOf(args, 'amount');
  if (amount !== undefined && !sameAmount(attempt.amount ?? 0, amount))
    return `${money(amount, attempt.currency)} was asked`;
  const customer = textOf(args, 'customer_uid');
  if (customer !== undefined && attempt.customer_uid && attempt.customer_uid !== customer)
    return `it is of the billing key ${quoted(attempt.customer_uid)}`;
  return undefined;
}

type Schedule = NonNullable<Seen['schedule']>;

/** Whether a schedule was charged again since it was shown. */
export function retrySight(before: Schedule | null | undefined, after: Schedule | null): Sight {
  if (!after) return odd('PortOne has no such schedule');
  const state = `the schedule is ${after.schedule_status ?? 'without a status'}, its charge ${after.payment_status ?? 'not made'}${after.imp_uid ? ` (${after.imp_uid})` : ''}`;
  if (!before) return odd(`${state}; what it was before is not known`);
  const same = (['imp_uid', 'schedule_status', 'payment_status', 'executed_at'] as const).every(
    (name) => (before[name] ?? null) === (after[name] ?? null),
  );
  if (same) return nothing(`${state}, as before`);
  const isNew = after.imp_uid !== before.imp_uid || after.executed_at !== before.executed_at;
  if (!isNew || after.schedule_status !== 'executed') return odd(`${state}, which is not as before`);
  if (after.payment_status === 'paid' && after.imp_uid) return { sight: 'done', proof: `${state}, by a new charge` };
  if (after.payment_status === 'failed')
    return {
      sight: 'failed',
      proof: `${state}, by a new charge`,
      value: { imp_uid: after.imp_uid, fail_reason: after.fail_reason },
    };
  return odd(`${state}, which is not as before`);
}
