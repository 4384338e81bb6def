import { formatKst } from '../base/korean-time.ts';
import { formatMoney } from '../base/money.ts';
import { quote } from '../base/text.ts';
import { maskContent } from '../output/content-mask.ts';

/** Fields that distinguish payments; no personal data. */
export interface LabelFields {
  started_at?: number | null | undefined;
  amount?: number | null | undefined;
  currency?: string | null | undefined;
  status?: string | null | undefined;
  merchant_uid?: string | null | undefined;
  sandbox?: boolean | null | undefined;
}

/** Formats a payment for a list that a person picks from: `2026-11-20 14:03 · ₩25,000 · paid · ORD-1`. */
export function formatPaymentLabel({
  started_at,
  amount,
  currency,
  status,
  merchant_uid,
  sandbox,
}: LabelFields): string {
  const time = started_at ? formatKst(started_at, { precision: 'minute' }) : undefined;
  // Status and order number are external text: quote values that do not look like one.
  const parts = [
    time,
    formatMoney(amount, currency),
    ...[status && maskContent(status), merchant_uid].map((part) => (part ? quoteUnlessIdLike(part) : '')),
  ];
  return [...parts, ...(sandbox ? ['test'] : [])].filter((part) => part).join(' · ');
}

const MAX_QUOTED_LENGTH = 48;

const quoteUnlessIdLike = (text: string): string =>
  /^[\w가-힣.:#+/-]{1,48}$/.test(text) ? text : quote(text, MAX_QUOTED_LENGTH);
