import { formatKst } from '../../base/korean-time.ts';
import type { PolicyRules } from './policy-file.ts';

const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

/** Whether a moment (unix seconds) lies in the window. One that goes past midnight belongs to the day on which it begins. */
export function isWithinBusinessHours(
  { from, to, days }: NonNullable<PolicyRules['business_hours']>,
  now: number,
): boolean {
  const localTime = formatKst(now);
  const time = localTime.slice(11, 16);
  const weekday = new Date(`${localTime.slice(0, 10)}T00:00:00Z`).getUTCDay();
  const isBusinessDay = (day: number) => days === undefined || days.some((name) => name === DAYS[(day + 7) % 7]);
  if (from < to) return isBusinessDay(weekday) && from <= time && time < to;
  return (isBusinessDay(weekday) && from <= time) || (isBusinessDay(weekday - 1) && time < to);
}
