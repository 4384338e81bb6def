import type { PaymentRow } from '../../src/desk/payment.ts';
import type { Status } from '../../src/desk/search/scan-payments.ts';
import { listPaymentsByStatus } from '../../src/endpoints/catalog/payments.ts';
import type { PortOneReader } from '../../src/portone/client.ts';
import { PortOneRejected } from '../../src/portone/errors.ts';

const DAY = 86_400;

export interface ListRequest {
  payment_status: Status;
  from: number;
  to: number;
  page: number;
  limit: number;
  sorting: string;
}

export interface PaymentLists extends PortOneReader {
  payments: PaymentRow[];
  requests: ListRequest[];
  /** Called before a page is built; it may change the data or throw an error. */
  beforePage: (request: ListRequest) => void | Promise<void>;
}

/** The column that the window of a list applies to. */
export const getWindowTime = (row: PaymentRow): number =>
  ({ paid: row.paid_at, cancelled: row.cancelled_at, failed: row.failed_at })[row.status as string] ??
  row.started_at ??
  0;

/** PortOne's lists of payments by status, with the documented rules, over rows that a test may change at any time. */
export function createPaymentLists(payments: PaymentRow[]): PaymentLists {
  const lists: PaymentLists = {
    payments,
    requests: [],
    beforePage: () => {},
    async call(row, args, { signal } = {}) {
      if (row.route !== listPaymentsByStatus.route) throw new Error(`not a list: ${row.route}`);
      signal?.throwIfAborted();
      const request = args as unknown as ListRequest;
      lists.requests.push(request);
      // Responses arrive in an arbitrary order.
      for (let ticks = (lists.requests.length * 7) % 5; ticks > 0; ticks--) await Promise.resolve();
      await lists.beforePage(request);
      signal?.throwIfAborted();
      return { response: buildPage(lists.payments, request) as never };
    },
    getServerTime: () => undefined,
    getTokenExpiry: async () => 0,
  };
  return lists;
}

function buildPage(payments: readonly PaymentRow[], { payment_status, from, to, page, limit, sorting }: ListRequest) {
  const createRejection = (message: string) =>
    new PortOneRejected({ httpStatus: 400, code: -1, upstreamMessage: message });
  if (from > to) throw createRejection('유효하지 않은 검색기간입니다.');
  if (to - from > 90 * DAY) throw createRejection('최대 90일간 검색이 가능합니다');
  if (limit > 1000) throw createRejection('조회개수는 1000 이하여야 합니다.');
  const getSortTime = (row: PaymentRow) => (sorting === '-paid' ? row.paid_at : row.started_at) ?? 0;
  const rows = payments
    .filter((row) => row.status === payment_status && getWindowTime(row) >= from && getWindowTime(row) <= to)
    .sort((a, b) => getSortTime(b) - getSortTime(a) || (String(a.imp_uid) < String(b.imp_uid) ? 1 : -1));
  const start = (page - 1) * limit;
  if (page > 1 && start >= rows.length) throw createRejection('유효하지 않은 페이지입니다.');
  return {
    total: rows.length,
    previous: page - 1,
    next: start + limit < rows.length ? page + 1 : 0,
    list: rows.slice(start, start + limit),
  };
}
