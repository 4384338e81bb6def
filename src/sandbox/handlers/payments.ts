import {
  findPaymentByOrder,
  getPayment,
  getPaymentBalance,
  listPaymentsByIds,
  listPaymentsByOrder,
  listPaymentsByStatus,
} from '../../endpoints/catalog/payments.ts';
import { badPage, paged, pageOf, whyNoPage } from '../behavior/paging.ts';
import { remaining } from '../behavior/payment-record.ts';
import { type Answer, failed, ok } from '../envelope.ts';
import { type Column, columns } from '../state/payment-indexes.ts';
import type { StoredPayment, World } from '../state/world.ts';
import { type Handler, on } from './handler.ts';
import { cancelHandler } from './refunds.ts';

const DAY = 86_400;
const MOST_IDS = 100;
const NOT_FOUND = '존재하지 않는 결제정보입니다.';
const STATUSES: readonly string[] = ['ready', 'paid', 'cancelled', 'failed'];
/** Both have a table of what was paid by which means; the other PGs have none. */
const WITH_BALANCE: readonly (string | null | undefined)[] = ['payco', 'kcp'];

/** What `-started` and its like mean, or undefined for a rule that PortOne does not know. */
function orderBy(rule = '-started'): { column: Column; newestFirst: boolean } | undefined {
  const name = rule.replace(/^-/, '');
  // Just tested to be one of the columns.
  return Object.hasOwn(columns, name) ? { column: name as Column, newestFirst: rule.startsWith('-') } : undefined;
}

function sorted(rows: readonly StoredPayment[], rule?: string): StoredPayment[] | undefined {
  const order = orderBy(rule);
  if (!order) return undefined;
  const column = columns[order.column];
  const direction = order.newestFirst ? -1 : 1;
  return [...rows].sort(
    (a, b) => direction * (column(a) - column(b)) || direction * (a.shown.imp_uid < b.shown.imp_uid ? -1 : 1),
  );
}

const badSorting = () => failed(400, '지원되지 않는 정렬규칙입니다.');
const badStatus = () => failed(400, '지원되지 않는 상태값입니다.');

/** The attempts at an order, narrowed and sorted, or the answer that says why not. */
function attempts(world: World, { merchant_uid, payment_status, sorting }: OrderQuery): StoredPayment[] | Answer {
  if (payment_status !== undefined && !STATUSES.includes(payment_status)) return badStatus();
  const rows = world.payments
    .ofOrder(merchant_uid)
    .filter(({ shown }) => payment_status === undefined || shown.status === payment_status);
  return sorted(rows, sorting) ?? badSorting();
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

function listByStatus(world: World, query: StatusQuery): Answer {
  const { payment_status: status, page = 1, limit = 20, sorting } = query;
  if (status !== 'all' && !STATUSES.includes(status)) return badStatus();
  const to = query.to ?? world.clock.now();
  const from = query.from ?? to - 90 * DAY;
  if (from > to) return failed(400, '유효하지 않은 검색기간입니다.');
  if (to - from > 90 * DAY) return failed(400, '최대 90일간 검색이 가능합니다');
  const order = orderBy(sorting);
  if (!order) return badSorting();
  const none = whyNoPage(page, limit);
  if (none) return none;
  const skip = (page - 1) * limit;
  const { total, rows } = world.payments.page({ status, from, to, ...order, skip, take: limit });
  // This list alone is documented to refuse a page beyond its end.
  if (page > 1 && skip >= total) return badPage();
  return pageOf(
    rows.map(({ shown }) => shown),
    total,
    page,
    limit,
  );
}

/** Duplicates are answered once; what is not found is left out and makes a 207. */
function listByIds(world: World, impUids: readonly string[], merchantUids: readonly string[]): Answer {
  const asked = [...new Set(impUids), ...new Set(merchantUids)];
  if (asked.length === 0) return failed(400, 'imp_uid 또는 merchant_uid를 지정해주셔야합니다.');
  if (asked.length > MOST_IDS) return failed(400, `최대 ${MOST_IDS}건까지 조회가 가능합니다.`);
  const byImpUid = [...new Set(impUids)].map((uid) => world.payments.get(uid));
  const byOrder = [...new Set(merchantUids)].map((uid) => sorted(world.payments.ofOrder(uid))?.[0]);
  const found = [...byImpUid, ...byOrder].filter((payment) => payment !== undefined);
  if (found.length === 0) return failed(404, NOT_FOUND);
  const rows = [...new Set(found)].map(({ shown }) => shown);
  return ok(rows, { status: found.length < asked.length ? 207 : 200 });
}

/** Supply and tax of a Korean price, of which a tenth part is added as tax. */
function parts(amount: number) {
  const vat = Math.round(amount / 11);
  return { tax_free: 0, supply: amount - vat, vat, service: 0 };
}

function balanceOf(payment: StoredPayment): Answer {
  const { shown } = payment;
  const settled = shown.status === 'paid' || shown.status === 'cancelled';
  if (!settled || !WITH_BALANCE.includes(shown.pg_provider))
    return failed(
      404,
      '(현재는 PAYCO, KCP만 지원됩니다) 결제건에 대한 금액상세정보가 확인되지 않습니다. 결제 상태가 paid 또는 cancelled가 아닌 경우 확인되지 않습니다.',
    );
  const none = parts(0);
  const split = (amount: number) => ({
    // Only what was paid from an account or in cash earns a cash receipt.
    cash_receipt: shown.pay_method === 'card' ? none : parts(amount),
    primary: parts(amount),
    secondary: none,
    discount: none,
  });
  let left = shown.amount;
  const histories = [{ ...split(left), created: shown.paid_at ?? 0 }];
  for (const cancelled of shown.cancel_history ?? []) {
    left -= cancelled.amount ?? 0;
    histories.push({ ...split(left), created: cancelled.cancelled_at ?? 0 });
  }
  return ok({ amount: remaining(shown), ...split(remaining(shown)), histories });
}

export const paymentHandlers: readonly Handler[] = [
  cancelHandler,
  on(getPayment, ({ args, world }) => {
    const payment = world.payments.get(args.imp_uid);
    // A row of a test channel does not exist for those who do not ask for it.
    if (!payment || (payment.shown.sandbox && args.include_sandbox !== true)) return failed(404, NOT_FOUND);
    return ok(payment.shown);
  }),
  on(listPaymentsByIds, ({ args, world }) => listByIds(world, args.imp_uids ?? [], args.merchant_uids ?? [])),
  on(findPaymentByOrder, ({ args, world }) => {
    const rows = attempts(world, args);
    if (!Array.isArray(rows)) return rows;
    const [first] = rows;
    return first ? ok(first.shown) : failed(404, NOT_FOUND);
  }),
  on(listPaymentsByOrder, ({ args, world }) => {
    const rows = attempts(world, args);
    if (!Array.isArray(rows)) return rows;
    if (rows.length === 0) return failed(404, NOT_FOUND);
    return paged(
      rows.map(({ shown }) => shown),
      args.page,
      args.limit,
    );
  }),
  on(listPaymentsByStatus, ({ args, world }) => listByStatus(world, args)),
  on(getPaymentBalance, ({ args, world }) => {
    const payment = world.payments.get(args.imp_uid);
    return payment ? balanceOf(payment) : failed(404, NOT_FOUND);
  }),
];
