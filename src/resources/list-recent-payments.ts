import * as z from 'zod';
import { DAY_SECONDS } from '../base/korean-time.ts';
import type { Context } from '../context.ts';
import { listPaymentsByStatus } from '../endpoints/catalog/payments.ts';
import { createCursorCodec, createUnknownCursorError } from '../output/cursor.ts';
import { PortOneError } from '../portone/errors.ts';
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

const PAGE_SIZE = 50;
/** Limits clients that read all pages at once. For older payments there is `search_payments`. */
const MAX_PAGES = 10;

/** PortOne lists at most 90 days; the margin allows for a difference between its clock and ours. */
const WINDOW = 90 * DAY_SECONDS - 600;

/** The period in unix seconds, the same for all pages so that new payments do not shift rows, and the next page. */
const ListPosition = z
  .tuple([z.int().gt(0), z.int(), z.int().gte(2).lte(MAX_PAGES)])
  .refine(([from, to]) => to >= from && to - from <= 90 * DAY_SECONDS);

/** Cursors need no further binding, since the list has no arguments. */
export const recentPaymentsCursor = createCursorCodec('recent payments', ListPosition);

/** The payments of the last 90 days, newest first, up to 500 of them. Throws Refused for a cursor that is not ours. */
export async function listRecentPayments(
  context: Context,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<{ listed: ListedResource[]; nextCursor?: string }> {
  const now = context.now();
  const position = cursor === undefined ? undefined : recentPaymentsCursor.decode(cursor, undefined);
  const [from, to, page] = position ?? [now - WINDOW, undefined, 1];
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
        ...(to === undefined ? {} : { to }),
      },
      { signal },
    )
    .catch((error: unknown) => {
      // A page or a period that PortOne does not know.
      throw position && error instanceof PortOneError && error.httpStatus === 400 ? createUnknownCursorError() : error;
    });
  const rows = response.list ?? [];
  const listed = rows.flatMap((row) =>
    row.imp_uid
      ? [{ uri: buildUri(uriTemplates.payment, row.imp_uid), name: formatPaymentLabel(row), mimeType: JSON_MIME_TYPE }]
      : [],
  );
  if (!response.next || page >= MAX_PAGES) return { listed };
  const end = to ?? Math.max(now, rows[0]?.started_at ?? 0);
  return { listed, nextCursor: recentPaymentsCursor.encode(undefined, [from, end, page + 1]) };
}
