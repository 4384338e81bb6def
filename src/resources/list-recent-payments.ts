import type { Context } from '../context.ts';
import { listPaymentsByStatus } from '../endpoints/catalog/payments.ts';
import { PortOneError } from '../portone/errors.ts';
import { badCursor, cursorOf, MOST_PAGES, PAGE_SIZE, type Place, placeOf, windowStart } from './cursor.ts';
import { labelOf } from './payment-label.ts';
import { templates, uriOf } from './uri.ts';

/** A resource as it stands in a list. */
export interface Listed {
  uri: string;
  name: string;
  description?: string;
  mimeType: string;
}

export const MIME = 'application/json';

/** The payments of the last 90 days, newest first, up to 500 of them. Throws Refused for a cursor that is not ours. */
export async function recentPayments(
  context: Context,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<{ listed: Listed[]; nextCursor?: string }> {
  const now = context.now();
  const place: Place | undefined = cursor === undefined ? undefined : placeOf(cursor);
  const page = place?.page ?? 1;
  const from = place?.from ?? windowStart(now);
  const portone = await context.portone();
  const { response } = await portone
    .call(
      listPaymentsByStatus,
      // The first page ends where PortOne's own clock stands.
      { payment_status: 'all', sorting: '-started', limit: PAGE_SIZE, page, from, ...(place ? { to: place.to } : {}) },
      { signal },
    )
    .catch((error: unknown) => {
      // A page or a period that PortOne does not know.
      throw place && error instanceof PortOneError && error.httpStatus === 400 ? badCursor() : error;
    });
  const rows = response.list ?? [];
  const listed = rows.flatMap((row) =>
    row.imp_uid ? [{ uri: uriOf(templates.payment, row.imp_uid), name: labelOf(row), mimeType: MIME }] : [],
  );
  if (!response.next || page >= MOST_PAGES) return { listed };
  const to = place?.to ?? Math.max(now, rows[0]?.started_at ?? 0);
  return { listed, nextCursor: cursorOf({ from, to, page: page + 1 }) };
}
