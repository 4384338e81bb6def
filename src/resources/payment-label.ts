import { koreanTime } from '../base/korean-time.ts';
import { money } from '../base/money.ts';
import { quoted } from '../base/text.ts';

/** What tells one payment from another; nothing about a person. */
export interface Telling {
  started_at?: number | null | undefined;
  amount?: number | null | undefined;
  currency?: string | null | undefined;
  status?: string | null | undefined;
  merchant_uid?: string | null | undefined;
  sandbox?: boolean | null | undefined;
}

/** A payment as a person picks it from a list: `2026-11-20 14:03 · ₩25,000 · paid · ORD-1`. */
export function labelOf({ started_at, amount, currency, status, merchant_uid, sandbox }: Telling): string {
  const time = started_at ? koreanTime(started_at).slice(0, 16).replace('T', ' ') : undefined;
  // Status and number come from outside: what does not look like one stands in quotes.
  const parts = [time, money(amount, currency), ...[status, merchant_uid].map((part) => (part ? idLike(part) : ''))];
  return [...parts, ...(sandbox ? ['test'] : [])].filter((part) => part).join(' · ');
}

const LONGEST = 48;

const idLike = (text: string): string => (/^[\w가-힣.:#+/-]{1,48}$/.test(text) ? text : quoted(text, LONGEST));
