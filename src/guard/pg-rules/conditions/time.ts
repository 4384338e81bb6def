import { DAY_SECONDS, getKstHour, hasPassedMonths, isEarlierMonth } from '../../../base/korean-time.ts';
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

export const wasPaidMoreThanMonthsAgo = (months: number): Condition =>
  createCondition(`paid more than ${months} months ago`, ({ snapshot, now }) => {
    const paidAt = getPaidAt(snapshot);
    return paidAt === undefined ? undefined : hasPassedMonths(paidAt, months, now);
  });

export const wasPaidInEarlierMonth: Condition = createCondition(
  'paid in an earlier month (Korean time)',
  ({ snapshot, now }) => {
    const paidAt = getPaidAt(snapshot);
    return paidAt === undefined ? undefined : isEarlierMonth(paidAt, now);
  },
);
