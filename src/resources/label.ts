import { koreanTime } from '../guard/korean-time.ts';
import { money } from '../guard/money.ts';
import { oneLine } from '../guard/text.ts';

/** What tells one payment from another; nothing about a person. */
export interface Telling {
  started_at?: number | null | undefined;
  amount?: number | null | undefined;
  currency?: string | null | undefined;
  status?: string | null | undefined;
  merchant_uid?: string | null | undefined;
  sandbox?: boolean | null | undefined;
}

const LONGEST = 48;

/** A payment as a person picks it from a list: `2026-11-20 14:03 · ₩25,000 · paid · ORD-1`. */
export function labelOf({ started_at, amount, currency, status, merchant_uid, sandbox }: Telling): string {
  const time = started_at ? koreanTime(started_at).slice(0, 16).replace('T', ' ') : undefined;
  const parts = [time, money(amount, currency), status, merchant_uid].filter((part) => typeof part === 'string');
  return [...parts.map(bounded), ...(sandbox ? ['test'] : [])].filter((part) => part !== '').join(' · ');
}

function bounded(text: string): string {
  const letters = [...oneLine(text)];
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST - 1).join('')}…` : letters.join('');
}
