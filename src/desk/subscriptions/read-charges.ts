import { listBillingKeyPayments, listBillingKeys } from '../../endpoints/catalog/billing-keys.ts';
import { listSchedules, listSchedulesByCustomer } from '../../endpoints/catalog/subscriptions.ts';
import { isScheduled, type KeyRow, type PaymentRow, type ScheduleRow } from '../payment.ts';
import type { Period } from '../period/period.ts';
import { timeOf } from '../search/scan-payments.ts';
import type { Desk, Reads } from '../tolerant-reads.ts';

const DAY = 86_400;
/** Three months are 89 days at least. */
const WINDOW = 89 * DAY;
const MOST_ROWS = 1000;
/** Of one window; what lies beyond is said to be missing. */
const MOST_PAGES = 20;
/** Keys asked for at once, and in all: each customer_uid stands in the address. */
const KEYS_AT_ONCE = 20;
const MOST_KEYS = 200;

interface Asked {
  customer_uid?: string | undefined;
  period: Period;
}

/** All schedules of a period, and whether that is sure. */
export async function readSchedules(asked: Asked, desk: Desk, reads: Reads) {
  const windows: { from: number; to: number }[] = [];
  // The end is not counted in by PortOne.
  const end = asked.period.to + 1;
  for (let from = asked.period.from; from < end; from += WINDOW)
    windows.push({ from, to: Math.min(end, from + WINDOW) });
  const parts = await Promise.all(windows.map((window) => readWindow(asked.customer_uid, window, desk, reads)));
  return { rows: parts.flatMap((part) => part.rows), complete: parts.every((part) => part.complete) };
}

async function readWindow(
  customer_uid: string | undefined,
  { from, to }: { from: number; to: number },
  { portone, signal }: Desk,
  reads: Reads,
): Promise<{ rows: ScheduleRow[]; complete: boolean }> {
  const rows: ScheduleRow[] = [];
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const answer = await reads.look('schedules', () =>
      customer_uid === undefined
        ? portone.call(listSchedules, { schedule_from: from, schedule_to: to, page, limit: MOST_ROWS }, { signal })
        : portone.call(listSchedulesByCustomer, { customer_uid, from, to, page }, { signal }),
    );
    if (answer === undefined) return { rows, complete: false };
    rows.push(...(answer?.list ?? []));
    if (!answer?.next) return { rows, complete: true };
  }
  reads.notSeen.push('some schedules: there are more in the period than are read at once; take a shorter one');
  return { rows, complete: false };
}

/** The key of each customer, null where there is none; customers whose keys could not be seen are not among them. */
export async function readKeys(customers: readonly string[], { portone, signal }: Desk, reads: Reads) {
  const asked = [...new Set(customers)].slice(0, MOST_KEYS);
  const left = new Set(customers).size - asked.length;
  if (left > 0) reads.notSeen.push(`the billing keys of ${left} further customers: take a shorter period to see them`);
  const keys = new Map<string, KeyRow | null>();
  const batches = Array.from({ length: Math.ceil(asked.length / KEYS_AT_ONCE) }, (_, index) =>
    asked.slice(index * KEYS_AT_ONCE, (index + 1) * KEYS_AT_ONCE),
  );
  await Promise.all(
    batches.map(async (customer_uids) => {
      const found = await reads.look('billing keys', () =>
        portone.call(listBillingKeys, { customer_uids }, { signal }),
      );
      if (found === undefined) return;
      for (const uid of customer_uids) keys.set(uid, found?.find((key) => key.customer_uid === uid) ?? null);
    }),
  );
  return keys;
}

/** What a shop charged to a key by itself, without a schedule; newest first, out of the last twenty payments. */
export async function readOtherCharges(customer_uid: string, period: Period, { portone, signal }: Desk, reads: Reads) {
  const page = await reads.look('charges without a schedule', () =>
    portone.call(listBillingKeyPayments, { customer_uid }, { signal }),
  );
  const within = (row: PaymentRow) => timeOf(row) >= period.from && timeOf(row) <= period.to;
  return (page?.list ?? []).filter((row) => !isScheduled(row) && within(row));
}
