import { listPaymentsByIds } from '../../endpoints/catalog/payments.ts';
import type { PortOneReader } from '../../portone/client.ts';
import { createReader } from './record-readers.ts';
import type { Snapshot } from './snapshot.ts';

/** PortOne returns at most this many payments by id. */
const MAX_ORDERS_PER_REQUEST = 100;

/** Reads the latest attempt of each order; orders without one are left out. Throws PortOneError. */
export async function readLatestAttempts(
  portone: PortOneReader,
  orders: readonly string[],
): Promise<NonNullable<Snapshot['order']>> {
  const names = [...new Set(orders)];
  const starts = Array.from(
    { length: Math.ceil(names.length / MAX_ORDERS_PER_REQUEST) },
    (_, page) => page * MAX_ORDERS_PER_REQUEST,
  );
  const pages = await Promise.all(
    starts.map((start) => {
      const merchant_uids = names.slice(start, start + MAX_ORDERS_PER_REQUEST);
      return createReader(listPaymentsByIds, { merchant_uids }).readShown(portone);
    }),
  );
  return pages.flatMap((page) => page ?? []);
}
