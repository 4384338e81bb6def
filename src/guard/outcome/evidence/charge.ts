import { formatMoney, isSameAmount } from '../../../base/money.ts';
import { quote } from '../../../base/text.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { concludeAbsent, concludeAmbiguous, type Evidence, getNumber, getText } from './evidence.ts';

type Payment = NonNullable<Snapshot['payment']>;

const getImpUid = ({ imp_uid }: Payment): string => imp_uid ?? '';
const describePayment = (payment: Payment): string =>
  `${getImpUid(payment)} ${payment.status ?? 'without a status'}, ${formatMoney(payment.amount, payment.currency)}`;
const describePayments = (payments: readonly Payment[]): string => payments.map(describePayment).join('; ');

/** Whether an order has exactly one attempt more than before, of the amount asked, that came to a state asked for. */
export function assessAttempt(
  targetStatuses: readonly string[],
  args: Record<string, unknown>,
  before: readonly Payment[] | undefined,
  after: readonly Payment[],
): Evidence {
  if (!before)
    return after.length === 0
      ? concludeAbsent('the order has no attempt at all')
      : concludeAmbiguous(`the order has ${describePayments(after)}; which of these were there before is not known`);
  const previousStatuses = new Map(before.map((payment) => [getImpUid(payment), payment.status]));
  const newAttempts = after.filter((payment) => !previousStatuses.has(getImpUid(payment)));
  // An attempt of before that was paid meanwhile is not this call's: the buyer was quicker, or a deposit came in.
  const changedAttempts = after.filter(
    (payment) =>
      previousStatuses.has(getImpUid(payment)) && previousStatuses.get(getImpUid(payment)) !== payment.status,
  );
  if (changedAttempts.length > 0)
    return concludeAmbiguous(
      `an earlier attempt of the order has changed (${describePayments(changedAttempts)})${newAttempts.length > 0 ? `, and new: ${describePayments(newAttempts)}` : ''}`,
    );
  const [attempt, ...others] = newAttempts;
  if (!attempt) return concludeAbsent('the order has no attempt that was not there before');
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

/** Why an attempt cannot be the one asked for. */
function findMismatch(args: Record<string, unknown>, attempt: Payment): string | undefined {
  const amount = getNumber(args, 'amount');
  if (amount !== undefined && !isSameAmount(attempt.amount ?? 0, amount))
    return `${formatMoney(amount, attempt.currency)} was asked`;
  const customer = getText(args, 'customer_uid');
  if (customer !== undefined && attempt.customer_uid && attempt.customer_uid !== customer)
    return `it is of the billing key ${quote(attempt.customer_uid)}`;
  return undefined;
}

type Schedule = NonNullable<Snapshot['schedule']>;

/** Whether a schedule was charged again since it was shown. */
export function assessRetry(before: Schedule | null | undefined, after: Schedule | null): Evidence {
  if (!after) return concludeAmbiguous('PortOne has no such schedule');
  const description = `the schedule is ${after.schedule_status ?? 'without a status'}, its charge ${after.payment_status ?? 'not made'}${after.imp_uid ? ` (${after.imp_uid})` : ''}`;
  if (!before) return concludeAmbiguous(`${description}; what it was before is not known`);
  const isUnchanged = (['imp_uid', 'schedule_status', 'payment_status', 'executed_at'] as const).every(
    (name) => (before[name] ?? null) === (after[name] ?? null),
  );
  if (isUnchanged) return concludeAbsent(`${description}, as before`);
  const isNew = after.imp_uid !== before.imp_uid || after.executed_at !== before.executed_at;
  if (!isNew || after.schedule_status !== 'executed')
    return concludeAmbiguous(`${description}, which is not as before`);
  if (after.payment_status === 'paid' && after.imp_uid)
    return { kind: 'executed', detail: `${description}, by a new charge` };
  if (after.payment_status === 'failed')
    return {
      kind: 'declined',
      detail: `${description}, by a new charge`,
      value: { imp_uid: after.imp_uid, fail_reason: after.fail_reason },
    };
  return concludeAmbiguous(`${description}, which is not as before`);
}
