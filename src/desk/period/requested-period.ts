import { Refused } from '../../base/refusal.ts';
import { createPeriod, type Period, parsePeriod } from './period.ts';

export interface PeriodArguments {
  period?: string | undefined;
  from?: number | undefined;
  to?: number | undefined;
}

/** The period of a question: a phrase, or its ends. Throws Refused for both at once, and for what has not begun. */
export function resolvePeriod(
  { period: phrase, from, to }: PeriodArguments,
  now: number,
  defaultPhrase: string,
): Period {
  if (phrase !== undefined && (from !== undefined || to !== undefined))
    throw new Refused('invalid_input', 'Give either "period", or "from" and "to".');
  if (from === undefined && to !== undefined) throw new Refused('invalid_input', '"to" needs "from".');
  const period =
    from === undefined
      ? parsePeriod(phrase ?? defaultPhrase, now)
      : createPeriod(from, to ?? Math.max(now, from), 'to');
  if (period.from > now) throw new Refused('invalid_input', `The period has not begun yet: ${period.text}.`);
  return period;
}

export const hasPeriod = ({ period, from, to }: PeriodArguments): boolean =>
  period !== undefined || from !== undefined || to !== undefined;
