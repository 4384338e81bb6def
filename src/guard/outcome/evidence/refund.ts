import { money } from '../../../base/money.ts';
import type { Seen } from '../../snapshot/snapshot.ts';
import { nothing, numberOf, odd, type Sight, sameAmount } from './evidence.ts';

type Payment = NonNullable<Seen['payment']>;

const cancelled = (payment: Payment): number => payment.cancel_amount ?? 0;
const remaining = (payment: Payment): number => (payment.amount ?? 0) - cancelled(payment);

/** Whether a payment has been refunded by exactly what was asked since it was shown. */
export function refundSight(args: Record<string, unknown>, before: Payment | undefined, after: Payment): Sight {
  if (typeof after.amount !== 'number') return odd('PortOne shows no amount of the payment');
  const { currency } = after;
  const now = `${money(cancelled(after), currency)} of ${money(after.amount, currency)} is cancelled now`;
  if (!before) return unseenBefore(args, after, now);
  const asked = numberOf(args, 'amount') ?? remaining(before);
  const grown = cancelled(after) - cancelled(before);
  const told = `the cancelled amount went from ${money(cancelled(before), currency)} to ${money(cancelled(after), currency)}`;
  const entries = entriesSince(before, after);
  if (sameAmount(grown, 0))
    return entries === undefined || entries.length === 0
      ? nothing(`the cancelled amount is ${money(cancelled(after), currency)}, as before`)
      : odd(`the history has ${entries.length} new cancellation(s), yet the cancelled amount is as before`);
  if (!sameAmount(grown, asked))
    return odd(`${told}, and ${money(asked, currency)} was asked: money moved in a way that nobody asked for here`);
  if (entries === undefined) return { sight: 'done', proof: `${told}, by exactly the amount asked`, value: after };
  const [entry, ...more] = entries;
  if (!entry) return odd(`${told}, yet the history shows no new cancellation`);
  if (more.length > 0 || !sameAmount(entry.amount ?? 0, asked))
    return odd(
      `${told} in ${entries.length} cancellation(s) of ${entries.map((one) => money(one.amount, currency)).join(', ')}`,
    );
  return { sight: 'done', proof: `${told}, by exactly the amount asked and in one cancellation`, value: after };
}

/** `checksum` is what was left before, by the caller's word; PortOne refuses a cancel when it is wrong. */
function unseenBefore(args: Record<string, unknown>, after: Payment, now: string): Sight {
  const checksum = numberOf(args, 'checksum');
  const untouched = cancelled(after) === 0 || (checksum !== undefined && sameAmount(remaining(after), checksum));
  return untouched ? nothing(now) : odd(`${now}; what was cancelled before is not known`);
}

/** The cancellations that came since; undefined when PortOne shows no history. */
function entriesSince(before: Payment, after: Payment) {
  if (!after.cancel_history) return undefined;
  const known = new Set((before.cancel_history ?? []).map(keyOf));
  return after.cancel_history.filter((entry) => !known.has(keyOf(entry)));
}

const keyOf = (entry: NonNullable<Payment['cancel_history']>[number]): string =>
  entry.cancellation_id ?? [entry.pg_tid, entry.amount, entry.cancelled_at].join(' ');
