import { DAY_SECONDS } from '../../base/korean-time.ts';
import {
  findPaymentByOrder,
  getPayment,
  getPaymentBalance,
  listPaymentsByIds,
  listPaymentsByOrder,
  listPaymentsByStatus,
} from '../../endpoints/catalog/payments.ts';
import { getPagingError, paginate, respondInvalidPage, respondPage } from '../behavior/paging.ts';
import { getRemainingAmount } from '../behavior/payment-record.ts';
import { type HandlerResult, respondError, respondOk } from '../envelope.ts';
import { type PaymentSortColumn, paymentSortColumns } from '../state/payment-indexes.ts';
import type { StoredPayment } from '../state/rows.ts';
import type { World } from '../state/world.ts';
import { createEndpointHandler, type EndpointHandler } from './handler.ts';
import { cancelHandler } from './refunds.ts';

const MAX_IDS = 100;
const NOT_FOUND = '존재하지 않는 결제정보입니다.';
const STATUSES: readonly string[] = ['ready', 'paid', 'cancelled', 'failed'];
/** The PGs for which PortOne breaks a payment down by means of payment. */
const PGS_WITH_BALANCE: readonly (string | null | undefined)[] = ['payco', 'kcp'];

/** Parses a sorting rule such as `-started`; undefined if PortOne does not know it. */
function parseSorting(rule = '-started'): { column: PaymentSortColumn; newestFirst: boolean } | undefined {
  const name = rule.replace(/^-/, '');
  // The condition checks that the name is a column.
  return Object.hasOwn(paymentSortColumns, name)
    ? { column: name as PaymentSortColumn, newestFirst: rule.startsWith('-') }
    : undefined;
}

function sortPayments(rows: readonly StoredPayment[], rule?: string): StoredPayment[] | undefined {
  const order = parseSorting(rule);
  if (!order) return undefined;
  const column = paymentSortColumns[order.column];
  const direction = order.newestFirst ? -1 : 1;
  return [...rows].sort(
    (a, b) => direction * (column(a) - column(b)) || direction * (a.record.imp_uid < b.record.imp_uid ? -1 : 1),
  );
}

const respondInvalidSorting = () => respondError(400, '지원되지 않는 정렬규칙입니다.');
const respondInvalidStatus = () => respondError(400, '지원되지 않는 상태값입니다.');

/** Returns the attempts of an order, filtered and sorted, or an error response. */
function listAttempts(
  world: World,
  { merchant_uid, payment_status, sorting }: OrderQuery,
): StoredPayment[] | HandlerResult {
  if (payment_status !== undefined && !STATUSES.includes(payment_status)) return respondInvalidStatus();
  const rows = world.payments
    .findByOrder(merchant_uid)
    .filter(({ record }) => payment_status === undefined || record.status === payment_status);
  return sortPayments(rows, sorting) ?? respondInvalidSorting();
}

interface OrderQuery {
  merchant_uid: string;
  payment_status?: string | undefined;
  sorting?: string | undefined;
}

interface StatusQuery {
  payment_status: string;
  page?: number | undefined;
  limit?: number | undefined;
  from?: number | undefined;
  to?: number | undefined;
  sorting?: string | undefined;
}

function listByStatus(world: World, query: StatusQuery): HandlerResult {
  const { payment_status: status, page = 1, limit = 20, sorting } = query;
  if (status !== 'all' && !STATUSES.includes(status)) return respondInvalidStatus();
  const to = query.to ?? world.clock.now();
  const from = query.from ?? to - 90 * DAY_SECONDS;
  if (from > to) return respondError(400, '유효하지 않은 검색기간입니다.');
  if (to - from > 90 * DAY_SECONDS) return respondError(400, '최대 90일간 검색이 가능합니다');
  const order = parseSorting(sorting);
  if (!order) return respondInvalidSorting();
  const pagingError = getPagingError(page, limit);
  if (pagingError) return pagingError;
  const skip = (page - 1) * limit;
  const { total, rows } = world.payments.getPage({ status, from, to, ...order, skip, take: limit });
  // This list and the one of an order's attempts reject a page beyond the end.
  if (page > 1 && skip >= total) return respondInvalidPage();
  return respondPage(
    rows.map(({ record }) => record),
    total,
    page,
    limit,
  );
}

/**
 * Returns each payment once, the newest first whatever the order of the ids. Ids that do not exist are left out and make
 * the response a 207.
 */
function listByIds(world: World, impUids: readonly string[], merchantUids: readonly string[]): HandlerResult {
  const requestedUids = [...new Set(impUids), ...new Set(merchantUids)];
  if (requestedUids.length === 0) return respondError(400, 'imp_uid 또는 merchant_uid를 지정해주셔야합니다.');
  if (requestedUids.length > MAX_IDS) return respondError(400, `최대 ${MAX_IDS}건까지 조회가 가능합니다.`);
  const byImpUid = [...new Set(impUids)].map((uid) => world.payments.get(uid));
  const byOrder = [...new Set(merchantUids)].map((uid) => sortPayments(world.payments.findByOrder(uid))?.[0]);
  const found = [...byImpUid, ...byOrder].filter((payment) => payment !== undefined);
  if (found.length === 0) return respondError(404, NOT_FOUND);
  const rows = (sortPayments([...new Set(found)]) ?? []).map(({ record }) => record);
  return respondOk(rows, { status: found.length < requestedUids.length ? 207 : 200 });
}

/** Splits a price into supply value and 10 % VAT. */
function splitVat(amount: number) {
  const vat = Math.round(amount / 11);
  return { tax_free: 0, supply: amount - vat, vat, service: 0 };
}

function respondBalance(payment: StoredPayment): HandlerResult {
  const { record } = payment;
  const isCompleted = record.status === 'paid' || record.status === 'cancelled';
  if (!isCompleted || !PGS_WITH_BALANCE.includes(record.pg_provider))
    return respondError(
      404,
      '(현재는 PAYCO, KCP만 지원됩니다) 결제건에 대한 금액상세정보가 확인되지 않습니다. 결제 상태가 paid 또는 cancelled가 아닌 경우 확인되지 않습니다.',
    );
  const zero = splitVat(0);
  const splitAmount = (amount: number) => ({
    // Only payments from an account or in cash qualify for a cash receipt.
    cash_receipt: record.pay_method === 'card' ? zero : splitVat(amount),
    primary: splitVat(amount),
    secondary: zero,
    discount: zero,
  });
  let remaining = record.amount;
  const histories = [{ ...splitAmount(remaining), created: record.paid_at ?? 0 }];
  for (const cancelled of record.cancel_history ?? []) {
    remaining -= cancelled.amount ?? 0;
    histories.push({ ...splitAmount(remaining), created: cancelled.cancelled_at ?? 0 });
  }
  return respondOk({ amount: getRemainingAmount(record), ...splitAmount(getRemainingAmount(record)), histories });
}

export const paymentHandlers: readonly EndpointHandler[] = [
  cancelHandler,
  createEndpointHandler(getPayment, ({ args, world }) => {
    const payment = world.payments.get(args.imp_uid);
    // Test channel payments are visible only with include_sandbox.
    if (!payment || (payment.record.sandbox && args.include_sandbox !== true)) return respondError(404, NOT_FOUND);
    return respondOk(payment.record);
  }),
  createEndpointHandler(listPaymentsByIds, ({ args, world }) =>
    listByIds(world, args.imp_uids ?? [], args.merchant_uids ?? []),
  ),
  createEndpointHandler(findPaymentByOrder, ({ args, world }) => {
    const rows = listAttempts(world, args);
    if (!Array.isArray(rows)) return rows;
    const [first] = rows;
    return first ? respondOk(first.record) : respondError(404, NOT_FOUND);
  }),
  createEndpointHandler(listPaymentsByOrder, ({ args, world }) => {
    const rows = listAttempts(world, args);
    if (!Array.isArray(rows)) return rows;
    if (rows.length === 0) return respondError(404, NOT_FOUND);
    const { page = 1, limit = 20 } = args;
    if (page > 1 && (page - 1) * limit >= rows.length) return respondInvalidPage();
    return paginate(
      rows.map(({ record }) => record),
      args.page,
      args.limit,
    );
  }),
  createEndpointHandler(listPaymentsByStatus, ({ args, world }) => listByStatus(world, args)),
  createEndpointHandler(getPaymentBalance, ({ args, world }) => {
    const payment = world.payments.get(args.imp_uid);
    return payment ? respondBalance(payment) : respondError(404, NOT_FOUND);
  }),
];
