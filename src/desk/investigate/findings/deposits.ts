import { formatMoney } from '../../../base/money.ts';
import { quote } from '../../../base/text.ts';
import { getPgFacts } from '../../../endpoints/pg-providers/index.ts';
import { hasRefundableBalance, type PaymentCase } from '../../payment.ts';
import { formatKstMinute, pgName } from '../../wording.ts';
import { type Detector, defineInfo, defineProblem, defineWarning } from './finding.ts';
import { isRefundableEarlierPhoneBill } from './refund-restriction.ts';

const isAwaitingDeposit = ({ payment }: PaymentCase, method: string) =>
  payment.status === 'ready' && payment.pay_method === method;
const isPastDeadline = ({ payment, now }: PaymentCase) =>
  Boolean(payment.vbank_date) && now > (payment.vbank_date ?? 0);
const formatDeadline = ({ payment }: PaymentCase) =>
  payment.vbank_date ? ` until ${formatKstMinute(payment.vbank_date)}` : ', without a deadline';
const formatBank = ({ payment }: PaymentCase) => (payment.vbank_name ? ` at ${quote(payment.vbank_name, 40)}` : '');
const formatAmount = ({ payment }: PaymentCase) => formatMoney(payment.amount, payment.currency);
const getDeposits = ({ payment }: PaymentCase) => payment.deposit_history ?? [];
const normalizeName = (text: string | null | undefined) => (text ?? '').replace(/\s/g, '').toLowerCase();

/** Virtual accounts (가상계좌) and convenience stores, where the buyer pays later or never. */
export const depositFindings: readonly Detector[] = [
  defineProblem('vbank_test_channel', ({ payment }) =>
    payment.pay_method === 'vbank' && payment.sandbox === true
      ? 'This virtual account belongs to a test channel (테스트 채널): a deposit into it is never recognized, and no webhook is sent. If a buyer really paid into it, only the PG can help.'
      : undefined,
  ),

  defineWarning('vbank_waiting', (paymentCase) =>
    isAwaitingDeposit(paymentCase, 'vbank') &&
    !paymentCase.payment.sandbox &&
    !isPastDeadline(paymentCase) &&
    getDeposits(paymentCase).length === 0
      ? `No deposit has arrived yet (입금 대기): exactly ${formatAmount(paymentCase)} is to be paid into the account${formatBank(paymentCase)}${formatDeadline(paymentCase)}. If the buyer has paid, compare amount, account number and time with the transfer slip; if they are right, the PG has not told PortOne: check the deposit-notice URL (입금통보 URL) at the PG, or ask the PG. No call can mark it as paid.`
      : undefined,
  ),

  defineProblem('vbank_expired', (paymentCase) =>
    isAwaitingDeposit(paymentCase, 'vbank') && isPastDeadline(paymentCase) && getDeposits(paymentCase).length === 0
      ? `The deadline for the deposit was ${formatKstMinute(paymentCase.payment.vbank_date ?? 0)} (입금 기한 만료) and no deposit arrived; banks refuse one after the deadline. The buyer needs a new order. If money left the buyer's account before the deadline, ask the PG.`
      : undefined,
  ),

  defineProblem('deposit_amount_differs', (paymentCase) => {
    const mismatched = getDeposits(paymentCase).filter((one) => one.amount !== paymentCase.payment.amount);
    const descriptions = mismatched.map(
      (one) => `${formatMoney(one.amount, paymentCase.payment.currency)} on ${formatKstMinute(one.deposited_at ?? 0)}`,
    );
    return descriptions.length > 0
      ? `${formatAmount(paymentCase)} was due, but the buyer deposited ${descriptions.join(', ')} (입금액 불일치). A different amount does not complete the order: settle the difference with the buyer, or return the deposit through the PG.`
      : undefined;
  }),

  defineWarning('deposit_late', (paymentCase) => {
    const { payment } = paymentCase;
    const due = payment.vbank_date ?? 0;
    if (!due || payment.pay_method !== 'vbank') return undefined;
    const times =
      getDeposits(paymentCase).length > 0
        ? getDeposits(paymentCase).map((one) => one.deposited_at ?? 0)
        : [payment.paid_at ?? 0];
    const late = times.filter((time) => time > due);
    return late.length > 0
      ? `The deposit of ${late.map(formatKstMinute).join(', ')} came after the deadline of ${formatKstMinute(due)} (기한 후 입금): the shop may have closed the order by then${payment.status === 'ready' ? ', and PortOne still shows it as unpaid' : ''}. Let the shop decide whether it delivers or refunds.`
      : undefined;
  }),

  defineInfo('depositor_differs', (paymentCase) =>
    getDeposits(paymentCase).some(
      (one) =>
        one.depositor_name &&
        paymentCase.payment.buyer_name &&
        normalizeName(one.depositor_name) !== normalizeName(paymentCase.payment.buyer_name),
    )
      ? "The depositor's name is not the buyer's (입금자명 불일치), which is allowed but makes the deposit hard to find."
      : undefined,
  ),

  defineWarning('cvs_waiting', (paymentCase) =>
    isAwaitingDeposit(paymentCase, 'cvs') && !isPastDeadline(paymentCase)
      ? `The barcode is waiting to be paid in a store (편의점 결제 대기): ${formatAmount(paymentCase)}${formatDeadline(paymentCase)}.`
      : undefined,
  ),

  defineProblem('cvs_expired', (paymentCase) =>
    isAwaitingDeposit(paymentCase, 'cvs') && isPastDeadline(paymentCase)
      ? `The barcode was valid until ${formatKstMinute(paymentCase.payment.vbank_date ?? 0)} and was not paid: the buyer needs a new order.`
      : undefined,
  ),

  defineInfo('refund_needs_account', ({ payment, now }) => {
    if (!hasRefundableBalance(payment)) return undefined;
    if (isRefundableEarlierPhoneBill(payment, now))
      return `${pgName(payment.pg_provider)} refunds a phone bill of an earlier month to an account of the buyer (환불 계좌): ask for bank, number and holder first. It requires a contract with the PG and arrives on the next business day.`;
    return payment.pay_method === 'vbank'
      ? `A refund of a virtual account goes to an account of the buyer (환불 계좌): ask for bank, number and holder first. It requires a contract with the PG and arrives on the next business day, with Kiwoom Pay after ${getPgFacts('daou').refunds?.vbankBusinessDays} or more.`
      : undefined;
  }),
];
