import { koreanTime } from '../../base/korean-time.ts';
import type { PolicyRules } from './policy-file.ts';

const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

/** Whether a moment (unix seconds) lies in the window. One that goes past midnight belongs to the day on which it begins. */
export function isOpen({ from, to, days }: NonNullable<PolicyRules['hours']>, now: number): boolean {
  const local = koreanTime(now);
  const time = local.slice(11, 16);
  const weekday = new Date(`${local.slice(0, 10)}T00:00:00Z`).getUTCDay();
  const on = (day: number) => days === undefined || days.some((one) => one === DAYS[(day + 7) % 7]);
  if (from < to) return on(weekday) && from <= time && time < to;
  return (on(weekday) && from <= time) || (on(weekday - 1) && time < to);
}
