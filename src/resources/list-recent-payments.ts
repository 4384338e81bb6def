import * as z from 'zod';
import type { Language } from '../base/bilingual.ts';
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

/** How often a client is told to ask again for a page that PortOne has not delivered yet. */
const MAX_REREADS = 2;

/**
 * The period in unix seconds, the same for all pages so that new payments do not shift rows, the next page, and how
 * often it was asked for in vain.
 */
const ListPosition = z
  .tuple([z.int().gt(0), z.int(), z.int().gte(2).lte(MAX_PAGES), z.int().gte(0).lte(MAX_REREADS)])
  .refine(([from, to]) => to >= from && to - from <= 90 * DAY_SECONDS);
type ListPosition = z.output<typeof ListPosition>;

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
   * The payments of the last 90 days, newest first, 50 a page. The first page is empty and the last one if PortOne does
   * not deliver it within half a second or fails. A further page that is late is empty and says to ask again; one that
   * stays away or fails has an entry that says that the list is not complete. It is never an error, for which Gemini CLI
   * drops all tools. `admit` may refuse the request to PortOne by throwing. Throws Refused for a cursor that is not ours.
   */
  list(cursor: string | undefined, admit: () => Promise<void>): Promise<Page>;
}

export function createRecentPayments(context: Context): RecentPayments {
  let firstPage: { page: Page; readAt: number } | undefined;
  const loading = new Map<string, Promise<Page>>();

  /** Clients that ask for the same page share one request, which goes on when they no longer wait for it. */
  function loadPage(position: PagePosition): Promise<Page> {
    const [, , page] = position;
    const key = page === 1 ? 'first' : String(position);
    const current = loading.get(key) ?? readPage(context, position).finally(() => loading.delete(key));
    loading.set(key, current);
    return current;
  }

  async function loadFirstPage(): Promise<Page> {
    const page = await loadPage([context.now() - WINDOW, undefined, 1]);
    firstPage = { page, readAt: context.getMonotonicMs() };
    return page;
  }

  function getRememberedPage(): Page | undefined {
    return firstPage && context.getMonotonicMs() - firstPage.readAt < MAX_AGE_MS ? firstPage.page : undefined;
  }

  return {
    async list(cursor, admit) {
      if (cursor !== undefined) return listFurther(recentPaymentsCursor.decode(cursor, undefined), admit);
      const page = await withinTime(MAX_WAIT_MS, admit().then(loadFirstPage)).catch(() => undefined);
      return page ?? getRememberedPage() ?? { listed: [] };
    },
  };

  async function listFurther([from, to, page, rereads]: ListPosition, admit: () => Promise<void>): Promise<Page> {
    const load = () => loadPage([from, to, page]);
    const found = await withinTime(MAX_WAIT_MS, admit().then(load)).catch((error: unknown) => {
      // A page or a period that PortOne does not know.
      if (error instanceof PortOneError && error.httpStatus === 400) throw createUnknownCursorError();
      return { listed: [incompleteNotice[context.lang]] };
    });
    if (found) return found;
    return rereads < MAX_REREADS
      ? { listed: [], nextCursor: recentPaymentsCursor.encode(undefined, [from, to, page, rereads + 1]) }
      : { listed: [incompleteNotice[context.lang]] };
  }
}

const createNotice = (name: string, description: string): ListedResource => ({
  uri: buildUri(uriTemplates.status, 'all'),
  name,
  description,
  mimeType: JSON_MIME_TYPE,
});
const incompleteNotice: Readonly<Record<Language, ListedResource>> = {
  en: createNotice(
    'Recent payments: this list is not complete',
    'PortOne did not deliver the rest in time. List the resources again later, or find payments with a tool.',
  ),
  ko: createNotice(
    '최근 결제: 목록이 완전하지 않음',
    '포트원이 나머지를 제때 보내지 않았습니다. 나중에 목록을 다시 읽거나 도구로 결제를 찾으세요.',
  ),
};

type PagePosition = [from: number, to: number | undefined, page: number];

async function readPage(context: Context, [from, to, page]: PagePosition): Promise<Page> {
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
  return { listed, nextCursor: recentPaymentsCursor.encode(undefined, [from, end, page + 1, 0]) };
}
