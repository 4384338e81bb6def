import { DAY_SECONDS, formatKst, getKstHour, getMonthStart, toCalendarDate, toDay } from '../../../base/korean-time.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { Condition } from '../rule.ts';
import { createCondition } from './condition.ts';

export const isBetweenHoursKst = (from: number, until: number): Condition =>
  createCondition(`it is between ${from}:00 and ${until}:00 in Korea`, ({ now }) => {
    const hour = getKstHour(now);
    return from < until ? hour >= from && hour < until : hour >= from || hour < until;
  });

const getPaidAt = ({ payment }: Snapshot): number | undefined => payment?.paid_at || undefined;

export const wasPaidMoreThanDaysAgo = (days: number): Condition =>
  createCondition(`paid more than ${days} days ago`, ({ snapshot, now }) => {
    const paidAt = getPaidAt(snapshot);
    return paidAt === undefined ? undefined : now - paidAt > days * DAY_SECONDS;
  });

/** The last day counts in full, in Korean time; a day that a month does not have falls into the next month. */
export const wasPaidMoreThanMonthsAgo = (months: number): Condition =>
  createCondition(`paid more than ${months} months ago`, ({ snapshot, now }) => {
    const paidAt = getPaidAt(snapshot);
    if (paidAt === undefined) return undefined;
    const { year, month, day } = toCalendarDate(toDay(paidAt));
    return toDay(now) > getMonthStart(year, month + months) + day - 1;
  });

export const wasPaidInEarlierMonth: Condition = createCondition(
  'paid in an earlier month (Korean time)',
  ({ snapshot, now }) => {
    const paidAt = getPaidAt(snapshot);
    return paidAt === undefined
      ? undefined
      : formatKst(paidAt, { precision: 'month' }) < formatKst(now, { precision: 'month' });
  },
);
