import { listPaymentsByIds } from '../../endpoints/catalog/payments.ts';
import type { PaymentRow } from '../../endpoints/models/payment.ts';
import type { PortOneReader } from '../../portone/client.ts';
import { createTolerantReads } from '../tolerant-reads.ts';

/** The most orders that one request of PortOne takes. */
const MAX_ORDERS = 100;

/**
 * Finds the payments by which the orders of failed attempts were paid, by order number. Undefined if PortOne could not be
 * asked. PortOne returns the latest attempt of each order.
 */
export async function findOrderPayments(
  portone: PortOneReader,
  rows: readonly PaymentRow[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string> | undefined> {
  const failed = rows.filter(({ status }) => status === 'failed');
  const orders = [...new Set(failed.flatMap(({ merchant_uid }) => merchant_uid ?? []))].slice(0, MAX_ORDERS);
  if (orders.length === 0) return new Map();
  const attempts = await createTolerantReads(signal).read('the orders of failed payments', () =>
    portone.call(listPaymentsByIds, { merchant_uids: orders }, { signal }),
  );
  if (attempts === undefined) return undefined;
  return new Map(
    (attempts ?? []).flatMap(({ paid_at, merchant_uid, imp_uid }) =>
      paid_at && merchant_uid && imp_uid ? [[merchant_uid, imp_uid] as const] : [],
    ),
  );
}
