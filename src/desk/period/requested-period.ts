import { Refused } from '../../base/refusal.ts';
import { createPeriod, type Period, parsePeriod } from './period.ts';

export interface PeriodArguments {
  period?: string | undefined;
  from?: number | undefined;
  to?: number | undefined;
}

/**
 * Resolves the period arguments: a phrase, or both ends in unix seconds. Throws Refused if both forms are given, or if
 * the period is in the future.
 */
export function resolvePeriod(
  { period: phrase, from, to }: PeriodArguments,
  now: number,
  defaultPhrase: string,
): Period {
  if (phrase !== undefined && (from !== undefined || to !== undefined))
    throw new Refused('invalid_input', 'Give either "period" or "from" and "to", not both.');
  if (from === undefined && to !== undefined) throw new Refused('invalid_input', '"to" requires "from".');
  const period =
    from === undefined
      ? parsePeriod(phrase ?? defaultPhrase, now)
      : createPeriod(from, to ?? Math.max(now, from), 'to');
  if (period.from > now) throw new Refused('invalid_input', `The period is in the future: ${period.text}.`);
  return period;
}

export const hasPeriod = ({ period, from, to }: PeriodArguments): boolean =>
  period !== undefined || from !== undefined || to !== undefined;
