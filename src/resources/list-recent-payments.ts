import * as z from 'zod';
import { DAY_SECONDS } from '../base/korean-time.ts';
import { withinTime } from '../base/within-time.ts';
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
/** Clients read every page when they connect, before anything is asked of them. For older payments there is `search_payments`. */
const MAX_PAGES = 3;

/** PortOne lists at most 90 days; the margin allows for a difference between its clock and ours. */
const WINDOW = 90 * DAY_SECONDS - 600;

/** The period in unix seconds, the same for all pages so that new payments do not shift rows, and the next page. */
const ListPosition = z
  .tuple([z.int().gt(0), z.int(), z.int().gte(2).lte(MAX_PAGES)])
  .refine(([from, to]) => to >= from && to - from <= 90 * DAY_SECONDS);

/** Cursors need no further binding, since the list has no arguments. */
export const recentPaymentsCursor = createCursorCodec('recent payments', ListPosition);

interface Page {
  listed: ListedResource[];
  nextCursor?: string;
}

/** Some clients offer no tools until they have read the list of resources, so it must not wait for PortOne. */
const MAX_WAIT_MS = 400;
/** How long a first page stands in for one that PortOne does not deliver in time. */
const MAX_AGE_MS = 60_000;

export interface RecentPayments {
  /**
   * The payments of the last 90 days, newest first, 50 a page. Empty, and the last page, if PortOne does not answer
   * within half a second or fails. `admit` may refuse the request to PortOne by throwing. Throws Refused for a cursor
   * that is not ours.
   */
  list(cursor: string | undefined, admit: () => Promise<void>): Promise<Page>;
}

export function createRecentPayments(context: Context): RecentPayments {
  let firstPage: { page: Page; readAt: number } | undefined;
  let loading: Promise<Page> | undefined;

  /** Clients that connect at the same time share one request, which goes on when they no longer wait for it. */
  function loadFirstPage(): Promise<Page> {
    loading ??= readPage(context, [context.now() - WINDOW, undefined, 1])
      .then((page) => {
        firstPage = { page, readAt: context.getMonotonicMs() };
        return page;
      })
      .finally(() => {
        loading = undefined;
      });
    return loading;
  }

  function getRememberedPage(): Page | undefined {
    return firstPage && context.getMonotonicMs() - firstPage.readAt < MAX_AGE_MS ? firstPage.page : undefined;
  }

  return {
    async list(cursor, admit) {
      const position = cursor === undefined ? undefined : recentPaymentsCursor.decode(cursor, undefined);
      const read = async () => {
        await admit();
        return position ? readPage(context, position) : loadFirstPage();
      };
      const page = await withinTime(MAX_WAIT_MS, read()).catch((error: unknown) => {
        // A page or a period that PortOne does not know.
        if (position && error instanceof PortOneError && error.httpStatus === 400) throw createUnknownCursorError();
        return undefined;
      });
      return page ?? (position ? undefined : getRememberedPage()) ?? { listed: [] };
    },
  };
}

async function readPage(
  context: Context,
  [from, to, page]: [from: number, to: number | undefined, page: number],
): Promise<Page> {
  const portone = await context.portone();
  const { response } = await portone.call(listPaymentsByStatus, {
    payment_status: 'all',
    sorting: '-started',
    limit: PAGE_SIZE,
    page,
    from,
    // The first page ends at the current time of PortOne's clock.
    ...(to === undefined ? {} : { to }),
  });
  const rows = response.list ?? [];
  const listed = rows.flatMap((row) =>
    row.imp_uid
      ? [{ uri: buildUri(uriTemplates.payment, row.imp_uid), name: formatPaymentLabel(row), mimeType: JSON_MIME_TYPE }]
      : [],
  );
  if (!response.next || page >= MAX_PAGES) return { listed };
  const end = to ?? Math.max(context.now(), rows[0]?.started_at ?? 0);
  return { listed, nextCursor: recentPaymentsCursor.encode(undefined, [from, end, page + 1]) };
}
