import pLimit from 'p-limit';
import { DAY_SECONDS } from '../../base/korean-time.ts';
import { Refused } from '../../base/refusal.ts';
import { listSchedulesByCustomer } from '../../endpoints/catalog/subscriptions.ts';
import type { PortOneReader } from '../../portone/client.ts';
import { createReader, createScheduleReader } from './record-readers.ts';
import type { Snapshot } from './snapshot.ts';

/** PortOne searches schedules in windows of three months at most. */
const WINDOW_SECONDS = 89 * DAY_SECONDS;
/** A year of windows is looked at together; after a year without any, later ones are not looked for. */
const WINDOWS_PER_YEAR = 4;
const MAX_YEARS = 10;
/** More than anybody would read in a question. */
const MAX_SCHEDULES = 200;
const MAX_CONCURRENT = 5;

type ScheduleRows = NonNullable<Snapshot['schedules']>;

/** Every charge of a billing key that is still to run, and the moment up to which they were looked for. Throws Refused. */
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

/** `to` is not counted in, so that no schedule lies in two windows. */
async function readPendingInWindow(
  portone: PortOneReader,
  customer_uid: string,
  from: number,
  to: number,
): Promise<ScheduleRows> {
  const rows = [];
  for (let page = 1; rows.length <= MAX_SCHEDULES; page++) {
    const query = { customer_uid, page, from, to, schedule_status: 'scheduled' } as const;
    const response = await createReader(listSchedulesByCustomer, query).read(portone);
    rows.push(...(response?.list ?? []));
    if (!response?.next) break;
  }
  return rows;
}

/** What is booked now under each order number. Throws Refused. */
export async function readSchedulesByOrder(portone: PortOneReader, orders: readonly string[]): Promise<ScheduleRows> {
  const names = [...new Set(orders)];
  if (names.length > MAX_SCHEDULES) throw createTooManyError();
  const limit = pLimit(MAX_CONCURRENT);
  const rows = await Promise.all(
    names.map((merchant_uid) => limit(() => createScheduleReader(merchant_uid).read(portone))),
  );
  return rows.filter((row) => row !== null);
}

// What is not shown was not agreed to.
const createTooManyError = () =>
  new Refused(
    'invalid_input',
    `These are more than ${MAX_SCHEDULES} schedules, which nobody can be shown at once. Nothing was sent.`,
    'Name fewer of them in merchant_uid, and call again for the rest.',
  );
