import pLimit from 'p-limit';
import { Refused } from '../../base/refusal.ts';
import { getSchedule, listSchedulesByCustomer } from '../../endpoints/catalog/subscriptions.ts';
import type { PortOne } from '../../portone/client.ts';
import { found } from '../found.ts';
import type { Seen } from './snapshot.ts';

const DAY = 86_400;
/** PortOne searches schedules in windows of three months at most. */
const WINDOW = 89 * DAY;
/** A year of windows is looked at together; after a year without any, later ones are not looked for. */
const YEAR_OF_WINDOWS = 4;
const MOST_YEARS = 10;
/** More than anybody would read in a question. */
const MOST_SHOWN = 200;
const AT_ONCE = 5;

type Rows = NonNullable<Seen['schedules']>;

/** Every charge of a billing key that is still to run, and the moment up to which they were looked for. Throws Refused. */
export async function schedulesToRun(
  portone: PortOne,
  customer_uid: string,
  now: number,
): Promise<{ schedules: Rows; schedules_until: number }> {
  const schedules: Rows[number][] = [];
  let from = now - DAY;
  for (let year = 0; year < MOST_YEARS; year++) {
    const starts = Array.from({ length: YEAR_OF_WINDOWS }, (_, index) => from + index * WINDOW);
    const windows = await Promise.all(starts.map((start) => waiting(portone, customer_uid, start, start + WINDOW)));
    schedules.push(...windows.flat());
    from += YEAR_OF_WINDOWS * WINDOW;
    if (schedules.length > MOST_SHOWN) throw tooMany();
    if (windows.every((rows) => rows.length === 0)) break;
  }
  return { schedules, schedules_until: from };
}

/** `to` is not counted in, so that no schedule lies in two windows. */
async function waiting(portone: PortOne, customer_uid: string, from: number, to: number): Promise<Rows> {
  const rows = [];
  for (let page = 1; rows.length <= MOST_SHOWN; page++) {
    const query = { customer_uid, page, from, to, schedule_status: 'scheduled' } as const;
    const reply = await found(portone.call(listSchedulesByCustomer, query));
    rows.push(...(reply?.list ?? []));
    if (!reply?.next) break;
  }
  return rows;
}

/** What is booked now under each order number. Throws Refused. */
export async function schedulesNamed(portone: PortOne, orders: readonly string[]): Promise<Rows> {
  const names = [...new Set(orders)];
  if (names.length > MOST_SHOWN) throw tooMany();
  const limit = pLimit(AT_ONCE);
  const rows = await Promise.all(
    names.map((merchant_uid) => limit(() => found(portone.call(getSchedule, { merchant_uid })))),
  );
  return rows.filter((row) => row !== null);
}

// What is not shown was not agreed to.
const tooMany = () =>
  new Refused(
    'invalid_input',
    `These are more than ${MOST_SHOWN} schedules, which nobody can be shown at once. Nothing was sent.`,
    'Name fewer of them in merchant_uid, and call again for the rest.',
  );
