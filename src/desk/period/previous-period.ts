import { getDayEnd, getDayStart, getMonthStart, toCalendarDate, toDay } from '../../base/korean-time.ts';
import { createPeriod, type Period } from './period.ts';

/**
 * Returns the previous period for a comparison: for whole calendar months the same number of whole months, otherwise a
 * period of the same length.
 */
export function getPreviousPeriod({ from, to }: Period): Period {
  const firstDay = toDay(from);
  const dayAfter = toDay(to) + 1;
  const startDate = toCalendarDate(firstDay);
  const endDate = toCalendarDate(dayAfter);
  const isWholeMonths =
    from === getDayStart(firstDay) && to === getDayEnd(dayAfter - 1) && startDate.day === 1 && endDate.day === 1;
  if (!isWholeMonths) return createPeriod(2 * from - to - 1, from - 1);
  const months = 12 * (endDate.year - startDate.year) + endDate.month - startDate.month;
  return createPeriod(getDayStart(getMonthStart(startDate.year, startDate.month - months)), from - 1);
}
