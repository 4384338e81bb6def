import { normalizeForMatch } from '../../base/text.ts';
import type { PaymentRow } from '../../endpoints/models/payment.ts';
import { classifyPgMessage } from '../classify-pg-message.ts';

/**
 * Matches a failed payment by a class of failures (`limit_exceeded`), by words that mean one (한도 초과), or by any words
 * of its `fail_reason`.
 */
export function matchFailure(normalized: string, searchText: string): (row: PaymentRow) => boolean {
  const meant = classifyPgMessage(searchText);
  return ({ fail_reason }) => {
    if (!fail_reason) return false;
    const reason = classifyPgMessage(fail_reason);
    return (
      reason === searchText.trim().toLowerCase() ||
      (meant !== 'other' && reason === meant) ||
      normalizeForMatch(fail_reason).includes(normalized)
    );
  };
}
