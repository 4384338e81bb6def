import { money } from '../../../base/money.ts';
import { refund } from '../../next-steps.ts';
import { type Case, type PaymentRow, remaining } from '../../payment.ts';
import { type Detector, problem } from './finding.ts';

const isOther = ({ amount }: PaymentRow, prepared: NonNullable<Case['prepared']>) =>
  typeof prepared.amount === 'number' && amount !== prepared.amount;

const isUnexpected = (payment: PaymentRow, expected: number) =>
  payment.amount !== expected && !(payment.status === 'cancelled' && remaining(payment) === expected);

/** The amount is another than the shop registered or expects. */
export const amountDiffers = ({ payment, prepared, ticket }: Case): boolean =>
  (prepared ? isOther(payment, prepared) : false) ||
  (ticket.expected_amount === undefined ? false : isUnexpected(payment, ticket.expected_amount));

export const amountFindings: readonly Detector[] = [
  problem('amount_differs_from_prepared', ({ payment, prepared }) => {
    if (!prepared || !isOther(payment, prepared)) return undefined;
    const text = `The shop registered ${money(prepared.amount, prepared.currency)} for this order (사전등록), and this payment is for ${money(payment.amount, payment.currency)}: the amount may have been changed in the browser (위변조). Do not deliver before the shop has checked it.`;
    return {
      text,
      steps: refund(payment, '결제금액 불일치 취소', 'If the shop does not accept the amount: gives it back.'),
    };
  }),

  problem('amount_differs_from_expected', ({ payment, ticket: { expected_amount: expected } }) => {
    if (expected === undefined || !isUnexpected(payment, expected)) return undefined;
    return {
      text: `The shop's order says ${money(expected, payment.currency)}, PortOne says ${money(payment.amount, payment.currency)}: compare discounts, delivery fee and currency, and do not deliver before it is explained.`,
      steps: refund(payment, '결제금액 불일치 취소', 'If it was paid wrongly: gives it back.'),
    };
  }),
];
