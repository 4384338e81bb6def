import { formatMoney } from '../../../base/money.ts';
import { getRefundableAmount } from '../../../endpoints/refundable.ts';
import { hasRefundableBalance, type PaymentCase, type PaymentRow } from '../../payment.ts';
import { type Detector, defineProblem } from './finding.ts';

const hasOtherAmount = ({ amount }: PaymentRow, prepared: NonNullable<PaymentCase['prepared']>) =>
  typeof prepared.amount === 'number' && amount !== prepared.amount;

const hasUnexpectedAmount = (payment: PaymentRow, expected: number) =>
  payment.amount !== expected && !(payment.status === 'cancelled' && getRefundableAmount(payment) === expected);

/** Whether the amount differs from what the shop registered or expects. */
export const hasAmountMismatch = ({ payment, prepared, ticket }: PaymentCase): boolean =>
  (prepared ? hasOtherAmount(payment, prepared) : false) ||
  (ticket.expected_amount === undefined ? false : hasUnexpectedAmount(payment, ticket.expected_amount));

/** No call does the right thing before a person has decided. */
const describeDecision = (payment: PaymentRow): string =>
  hasRefundableBalance(payment)
    ? ' A person decides: deliver and settle the difference with the buyer, or refund the payment.'
    : '';

export const amountFindings: readonly Detector[] = [
  defineProblem('amount_differs_from_prepared', ({ payment, prepared }) => {
    if (!prepared || !hasOtherAmount(payment, prepared)) return undefined;
    return `The shop registered ${formatMoney(prepared.amount, prepared.currency)} for this order (사전등록), and this payment is for ${formatMoney(payment.amount, payment.currency)}: the amount may have been changed in the browser (위변조). Do not deliver before the shop has checked it.${describeDecision(payment)}`;
  }),

  defineProblem('amount_differs_from_expected', ({ payment, ticket: { expected_amount: expected } }) => {
    if (expected === undefined || !hasUnexpectedAmount(payment, expected)) return undefined;
    return `The shop's order says ${formatMoney(expected, payment.currency)}, PortOne says ${formatMoney(payment.amount, payment.currency)}: compare discounts, delivery fee and currency, and do not deliver before the difference is explained.${describeDecision(payment)}`;
  }),
];
