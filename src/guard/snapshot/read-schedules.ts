import pLimit from 'p-limit';
import { DAY_SECONDS } from '../../base/korean-time.ts';
import { Refused } from '../../base/refusal.ts';
import { listSchedulesByCustomer } from '../../endpoints/catalog/subscriptions.ts';
import type { PortOneReader } from '../../portone/client.ts';
import { createReader, createScheduleReader } from './record-readers.ts';
import type { Snapshot } from './snapshot.ts';

/** PortOne searches at most three months of schedules per request. */
const WINDOW_SECONDS = 89 * DAY_SECONDS;
/** The windows of a year are read in parallel. The search stops after a year without schedules. */
const WINDOWS_PER_YEAR = 4;
const MAX_YEARS = 10;
/** More than anyone would read in a confirmation question. */
const MAX_SCHEDULES = 200;
const MAX_CONCURRENT = 5;

type ScheduleRows = NonNullable<Snapshot['schedules']>;

/**
 * Reads the pending schedules of a billing key and the end of the searched period. Throws Refused if there are too
 * many.
 */
export async function readPendingSchedules(
  portone: PortOneReader,
  customer_uid: string,
  now: number,
): Promise<{ schedules: ScheduleRows; schedules_until: number }> {
  const schedules: ScheduleRows[number][] = [];
  let from = now - DAY_SECONDS;
  for (let year = 0; year < MAX_YEARS; year++) {
    const starts = Array.from({ length: WINDOWS_PER_YEAR }, (_, index) => from + index * WINDOW_SECONDS);
    const windows = await Promise.all(
      starts.map((start) => readPendingInWindow(portone, customer_uid, start, start + WINDOW_SECONDS)),
    );
    schedules.push(...windows.flat());
    from += WINDOWS_PER_YEAR * WINDOW_SECONDS;
    if (schedules.length > MAX_SCHEDULES) throw createTooManyError();
    if (windows.every((rows) => rows.length === 0)) break;
  }
  return { schedules, schedules_until: from };
}

/** `to` is exclusive, so no schedule is in two windows. */
async function readPendingInWindow(
  portone: PortOneReader,
  customer_uid: string,
  from: number,
  to: number,
): Promise<ScheduleRows> {
  const rows = [];
  for (let page = 1; rows.length <= MAX_SCHEDULES; page++) {
    const query = { customer_uid, page, from, to, schedule_status: 'scheduled' } as const;
    const response = await createReader(listSchedulesByCustomer, query).readShown(portone);
    rows.push(...(response?.list ?? []));
    if (!response?.next) break;
  }
  return rows;
}

/** Reads the schedule of each order number. Throws Refused if there are too many. */
export async function readSchedulesByOrder(portone: PortOneReader, orders: readonly string[]): Promise<ScheduleRows> {
  const names = [...new Set(orders)];
  if (names.length > MAX_SCHEDULES) throw createTooManyError();
  const limit = pLimit(MAX_CONCURRENT);
  const rows = await Promise.all(
    names.map((merchant_uid) => limit(() => createScheduleReader(merchant_uid).readShown(portone))),
  );
  return rows.filter((row) => row !== null);
}

// A person cannot confirm what they are not shown.
const createTooManyError = () =>
  new Refused(
    'invalid_input',
    `There are more than ${MAX_SCHEDULES} schedules, too many to confirm at once. Nothing was sent.`,
    'Name fewer of them in merchant_uid, and call again for the rest.',
  );
