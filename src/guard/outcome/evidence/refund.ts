import { formatMoney, isSameAmount, subtract } from '../../../base/money.ts';
import {
  getRefundableAmount,
  getRequestedRefund,
  isDiscounted,
  isExpectedRefund,
} from '../../../endpoints/refundable.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { concludeAbsent, concludeAmbiguous, type Evidence, getNumber } from './evidence.ts';

type Payment = NonNullable<Snapshot['payment']>;

const getCancelledAmount = (payment: Payment): number => payment.cancel_amount ?? 0;

/** Checks whether exactly the requested amount was refunded since the snapshot. */
export function assessRefund(args: Record<string, unknown>, before: Payment | undefined, after: Payment): Evidence {
  if (typeof after.amount !== 'number') return concludeAmbiguous('PortOne does not show the amount of the payment');
  const { currency } = after;
  const currentState = `${formatMoney(getCancelledAmount(after), currency)} of ${formatMoney(after.amount, currency)} is cancelled now`;
  if (!before) return assessWithoutSnapshot(args, after, currentState);
  const requested = getRequestedRefund(before, getNumber(args, 'amount'));
  const match = isDiscounted(before)
    ? 'not more than the requested amount, before its discount'
    : 'exactly the requested amount';
  const increase = subtract(getCancelledAmount(after), getCancelledAmount(before));
  const change = `the cancelled amount went from ${formatMoney(getCancelledAmount(before), currency)} to ${formatMoney(getCancelledAmount(after), currency)}`;
  const newCancellations = findNewCancellations(before, after);
  if (isSameAmount(increase, 0))
    return newCancellations === undefined || newCancellations.length === 0
      ? concludeAbsent(`the cancelled amount is ${formatMoney(getCancelledAmount(after), currency)}, as before`)
      : concludeAmbiguous(
          `the history has ${newCancellations.length} new cancellation(s), but the cancelled amount is as before`,
        );
  if (!isExpectedRefund(before, requested, increase))
    return concludeAmbiguous(
      `${change}, but ${formatMoney(requested, currency)} was requested: money was moved by something else`,
    );
  if (newCancellations === undefined) return { kind: 'executed', detail: `${change}, by ${match}`, value: after };
  const [cancellation, ...otherCancellations] = newCancellations;
  if (!cancellation) return concludeAmbiguous(`${change}, but the history shows no new cancellation`);
  if (otherCancellations.length > 0 || !isExpectedRefund(before, requested, cancellation.amount ?? 0))
    return concludeAmbiguous(
      `${change} in ${newCancellations.length} cancellation(s) of ${newCancellations.map((one) => formatMoney(one.amount, currency)).join(', ')}`,
    );
  return { kind: 'executed', detail: `${change}, by ${match} in one cancellation`, value: after };
}

/** `checksum` is the remaining amount according to the caller; PortOne rejects the refund if it is wrong. */
function assessWithoutSnapshot(args: Record<string, unknown>, after: Payment, currentState: string): Evidence {
  const checksum = getNumber(args, 'checksum');
  const isUntouched =
    getCancelledAmount(after) === 0 || (checksum !== undefined && isSameAmount(getRefundableAmount(after), checksum));
  return isUntouched
    ? concludeAbsent(currentState)
    : concludeAmbiguous(`${currentState}; the earlier cancelled amount is unknown`);
}

/** Returns the cancellations since the snapshot; undefined if PortOne shows no history. */
function findNewCancellations(before: Payment, after: Payment) {
  if (!after.cancel_history) return undefined;
  const known = new Set((before.cancel_history ?? []).map(getCancellationKey));
  return after.cancel_history.filter((entry) => !known.has(getCancellationKey(entry)));
}

const getCancellationKey = (entry: NonNullable<Payment['cancel_history']>[number]): string =>
  entry.cancellation_id ?? [entry.pg_tid, entry.amount, entry.cancelled_at].join(' ');
