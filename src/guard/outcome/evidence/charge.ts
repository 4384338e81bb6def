import { formatMoney, isSameAmount } from '../../../base/money.ts';
import { quote } from '../../../base/text.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { concludeAbsent, concludeAmbiguous, type Evidence, getNumber, getText } from './evidence.ts';

type Payment = NonNullable<Snapshot['payment']>;

const getImpUid = ({ imp_uid }: Payment): string => imp_uid ?? '';
const describePayment = (payment: Payment): string =>
  `${getImpUid(payment)} ${payment.status ?? 'without a status'}, ${formatMoney(payment.amount, payment.currency)}`;
const describePayments = (payments: readonly Payment[]): string => payments.map(describePayment).join('; ');

/** Checks that an order has exactly one new attempt, with the requested amount and one of the target statuses. */
export function assessAttempt(
  targetStatuses: readonly string[],
  args: Record<string, unknown>,
  before: readonly Payment[] | undefined,
  after: readonly Payment[],
): Evidence {
  if (!before)
    return after.length === 0
      ? concludeAbsent('the order has no attempt at all')
      : concludeAmbiguous(`the order has ${describePayments(after)}; it is unknown which of these existed before`);
  const previousStatuses = new Map(before.map((payment) => [getImpUid(payment), payment.status]));
  const newAttempts = after.filter((payment) => !previousStatuses.has(getImpUid(payment)));
  // An earlier attempt that was paid meanwhile is not from this call: the buyer paid it, or a deposit arrived.
  const changedAttempts = after.filter(
    (payment) =>
      previousStatuses.has(getImpUid(payment)) && previousStatuses.get(getImpUid(payment)) !== payment.status,
  );
  if (changedAttempts.length > 0)
    return concludeAmbiguous(
      `an earlier attempt of the order has changed (${describePayments(changedAttempts)})${newAttempts.length > 0 ? `, and new: ${describePayments(newAttempts)}` : ''}`,
    );
  const [attempt, ...others] = newAttempts;
  if (!attempt) return concludeAbsent('the order has no new attempt');
  if (others.length > 0)
    return concludeAmbiguous(
      `the order has ${newAttempts.length} new attempts instead of one: ${describePayments(newAttempts)}`,
    );
  const mismatch = findMismatch(args, attempt);
  if (mismatch) return concludeAmbiguous(`the order has a new attempt, ${describePayment(attempt)}, but ${mismatch}`);
  if (targetStatuses.includes(attempt.status ?? ''))
    return { kind: 'executed', detail: `the order has one new attempt: ${describePayment(attempt)}`, value: attempt };
  if (attempt.status === 'failed')
    return {
      kind: 'declined',
      detail: `the order has one new attempt, which failed: ${describePayment(attempt)}`,
      value: attempt,
    };
  return concludeAmbiguous(`the order has a new attempt, ${describePayment(attempt)}`);
}

/** Describes why an attempt is not the requested one. */
function findMismatch(args: Record<string, unknown>, attempt: Payment): string | undefined {
  const amount = getNumber(args, 'amount');
  if (amount !== undefined && !isSameAmount(attempt.amount ?? 0, amount))
    return `${formatMoney(amount, attempt.currency)} was requested`;
  const customer = getText(args, 'customer_uid');
  if (customer !== undefined && attempt.customer_uid && attempt.customer_uid !== customer)
    return `it used the billing key ${quote(attempt.customer_uid)}`;
  return undefined;
}

type Schedule = NonNullable<Snapshot['schedule']>;

/** Checks whether a schedule was charged again since the snapshot. */
export function assessRetry(before: Schedule | null | undefined, after: Schedule | null): Evidence {
  if (!after) return concludeAmbiguous('PortOne has no such schedule');
  const description = `the schedule is ${after.schedule_status ?? 'without a status'} and its charge ${after.payment_status ?? 'was not made'}${after.imp_uid ? ` (${after.imp_uid})` : ''}`;
  if (!before) return concludeAmbiguous(`${description}; its earlier state is unknown`);
  const isUnchanged = (['imp_uid', 'schedule_status', 'payment_status', 'executed_at'] as const).every(
    (name) => (before[name] ?? null) === (after[name] ?? null),
  );
  if (isUnchanged) return concludeAbsent(`${description}, as before`);
  const isNew = after.imp_uid !== before.imp_uid || after.executed_at !== before.executed_at;
  if (!isNew || after.schedule_status !== 'executed')
    return concludeAmbiguous(`${description}, which differs from before`);
  if (after.payment_status === 'paid' && after.imp_uid)
    return { kind: 'executed', detail: `${description}, by a new charge` };
  if (after.payment_status === 'failed')
    return {
      kind: 'declined',
      detail: `${description}, by a new charge`,
      value: { imp_uid: after.imp_uid, fail_reason: after.fail_reason },
    };
  return concludeAmbiguous(`${description}, which differs from before`);
}
