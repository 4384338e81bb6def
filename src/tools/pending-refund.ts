import { isRecord } from '../base/json.ts';
import { quote } from '../base/text.ts';
import { isRefundPending } from '../endpoints/pg-facts/refund-timing.ts';
import type { Snapshot } from '../guard/snapshot/snapshot.ts';

/**
 * What to do after a refund that the PG has accepted and not yet made: PortOne still shows the payment as before.
 * Undefined if the refund is done.
 */
export function describePendingRefund(before: Snapshot['payment'], response: unknown): string | undefined {
  const after = isRecord(response) ? response : {};
  if (!before || getCancelled(after.cancel_amount ?? before.cancel_amount) > getCancelled(before.cancel_amount))
    return undefined;
  const id = quote(before.imp_uid ?? '');
  const reason = isRefundPending(before) ? ', which is usual for this PG and method' : '';
  return `The PG has accepted the refund but not completed it${reason}: only the webhook, or get_payment with imp_uid ${id} later, tells when it is done. Do not repeat the refund.`;
}

const getCancelled = (amount: unknown): number => Number(amount ?? 0);
