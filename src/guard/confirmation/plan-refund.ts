import { formatMoney, isSameAmount, subtract } from '../../base/money.ts';
import { Refused } from '../../base/refusal.ts';
import { getRefundable } from '../../endpoints/refundable.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { Operation } from './operation.ts';
import type { HighlightedAmount } from './question/compose-question.ts';
import { describeDiscountedRefund } from './question/discounted-refund.ts';
import { createLine, type QuestionLine } from './question/wording.ts';

interface RefundPlan {
  /** The arguments to send. */
  args: Record<string, unknown>;
  lines: QuestionLine[];
  amount: HighlightedAmount;
}

/**
 * Binds a refund to the payment in the snapshot and its balance: PortOne compares `checksum` with the balance before it
 * calls the PG. This is PortOne's only protection against refunding twice. The balance of a discounted payment is not
 * known, so only a caller can give it. Throws Refused if PortOne would certainly refuse.
 */
export function planRefund(
  operation: Operation,
  args: Record<string, unknown>,
  { payment }: Snapshot,
): RefundPlan | undefined {
  if (operation.money !== 'refund' || !('checksum' in operation.fields) || !payment?.imp_uid) return undefined;
  const { imp_uid, currency } = payment;
  const refundable = getRefundable(payment);
  const requested = typeof args.amount === 'number' ? args.amount : undefined;
  const checksum = typeof args.checksum === 'number' ? args.checksum : undefined;
  if (!refundable || refundable.maxRequest <= 0)
    throw new Refused('rejected', 'This payment has no refundable balance left. Nothing was sent.');
  const { balance, maxRequest } = refundable;
  if (requested !== undefined && requested > maxRequest)
    throw new Refused(
      'invalid_input',
      `"amount" is more than the ${formatMoney(maxRequest, currency)} that can still be refunded. Nothing was sent.`,
      'Ask the user for an amount up to that, or for full_refund.',
    );
  if (checksum !== undefined && !isPossibleBalance(checksum, refundable))
    throw new Refused(
      'invalid_input',
      `"checksum" is not the ${formatMoney(maxRequest, currency)} that can still be refunded: the payment has changed, or the balance was misread. Nothing was sent.`,
      'Read the payment again, or leave "checksum" out: the server always sends the balance that it shows the person.',
    );
  if (balance === undefined)
    return {
      args: { ...args, imp_uid },
      amount: {
        label: { en: 'Goes back to the buyer, at most', ko: '구매자에게 환불되는 금액(최대)' },
        text: formatMoney(Math.min(requested ?? maxRequest, refundable.amount), currency),
      },
      lines: describeDiscountedRefund(payment, {
        requested,
        retainsPromotion: args.retain_promotion === true,
        checksum,
      }),
    };
  const amount = requested ?? balance;
  return {
    args: { ...args, imp_uid, checksum: balance },
    amount: { label: { en: 'Refund amount', ko: '이번 환불 금액' }, text: formatMoney(amount, currency) },
    lines: [
      createLine('Refundable afterwards', '환불 후 남는 결제 금액', formatMoney(subtract(balance, amount), currency)),
    ],
  };
}

const isPossibleBalance = (checksum: number, { balance, maxRequest }: { balance?: number; maxRequest: number }) =>
  balance === undefined ? checksum <= maxRequest : isSameAmount(checksum, balance);
