import type { Context } from '../context.ts';
import { listPaymentsByStatus } from '../endpoints/catalog/payments.ts';
import { PortOneError } from '../portone/errors.ts';
import {
  createCursorError,
  decodeListCursor,
  encodeListCursor,
  getWindowStart,
  type ListPosition,
  MAX_PAGES,
  PAGE_SIZE,
} from './cursor.ts';
import { formatPaymentLabel } from './payment-label.ts';
import { buildUri, uriTemplates } from './uri.ts';

/** A listed resource. */
export interface ListedResource {
  uri: string;
  name: string;
  description?: string;
  mimeType: string;
}

export const JSON_MIME_TYPE = 'application/json';

/** Lists the payments of the last 90 days, newest first, up to 500. Throws Refused for an invalid cursor. */
export async function listRecentPayments(
  context: Context,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<{ listed: ListedResource[]; nextCursor?: string }> {
  const now = context.now();
  const position: ListPosition | undefined = cursor === undefined ? undefined : decodeListCursor(cursor);
  const page = position?.page ?? 1;
  const from = position?.from ?? getWindowStart(now);
  const portone = await context.portone();
  const { response } = await portone
    .call(
      listPaymentsByStatus,
      // The first page ends at the current time of PortOne's clock.
      {
        payment_status: 'all',
        sorting: '-started',
        limit: PAGE_SIZE,
        page,
        from,
        ...(position ? { to: position.to } : {}),
      },
      { signal },
    )
    .catch((error: unknown) => {
      // PortOne answers 400 for a page or window that does not exist.
      throw position && error instanceof PortOneError && error.httpStatus === 400 ? createCursorError() : error;
    });
  const rows = response.list ?? [];
  const listed = rows.flatMap((row) =>
    row.imp_uid
      ? [{ uri: buildUri(uriTemplates.payment, row.imp_uid), name: formatPaymentLabel(row), mimeType: JSON_MIME_TYPE }]
      : [],
  );
  if (!response.next || page >= MAX_PAGES) return { listed };
  const to = position?.to ?? Math.max(now, rows[0]?.started_at ?? 0);
  return { listed, nextCursor: encodeListCursor({ from, to, page: page + 1 }) };
}
