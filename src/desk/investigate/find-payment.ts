import { listBillingKeyPayments } from '../../endpoints/catalog/billing-keys.ts';
import { getPayment, listPaymentsByIds, listPaymentsByOrder } from '../../endpoints/catalog/payments.ts';
import { hasRefundableBalance, type PaymentRow, type Ticket } from '../payment.ts';
import type { Period } from '../period/period.ts';
import { resolvePeriod } from '../period/requested-period.ts';
import { type NearMiss, NearMisses, widenPeriod } from '../search/near-misses.ts';
import { createConditions } from '../search/payment-filter.ts';
import { allStatuses, type Coverage, getPaymentTime, scanPayments } from '../search/scan-payments.ts';
import type { LookupContext, TolerantReads } from '../tolerant-reads.ts';

/** The payments that match a ticket. */
export interface LookupResult {
  /** Newest first: none, the one match, or several candidates. */
  payments: readonly PaymentRow[];
  /** Number of further matches. */
  more?: number;
  /** All attempts at the order, if they were read. */
  attempts?: readonly PaymentRow[];
  searched?: SearchedPeriod;
  /** If nothing matches: what fits all conditions but one. */
  near?: readonly NearMiss[];
}

export interface SearchedPeriod extends Coverage {
  text: string;
}

const DEFAULT_PERIOD = 'last 90 days';
/** Matches kept of a search; further ones are only counted. */
const MAX_KEPT = 100;
/** Payments shown of those that happened around the period. */
const MAX_AROUND = 2;
const MAX_ATTEMPTS = 100;
/** PortOne returns 20 payments of a billing key per page. */
const MAX_KEY_PAGES = 5;

/**
 * Finds the payment by the most specific information in the ticket: its id, its order, its customer, then the PG's numbers and its buyer.
 */
export async function findPayments(
  ticket: Ticket,
  context: LookupContext,
  reads: TolerantReads,
): Promise<LookupResult> {
  const { imp_uid, merchant_uid, customer_uid } = ticket;
  if (imp_uid !== undefined) {
    const payment = await findById(imp_uid, context, reads);
    if (payment) return { payments: [payment] };
  }
  if (merchant_uid !== undefined) {
    const attempts = await findByOrder(merchant_uid, context, reads);
    if (attempts.length > 0) return pickFromOrder(attempts);
  }
  if (imp_uid !== undefined || merchant_uid !== undefined) return { payments: [] };
  return customer_uid === undefined
    ? findByBuyer(ticket, context)
    : findByCustomer(customer_uid, ticket, context, reads);
}

/** Includes test channel payments. A payment that PortOne does not return by id may still be in a list. */
async function findById(
  imp_uid: string,
  { portone, signal }: LookupContext,
  reads: TolerantReads,
): Promise<PaymentRow | undefined> {
  const single = await reads.read('the payment', () =>
    portone.call(getPayment, { imp_uid, include_sandbox: true }, { signal }),
  );
  if (single) return single;
  const listed = await reads.read('the payment in a list', () =>
    portone.call(listPaymentsByIds, { imp_uids: [imp_uid] }, { signal }),
  );
  return listed?.[0];
}

async function findByOrder(
  merchant_uid: string,
  { portone, signal }: LookupContext,
  reads: TolerantReads,
): Promise<readonly PaymentRow[]> {
  const page = await reads.read('the attempts of the order', () =>
    portone.call(listPaymentsByOrder, { merchant_uid, limit: MAX_ATTEMPTS }, { signal }),
  );
  if (page?.list?.length) return page.list;
  const listed = await reads.read('the order in a list', () =>
    portone.call(listPaymentsByIds, { merchant_uids: [merchant_uid] }, { signal }),
  );
  return listed ?? [];
}

/** Picks the attempt that holds refundable money, else a paid one, else the latest. */
function pickFromOrder(attempts: readonly PaymentRow[]): LookupResult {
  const [chosen] = [...attempts].sort(
    (a, b) =>
      Number(hasRefundableBalance(b)) - Number(hasRefundableBalance(a)) ||
      Number(Boolean(b.paid_at)) - Number(Boolean(a.paid_at)) ||
      (b.started_at ?? 0) - (a.started_at ?? 0),
  );
  return { payments: chosen ? [chosen] : [], attempts };
}

async function findByCustomer(
  customer_uid: string,
  ticket: Ticket,
  context: LookupContext,
  reads: TolerantReads,
): Promise<LookupResult> {
  const period = ticket.period === undefined ? undefined : resolvePeriod(ticket, context.now, DEFAULT_PERIOD);
  const { matches, nearMisses } = createTicketTest(ticket, context);
  const kept: PaymentRow[] = [];
  let page = 1;
  while (page > 0 && page <= MAX_KEY_PAGES) {
    const result = await reads.read('the payments of the billing key', () =>
      context.portone.call(listBillingKeyPayments, { customer_uid, page }, { signal: context.signal }),
    );
    kept.push(...(result?.list ?? []).filter((row) => isRowWithin(row, period) && matches(row)));
    page = result?.next ?? 0;
  }
  if (page > MAX_KEY_PAGES) reads.unavailable.push('older payments of the billing key: only the newest 100 were read');
  return { ...toLookupResult(kept, 0), ...toNearField(kept, nearMisses.toList()) };
}

/** Tests the ticket's numbers of the payment, its buyer, product and amount, and remembers what nearly fits. */
function createTicketTest(ticket: Ticket, { pii }: LookupContext) {
  const { pg_tid, apply_num, buyer_tel, buyer_name, buyer_email, name, amount, customer_uid } = ticket;
  const filter = { pg_tid, apply_num, buyer_tel, buyer_name, buyer_email, name, amount };
  const conditions = createConditions(filter, pii);
  // The rows of a customer already meet one condition.
  const nearMisses = new NearMisses(filter, conditions.length + (customer_uid === undefined ? 0 : 1));
  const matches = (row: PaymentRow) => {
    const unmet = conditions.filter(({ test }) => !test(row));
    nearMisses.addRow(row, unmet);
    return unmet.length === 0;
  };
  return { matches, nearMisses };
}

const toNearField = (found: readonly PaymentRow[], near: readonly NearMiss[]) =>
  found.length === 0 && near.length > 0 ? { near } : {};

const isRowWithin = (row: PaymentRow, period: Period | undefined) =>
  !period || (getPaymentTime(row) >= period.from && getPaymentTime(row) <= period.to);

/** If nothing fits, and nothing fits all conditions but one either, looks around the given period. */
async function findByBuyer(ticket: Ticket, context: LookupContext): Promise<LookupResult> {
  const period = resolvePeriod(ticket, context.now, DEFAULT_PERIOD);
  const result = await findInPeriod(ticket, period, context);
  const isNothingNear = result.payments.length === 0 && result.searched.complete && !result.near;
  if (!isNothingNear || ticket.period === undefined) return result;
  const { payments: rows, more = 0 } = await findInPeriod(ticket, widenPeriod(period, context.now), context);
  const count = rows.length + more;
  return count === 0 ? result : { ...result, near: [{ without: 'period', count, rows: rows.slice(0, MAX_AROUND) }] };
}

async function findInPeriod(ticket: Ticket, period: Period, context: LookupContext) {
  const { portone, now, signal, progress } = context;
  const { matches, nearMisses } = createTicketTest(ticket, context);
  const scan = scanPayments(portone, {
    statuses: allStatuses,
    period,
    now,
    signal,
    ...(progress ? { progress } : {}),
    keep: (row) => isRowWithin(row, period) && matches(row),
  });
  const kept: PaymentRow[] = [];
  let dropped = 0;
  let next = await scan.next();
  while (!next.done) {
    if (kept.length < MAX_KEPT) kept.push(next.value);
    else dropped += 1;
    next = await scan.next();
  }
  return {
    ...toLookupResult(kept, dropped),
    ...toNearField(kept, next.value.complete ? nearMisses.toList() : []),
    searched: { ...next.value, text: period.text },
  };
}

/** Attempts at a single order count as one match; otherwise the caller chooses among candidates. */
function toLookupResult(rows: PaymentRow[], more: number): LookupResult {
  const orders = new Set(rows.map((row) => row.merchant_uid));
  if (rows.length > 1 && orders.size === 1 && more === 0) return { payments: pickFromOrder(rows).payments };
  return { payments: rows.sort((a, b) => getPaymentTime(b) - getPaymentTime(a)), more };
}
