import { formatMoney } from '../../../base/money.ts';
import { quote } from '../../../base/text.ts';
import { findDepositNotice } from '../../../endpoints/pg-facts/deposit-notices.ts';
import { isStorePayment } from '../../../endpoints/pg-facts/open-states.ts';
import { getRefundArrival, needsVbankRefundContract } from '../../../endpoints/pg-facts/refund-timing.ts';
import { hasRefundableBalance, type PaymentCase, type PaymentRow } from '../../payment.ts';
import { formatKstMinute, pgName, pluralize } from '../../wording.ts';
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
/** A fixed account for any number of deposits (고정식 무제한), which has no amount of its own. */
const isUnlimitedAccount = ({ amount }: PaymentRow) => amount === 0;

function describeNoticeUrl({ pg_provider }: PaymentRow): string {
  const notice = findDepositNotice(pg_provider);
  if (!notice) return 'check the deposit-notice URL (입금통보 URL) at the PG, or ask the PG.';
  if (notice.isSetByPg)
    return `the PG sets its deposit-notice URL (입금통보 URL) by itself: ask the PG (${notice.contact}).`;
  const url = notice.url ? ` must be ${notice.url} and` : '';
  return `its deposit-notice URL (입금통보 URL)${url} is set here: ${notice.place}. If that is right, ask the PG.`;
}

/** A person decides about late money; how it goes back depends on whether PortOne knows it as paid. */
const describeLateDeposit = ({ payment }: PaymentCase): string =>
  payment.status === 'ready'
    ? 'The buyer must not pay again meanwhile. A person decides: the shop delivers once the PG has confirmed the money, or the PG gives it back; no call here can, since PortOne refunds only payments that are complete.'
    : 'A person decides whether the shop delivers or refunds; a refund goes to an account that the buyer names (refund_payment).';

const normalizeName = (text: string | null | undefined) => (text ?? '').replace(/\s/g, '').toLowerCase();

/** Virtual accounts (가상계좌) and convenience stores, where the buyer pays later or never. */
export const depositFindings: readonly Detector[] = [
  defineProblem('vbank_test_channel', ({ payment }) =>
    payment.pay_method === 'vbank' && payment.sandbox === true && !isStorePayment(payment)
      ? 'This virtual account belongs to a test channel (테스트 채널): a deposit into it is never recognized, and no webhook is sent. If a buyer really paid into it, only the PG can help.'
      : undefined,
  ),

  defineWarning('vbank_waiting', (paymentCase) =>
    isAwaitingDeposit(paymentCase, 'vbank') &&
    !paymentCase.payment.sandbox &&
    !isStorePayment(paymentCase.payment) &&
    !isUnlimitedAccount(paymentCase.payment) &&
    !isPastDeadline(paymentCase) &&
    getDeposits(paymentCase).length === 0
      ? `No deposit has arrived yet (입금 대기): exactly ${formatAmount(paymentCase)} is to be paid into the account${formatBank(paymentCase)}${formatDeadline(paymentCase)}. If the buyer has paid, compare amount, account number and time with the transfer slip; if they are right, the PG has not told PortOne: ${describeNoticeUrl(paymentCase.payment)} No call can mark it as paid.`
      : undefined,
  ),

  defineProblem('vbank_expired', (paymentCase) =>
    isAwaitingDeposit(paymentCase, 'vbank') && isPastDeadline(paymentCase) && getDeposits(paymentCase).length === 0
      ? `The deadline for the deposit was ${formatKstMinute(paymentCase.payment.vbank_date ?? 0)} (입금 기한 만료) and no deposit arrived; banks refuse one after the deadline. The buyer needs a new order. If money left the buyer's account before the deadline, ask the PG.`
      : undefined,
  ),

  defineProblem('deposit_amount_differs', (paymentCase) => {
    if (isUnlimitedAccount(paymentCase.payment)) return undefined;
    const mismatched = getDeposits(paymentCase).filter((one) => one.amount !== paymentCase.payment.amount);
    const descriptions = mismatched.map(
      (one) => `${formatMoney(one.amount, paymentCase.payment.currency)} on ${formatKstMinute(one.deposited_at ?? 0)}`,
    );
    return descriptions.length > 0
      ? `${formatAmount(paymentCase)} was due, but the buyer deposited ${descriptions.join(', ')} (입금액 불일치). A different amount does not complete the order, so it must not be delivered yet. Do not let the buyer pay in only the rest unless the PG says that it adds the two up: usually only exactly ${formatAmount(paymentCase)} completes an order. The PG gives the deposit back; no call here can, since PortOne refunds only payments that are complete. After that the buyer pays the whole amount with a new order.`
      : undefined;
  }),

  defineWarning('deposit_after_cancel', (paymentCase) => {
    const { payment } = paymentCase;
    if (payment.status !== 'cancelled' || !payment.cancelled_at) return undefined;
    const later = getDeposits(paymentCase).filter((one) => (one.deposited_at ?? 0) > (payment.cancelled_at ?? 0));
    return later.length > 0
      ? `${later.map((one) => `${formatMoney(one.amount, payment.currency)} on ${formatKstMinute(one.deposited_at ?? 0)}`).join(', ')} came in after the cancel of ${formatKstMinute(payment.cancelled_at)}. PortOne keeps showing the status cancelled: the money is at the PG, and somebody has to decide whether it goes back.`
      : undefined;
  }),

  defineInfo('unlimited_account', (paymentCase) =>
    paymentCase.payment.pay_method === 'vbank' && isUnlimitedAccount(paymentCase.payment)
      ? `This is a fixed account for any number and amount of deposits (고정식 무제한 가상계좌), so its amount is 0: deposit_history has what came in (${pluralize(getDeposits(paymentCase).length, 'deposit')}).`
      : undefined,
  ),

  defineWarning('store_waiting', (paymentCase) =>
    isAwaitingDeposit(paymentCase, 'vbank') && isStorePayment(paymentCase.payment) && !isPastDeadline(paymentCase)
      ? `The buyer pays ${formatAmount(paymentCase)} at the counter of a convenience store in Japan (eContext)${formatDeadline(paymentCase)}. There is no account, and PortOne records the method as vbank and the number as "unknown". A test payment is completed after about ten minutes too.`
      : undefined,
  ),

  defineWarning('deposit_late', (paymentCase) => {
    const { payment } = paymentCase;
    const due = payment.vbank_date ?? 0;
    if (!due || payment.pay_method !== 'vbank' || isUnlimitedAccount(payment)) return undefined;
    const times =
      getDeposits(paymentCase).length > 0
        ? getDeposits(paymentCase).map((one) => one.deposited_at ?? 0)
        : [payment.paid_at ?? 0];
    const late = times.filter((time) => time > due);
    return late.length > 0
      ? `The deposit of ${late.map(formatKstMinute).join(', ')} came after the deadline of ${formatKstMinute(due)} (기한 후 입금): the shop may have closed the order by then${payment.status === 'ready' ? ', and PortOne still shows it as unpaid' : ''}. ${describeLateDeposit(paymentCase)}`
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
      ? `A refund of a virtual account goes to an account of the buyer (환불 계좌): ask for bank, number and holder first.${needsVbankRefundContract(payment) ? ' It requires an agreement with the PG (특약), and' : ' It requires no agreement with this PG, and'} the money arrives ${getRefundArrival(payment)?.arrives.en}. The fee of the account is not returned.`
      : undefined;
  }),
];
