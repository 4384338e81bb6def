import { formatMoney } from '../../../base/money.ts';
import { getRefundableAmount } from '../../../endpoints/refundable.ts';
import { suggestRefund } from '../../next-steps.ts';
import type { PaymentCase, PaymentRow } from '../../payment.ts';
import { type Detector, defineProblem } from './finding.ts';

const hasOtherAmount = ({ amount }: PaymentRow, prepared: NonNullable<PaymentCase['prepared']>) =>
  typeof prepared.amount === 'number' && amount !== prepared.amount;

const hasUnexpectedAmount = (payment: PaymentRow, expected: number) =>
  payment.amount !== expected && !(payment.status === 'cancelled' && getRefundableAmount(payment) === expected);

/** Whether the amount differs from what the shop registered or expects. */
export const hasAmountMismatch = ({ payment, prepared, ticket }: PaymentCase): boolean =>
  (prepared ? hasOtherAmount(payment, prepared) : false) ||
  (ticket.expected_amount === undefined ? false : hasUnexpectedAmount(payment, ticket.expected_amount));

export const amountFindings: readonly Detector[] = [
  defineProblem('amount_differs_from_prepared', ({ payment, prepared }) => {
    if (!prepared || !hasOtherAmount(payment, prepared)) return undefined;
    const text = `The shop registered ${formatMoney(prepared.amount, prepared.currency)} for this order (사전등록), and this payment is for ${formatMoney(payment.amount, payment.currency)}: the amount may have been changed in the browser (위변조). Do not deliver before the shop has checked it.`;
    return {
      text,
      steps: suggestRefund(payment, '결제금액 불일치 취소', 'If the shop does not accept the amount: refunds it.'),
    };
  }),

  defineProblem('amount_differs_from_expected', ({ payment, ticket: { expected_amount: expected } }) => {
    if (expected === undefined || !hasUnexpectedAmount(payment, expected)) return undefined;
    return {
      text: `The shop's order says ${formatMoney(expected, payment.currency)}, PortOne says ${formatMoney(payment.amount, payment.currency)}: compare discounts, delivery fee and currency, and do not deliver before the difference is explained.`,
      steps: suggestRefund(payment, '결제금액 불일치 취소', 'If the wrong amount was paid: refunds it.'),
    };
  }),
];
