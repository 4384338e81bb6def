import { formatKst, getWeekday, toDay } from '../../base/korean-time.ts';
import type { PolicyRules } from './policy-file.ts';

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** Whether `now` (unix seconds) is within the hours. Hours that go past midnight belong to the day on which they begin. */
export function isWithinBusinessHours(
  { from, to, days }: NonNullable<PolicyRules['business_hours']>,
  now: number,
): boolean {
  const time = formatKst(now, { precision: 'minute' }).slice(-5);
  const weekday = getWeekday(toDay(now));
  const isBusinessDay = (day: number) => days === undefined || days.some((name) => name === DAYS[(day + 7) % 7]);
  if (from < to) return isBusinessDay(weekday) && from <= time && time < to;
  return (isBusinessDay(weekday) && from <= time) || (isBusinessDay(weekday - 1) && time < to);
}
