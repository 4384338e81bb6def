import { Refused } from '../../base/refusal.ts';
import { between, type Period, periodOf } from './period.ts';

export interface AskedPeriod {
  period?: string | undefined;
  from?: number | undefined;
  to?: number | undefined;
}

/** The period of a question: a phrase, or its ends. Throws Refused for both at once, and for what has not begun. */
export function askedPeriod({ period: phrase, from, to }: AskedPeriod, now: number, usual: string): Period {
  if (phrase !== undefined && (from !== undefined || to !== undefined))
    throw new Refused('invalid_input', 'Give either "period", or "from" and "to".');
  if (from === undefined && to !== undefined) throw new Refused('invalid_input', '"to" needs "from".');
  const period = from === undefined ? periodOf(phrase ?? usual, now) : between(from, to ?? Math.max(now, from), 'to');
  if (period.from > now) throw new Refused('invalid_input', `The period has not begun yet: ${period.text}.`);
  return period;
}

export const isAsked = ({ period, from, to }: AskedPeriod): boolean =>
  period !== undefined || from !== undefined || to !== undefined;
