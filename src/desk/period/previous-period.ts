import { dateOf, dayOf, endOf, monthStart, startOf } from '../../base/korean-calendar.ts';
import { between, type Period } from './period.ts';

/**
 * The period before, to compare with: whole calendar months have as many whole months before them, anything else a stretch of
 * the same length.
 */
export function periodBefore({ from, to }: Period): Period {
  const first = dayOf(from);
  const after = dayOf(to) + 1;
  const start = dateOf(first);
  const end = dateOf(after);
  const isMonths = from === startOf(first) && to === endOf(after - 1) && start.day === 1 && end.day === 1;
  if (!isMonths) return between(2 * from - to - 1, from - 1);
  const months = 12 * (end.year - start.year) + end.month - start.month;
  return between(startOf(monthStart(start.year, start.month - months)), from - 1);
}
