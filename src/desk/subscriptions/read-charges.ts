import { DAY_SECONDS } from '../../base/korean-time.ts';
import { listBillingKeyPayments, listBillingKeys } from '../../endpoints/catalog/billing-keys.ts';
import { listSchedules, listSchedulesByCustomer } from '../../endpoints/catalog/subscriptions.ts';
import { type BillingKeyRow, isScheduled, type PaymentRow, type ScheduleRow } from '../payment.ts';
import type { Period } from '../period/period.ts';
import { getPaymentTime } from '../search/scan-payments.ts';
import type { LookupContext, TolerantReads } from '../tolerant-reads.ts';

/** Three months are 89 days at least. */
const WINDOW = 89 * DAY_SECONDS;
const MAX_ROWS = 1000;
/** Of one window; what lies beyond is said to be missing. */
const MAX_PAGES = 20;
/** Keys asked for at once, and in all: each customer_uid stands in the address. */
const KEYS_PER_REQUEST = 20;
const MAX_KEYS = 200;

interface ScheduleRange {
  customer_uid?: string | undefined;
  period: Period;
}

/** All schedules of a period, and whether that is sure. */
export async function readSchedules(query: ScheduleRange, context: LookupContext, reads: TolerantReads) {
  const windows: { from: number; to: number }[] = [];
  // The end is not counted in by PortOne.
  const end = query.period.to + 1;
  for (let from = query.period.from; from < end; from += WINDOW)
    windows.push({ from, to: Math.min(end, from + WINDOW) });
  const parts = await Promise.all(windows.map((window) => readWindow(query.customer_uid, window, context, reads)));
  return { rows: parts.flatMap((part) => part.rows), complete: parts.every((part) => part.complete) };
}

async function readWindow(
  customer_uid: string | undefined,
  { from, to }: { from: number; to: number },
  { portone, signal }: LookupContext,
  reads: TolerantReads,
): Promise<{ rows: ScheduleRow[]; complete: boolean }> {
  const rows: ScheduleRow[] = [];
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const result = await reads.read('schedules', () =>
      customer_uid === undefined
        ? portone.call(listSchedules, { schedule_from: from, schedule_to: to, page, limit: MAX_ROWS }, { signal })
        : portone.call(listSchedulesByCustomer, { customer_uid, from, to, page }, { signal }),
    );
    if (result === undefined) return { rows, complete: false };
    rows.push(...(result?.list ?? []));
    if (!result?.next) return { rows, complete: true };
  }
  reads.unavailable.push('some schedules: there are more in the period than are read at once; take a shorter one');
  return { rows, complete: false };
}

/** Reads each customer's billing key; null if there is none. Customers whose key could not be read are left out. */
export async function readBillingKeys(
  customers: readonly string[],
  { portone, signal }: LookupContext,
  reads: TolerantReads,
) {
  const customerUids = [...new Set(customers)].slice(0, MAX_KEYS);
  const omittedCount = new Set(customers).size - customerUids.length;
  if (omittedCount > 0)
    reads.unavailable.push(`the billing keys of ${omittedCount} further customers: take a shorter period to see them`);
  const keys = new Map<string, BillingKeyRow | null>();
  const batches = Array.from({ length: Math.ceil(customerUids.length / KEYS_PER_REQUEST) }, (_, index) =>
    customerUids.slice(index * KEYS_PER_REQUEST, (index + 1) * KEYS_PER_REQUEST),
  );
  await Promise.all(
    batches.map(async (customer_uids) => {
      const found = await reads.read('billing keys', () =>
        portone.call(listBillingKeys, { customer_uids }, { signal }),
      );
      if (found === undefined) return;
      for (const uid of customer_uids) keys.set(uid, found?.find((key) => key.customer_uid === uid) ?? null);
    }),
  );
  return keys;
}

/** What a shop charged to a key by itself, without a schedule; newest first, out of the last twenty payments. */
export async function readOtherCharges(
  customer_uid: string,
  period: Period,
  { portone, signal }: LookupContext,
  reads: TolerantReads,
) {
  const page = await reads.read('charges without a schedule', () =>
    portone.call(listBillingKeyPayments, { customer_uid }, { signal }),
  );
  const isWithin = (row: PaymentRow) => getPaymentTime(row) >= period.from && getPaymentTime(row) <= period.to;
  return (page?.list ?? []).filter((row) => !isScheduled(row) && isWithin(row));
}
