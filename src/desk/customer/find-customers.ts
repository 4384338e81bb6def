import { normalizePhone } from '../../base/phone.ts';
import { listBillingKeyPayments } from '../../endpoints/catalog/billing-keys.ts';
import type { PaymentRow, ScheduleRow } from '../payment.ts';
import type { Period } from '../period/period.ts';
import { MatchTotals } from '../search/match-totals.ts';
import { type NearMiss, NearMisses } from '../search/near-misses.ts';
import { createConditions } from '../search/payment-filter.ts';
import { allStatuses, type Coverage, getPaymentTime, scanPayments } from '../search/scan-payments.ts';
import {
  type BuyerQuery,
  type CustomerQuery,
  createSubscriberPeriod,
  findSubscriberSchedules,
  namesBuyer,
} from '../subscriptions/find-subscribers.ts';
import { readBillingKeys } from '../subscriptions/read-charges.ts';
import type { LookupContext, TolerantReads } from '../tolerant-reads.ts';
import { groupByBuyer } from './group-by-buyer.ts';

/** What is known of one person, from payments and schedules. */
export interface Customer {
  /** Newest first. A schedule is kept with its buyer alone. */
  identities: PaymentRow[];
  /** Newest first. */
  payments: PaymentRow[];
  totals: MatchTotals;
}

export interface FoundCustomers {
  /** Those with the most payments first. */
  customers: readonly Customer[];
  coverage: Coverage;
  /** Whether nobody else can be meant, as far as the periods reach. */
  isCertain: boolean;
  /** If nobody matches: payments that fit all conditions but one. */
  near: readonly NearMiss[];
}

interface Search {
  period: Period;
  context: LookupContext;
  reads: TolerantReads;
}

/** Payments kept of all customers; further ones are not assigned to anybody. */
const MAX_KEPT = 500;
/** Buyers of schedules, who are compared with all others: many share a family name. */
const MAX_SUBSCRIBERS = 200;

/** Finds the people who are meant. Throws Refused if both a customer id and a buyer are given. */
export async function findCustomers(query: CustomerQuery, search: Search): Promise<FoundCustomers> {
  const { customer_uid } = query;
  if (namesBuyer(query) || customer_uid === undefined) return await findByBuyer(query, search);
  return await findByCustomer(customer_uid, search);
}

/** Among the payments of the period, and among the schedules near today. */
async function findByBuyer(query: BuyerQuery, search: Search): Promise<FoundCustomers> {
  const { buyer_name, buyer_tel, buyer_email } = query;
  const filter = { buyer_name, buyer_tel, buyer_email };
  const conditions = createConditions(filter, search.context.pii);
  const nearMisses = new NearMisses(filter, conditions.length);
  const matches = (row: PaymentRow) => {
    const unmet = conditions.filter(({ test }) => !test(row));
    nearMisses.addRow(row, unmet);
    return unmet.length === 0;
  };
  const [{ rows, coverage }, schedules] = await Promise.all([
    scanForCustomer(matches, search),
    findSubscriberSchedules(query, createSubscriberPeriod(search.context.now), search.context, search.reads),
  ]);
  const subscribers = [
    ...new Map(schedules.rows.map((row) => [JSON.stringify(toIdentity(row)), toIdentity(row)])).values(),
  ];
  const isCut = subscribers.length > MAX_SUBSCRIBERS;
  if (isCut)
    search.reads.unavailable.push(
      `subscribers beyond the first ${MAX_SUBSCRIBERS}: give the whole name or the telephone`,
    );
  const people = groupByBuyer([...rows, ...subscribers.slice(0, MAX_SUBSCRIBERS)]);
  return {
    customers: people
      .map((records) => describeCustomer(records, search.period))
      .sort((a, b) => b.payments.length - a.payments.length),
    coverage,
    isCertain: coverage.complete && schedules.complete && !isCut,
    near: people.length === 0 ? nearMisses.toList() : [],
  };
}

/** Includes payments from the telephone of the billing key, which the same buyer made without it. */
async function findByCustomer(customer_uid: string, search: Search): Promise<FoundCustomers> {
  const { context, reads, period } = search;
  const [keys, keyPayments] = await Promise.all([
    readBillingKeys([customer_uid], context, reads),
    reads.read('the payments of the billing key', () =>
      context.portone.call(listBillingKeyPayments, { customer_uid }, { signal: context.signal }),
    ),
  ]);
  const key = keys.get(customer_uid);
  const keyPhone = normalizePhone(key?.customer_tel);
  const { rows, coverage } = await scanForCustomer(
    (row) => row.customer_uid === customer_uid || (keyPhone !== '' && normalizePhone(row.buyer_tel) === keyPhone),
    search,
  );
  const known = new Set(rows.map(({ imp_uid }) => imp_uid));
  const olderPayments = (keyPayments?.list ?? []).filter(({ imp_uid }) => !known.has(imp_uid));
  const identity: PaymentRow = {
    customer_uid,
    buyer_name: key?.customer_name,
    buyer_tel: key?.customer_tel,
    buyer_email: key?.customer_email,
  };
  return {
    customers: [describeCustomer([...rows, ...olderPayments, identity], period)],
    coverage,
    isCertain: coverage.complete,
    near: [],
  };
}

const toIdentity = ({ customer_uid, buyer_name, buyer_tel, buyer_email }: ScheduleRow): PaymentRow => ({
  customer_uid,
  buyer_name,
  buyer_tel,
  buyer_email,
});

/** The payments of the period that match, newest first; none if no list can be read. */
async function scanForCustomer(
  matches: (row: PaymentRow) => boolean,
  { period, context, reads }: Search,
): Promise<{ rows: PaymentRow[]; coverage: Coverage }> {
  const { from, to } = period;
  const rows: PaymentRow[] = [];
  const coverage = await reads.read('payments', async () => {
    const scan = scanPayments(context.portone, {
      statuses: allStatuses,
      period,
      now: context.now,
      signal: context.signal,
      ...(context.progress ? { progress: context.progress } : {}),
      keep: (row) => getPaymentTime(row) >= from && getPaymentTime(row) <= to && matches(row),
    });
    let next = await scan.next();
    while (!next.done) {
      if (rows.length < MAX_KEPT) rows.push(next.value);
      next = await scan.next();
    }
    return { response: next.value };
  });
  if (rows.length === MAX_KEPT) reads.unavailable.push(`payments beyond the newest ${MAX_KEPT}: take a shorter period`);
  return { rows, coverage: coverage ?? { from, to, complete: false, failed_windows: [] } };
}

function describeCustomer(rows: readonly PaymentRow[], { from, to }: Period): Customer {
  const newestFirst = [...rows].sort((a, b) => getPaymentTime(b) - getPaymentTime(a));
  const payments = newestFirst.filter(({ imp_uid }) => imp_uid);
  const totals = new MatchTotals();
  for (const row of payments) if (getPaymentTime(row) >= from && getPaymentTime(row) <= to) totals.add(row);
  return { identities: newestFirst, payments, totals };
}
