import { listBillingKeyPayments } from '../../endpoints/catalog/billing-keys.ts';
import { getPayment, listPaymentsByIds, listPaymentsByOrder } from '../../endpoints/catalog/payments.ts';
import { holdsMoney, type PaymentRow, type Ticket } from '../payment.ts';
import type { Period } from '../period/period.ts';
import { askedPeriod } from '../period/requested-period.ts';
import { matcherOf } from '../search/payment-filter.ts';
import { type Coverage, everyStatus, scanPayments, timeOf } from '../search/scan-payments.ts';
import type { Desk, Reads } from '../tolerant-reads.ts';

/** What a ticket leads to. */
export interface Match {
  /** Newest first: none, the one that is meant, or candidates. */
  payments: readonly PaymentRow[];
  /** So many more fit. */
  more?: number;
  /** All attempts at one order, when they were read. */
  attempts?: readonly PaymentRow[];
  searched?: Searched;
}

export interface Searched extends Coverage {
  text: string;
}

const USUAL_PERIOD = 'last 30 days';
/** Rows that are kept of a search; further ones are only counted. */
const MOST_KEPT = 100;
const MOST_ATTEMPTS = 100;
/** PortOne gives payments of a billing key 20 a page. */
const MOST_KEY_PAGES = 5;

/** Looks for the payment by the best that the ticket has: its id, its order, its customer, then its buyer. */
export async function lookUp(ticket: Ticket, desk: Desk, reads: Reads): Promise<Match> {
  const { imp_uid, merchant_uid, customer_uid } = ticket;
  if (imp_uid !== undefined) {
    const payment = await byId(imp_uid, desk, reads);
    if (payment) return { payments: [payment] };
  }
  if (merchant_uid !== undefined) {
    const attempts = await byOrder(merchant_uid, desk, reads);
    if (attempts.length > 0) return ofOneOrder(attempts);
  }
  if (imp_uid !== undefined || merchant_uid !== undefined) return { payments: [] };
  return customer_uid === undefined ? byBuyer(ticket, desk) : byCustomer(customer_uid, ticket, desk, reads);
}

/** A payment of a test channel is asked for too, and what is not found alone may be found in a list. */
async function byId(imp_uid: string, { portone, signal }: Desk, reads: Reads): Promise<PaymentRow | undefined> {
  const alone = await reads.look('the payment', () =>
    portone.call(getPayment, { imp_uid, include_sandbox: true }, { signal }),
  );
  if (alone) return alone;
  const listed = await reads.look('the payment in a list', () =>
    portone.call(listPaymentsByIds, { imp_uids: [imp_uid] }, { signal }),
  );
  return listed?.[0];
}

async function byOrder(merchant_uid: string, { portone, signal }: Desk, reads: Reads): Promise<readonly PaymentRow[]> {
  const page = await reads.look('the attempts of the order', () =>
    portone.call(listPaymentsByOrder, { merchant_uid, limit: MOST_ATTEMPTS }, { signal }),
  );
  if (page?.list?.length) return page.list;
  const listed = await reads.look('the order in a list', () =>
    portone.call(listPaymentsByIds, { merchant_uids: [merchant_uid] }, { signal }),
  );
  return listed ?? [];
}

/** Of the attempts at one order the one with money in it is meant, and else the latest. */
function ofOneOrder(attempts: readonly PaymentRow[]): Match {
  const [meant] = [...attempts].sort(
    (a, b) =>
      Number(holdsMoney(b)) - Number(holdsMoney(a)) ||
      Number(Boolean(b.paid_at)) - Number(Boolean(a.paid_at)) ||
      (b.started_at ?? 0) - (a.started_at ?? 0),
  );
  return { payments: meant ? [meant] : [], attempts };
}

async function byCustomer(customer_uid: string, ticket: Ticket, desk: Desk, reads: Reads): Promise<Match> {
  const period = ticket.period === undefined ? undefined : askedPeriod(ticket, desk.now, USUAL_PERIOD);
  const fits = buyerOf(ticket);
  const kept: PaymentRow[] = [];
  let page = 1;
  while (page > 0 && page <= MOST_KEY_PAGES) {
    const answer = await reads.look('the payments of the billing key', () =>
      desk.portone.call(listBillingKeyPayments, { customer_uid, page }, { signal: desk.signal }),
    );
    kept.push(...(answer?.list ?? []).filter((row) => fits(row) && isWithin(row, period)));
    page = answer?.next ?? 0;
  }
  if (page > MOST_KEY_PAGES) reads.notSeen.push('older payments of the billing key: only the newest 100 were read');
  return ofSeveral(kept, 0);
}

/** What a ticket tells of a payment beside its ids. */
const buyerOf = ({ buyer_tel, buyer_name, buyer_email, amount }: Ticket) =>
  matcherOf({ buyer_tel, buyer_name, buyer_email, amount });

const isWithin = (row: PaymentRow, period: Period | undefined) =>
  !period || (timeOf(row) >= period.from && timeOf(row) <= period.to);

async function byBuyer(ticket: Ticket, { portone, now, signal, progress }: Desk): Promise<Match> {
  const period = askedPeriod(ticket, now, USUAL_PERIOD);
  const fits = buyerOf(ticket);
  const scan = scanPayments(portone, {
    statuses: everyStatus,
    period,
    now,
    signal,
    ...(progress ? { progress } : {}),
    keep: (row) => isWithin(row, period) && fits(row),
  });
  const kept: PaymentRow[] = [];
  let dropped = 0;
  let next = await scan.next();
  while (!next.done) {
    if (kept.length < MOST_KEPT) kept.push(next.value);
    else dropped += 1;
    next = await scan.next();
  }
  return { ...ofSeveral(kept, dropped), searched: { ...next.value, text: period.text } };
}

/** Attempts at one order are one answer; anything else is for the caller to choose from. */
function ofSeveral(rows: PaymentRow[], more: number): Match {
  const orders = new Set(rows.map((row) => row.merchant_uid));
  if (rows.length > 1 && orders.size === 1 && more === 0) return { payments: ofOneOrder(rows).payments };
  return { payments: rows.sort((a, b) => timeOf(b) - timeOf(a)), more };
}
