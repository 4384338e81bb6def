import { money } from '../../../base/money.ts';
import { quoted } from '../../../base/text.ts';
import { type Case, holdsMoney } from '../../payment.ts';
import { moment } from '../../wording.ts';
import { type Detector, info, problem, warning } from './finding.ts';

const waits = ({ payment }: Case, method: string) => payment.status === 'ready' && payment.pay_method === method;
const isOver = ({ payment, now }: Case) => Boolean(payment.vbank_date) && now > (payment.vbank_date ?? 0);
const deadline = ({ payment }: Case) =>
  payment.vbank_date ? ` until ${moment(payment.vbank_date)}` : ', without a deadline';
const bank = ({ payment }: Case) => (payment.vbank_name ? ` at ${quoted(payment.vbank_name, 40)}` : '');
const sum = ({ payment }: Case) => money(payment.amount, payment.currency);
const deposits = ({ payment }: Case) => payment.deposit_history ?? [];
const nameOf = (text: string | null | undefined) => (text ?? '').replace(/\s/g, '').toLowerCase();

/** Virtual accounts (가상계좌) and convenience stores: money that comes in later, or does not. */
export const depositFindings: readonly Detector[] = [
  problem('vbank_test_channel', ({ payment }) =>
    payment.pay_method === 'vbank' && payment.sandbox === true
      ? 'This virtual account belongs to a test channel (테스트 채널): a deposit into it is never recognised, and no notice comes. If a buyer really paid into it, only the PG can help.'
      : undefined,
  ),

  warning('vbank_waiting', (about) =>
    waits(about, 'vbank') && !about.payment.sandbox && !isOver(about) && deposits(about).length === 0
      ? `PortOne knows of no deposit yet (입금 대기): exactly ${sum(about)} is to be paid into the account${bank(about)}${deadline(about)}. If the buyer has paid, compare amount, account number and time with the transfer slip; if they are right, the PG has not told PortOne: check the deposit-notice URL (입금통보 URL) at the PG, or ask the PG. No call can mark it as paid.`
      : undefined,
  ),

  problem('vbank_expired', (about) =>
    waits(about, 'vbank') && isOver(about) && deposits(about).length === 0
      ? `The deadline for the deposit was ${moment(about.payment.vbank_date ?? 0)} (입금 기한 만료) and PortOne knows of none; banks refuse a deposit after it. The buyer needs a new order. If money left the buyer's account before the deadline, ask the PG.`
      : undefined,
  ),

  problem('deposit_amount_differs', (about) => {
    const wrong = deposits(about).filter((one) => one.amount !== about.payment.amount);
    const told = wrong.map((one) => `${money(one.amount, about.payment.currency)} on ${moment(one.deposited_at ?? 0)}`);
    return told.length > 0
      ? `${sum(about)} was to be paid in, and what came in was ${told.join(', ')} (입금액 불일치). A deposit of another amount does not complete the order: settle the difference with the buyer, or give the deposit back through the PG.`
      : undefined;
  }),

  warning('deposit_late', (about) => {
    const { payment } = about;
    const due = payment.vbank_date ?? 0;
    if (!due || payment.pay_method !== 'vbank') return undefined;
    const times =
      deposits(about).length > 0 ? deposits(about).map((one) => one.deposited_at ?? 0) : [payment.paid_at ?? 0];
    const late = times.filter((time) => time > due);
    return late.length > 0
      ? `The deposit of ${late.map(moment).join(', ')} came after the deadline of ${moment(due)} (기한 후 입금): the shop may have given the order up by then${payment.status === 'ready' ? ', and PortOne still shows it as unpaid' : ''}. Let the shop decide whether it delivers or gives the money back.`
      : undefined;
  }),

  info('depositor_differs', (about) =>
    deposits(about).some(
      (one) =>
        one.depositor_name &&
        about.payment.buyer_name &&
        nameOf(one.depositor_name) !== nameOf(about.payment.buyer_name),
    )
      ? 'The deposit was made under another name than the one of the buyer (입금자명 불일치), which is allowed but makes it hard to find.'
      : undefined,
  ),

  warning('cvs_waiting', (about) =>
    waits(about, 'cvs') && !isOver(about)
      ? `The barcode waits to be paid in a store (편의점 결제 대기): ${sum(about)}${deadline(about)}.`
      : undefined,
  ),

  problem('cvs_expired', (about) =>
    waits(about, 'cvs') && isOver(about)
      ? `The barcode was good until ${moment(about.payment.vbank_date ?? 0)} and was not paid: the buyer needs a new order.`
      : undefined,
  ),

  info('refund_needs_account', ({ payment }) =>
    payment.pay_method === 'vbank' && holdsMoney(payment)
      ? "A refund of a virtual account goes to an account of the buyer's (환불 계좌): ask for bank, number and holder first. It needs a contract with the PG and arrives on the next business day, with Kiwoom Pay after seven or more."
      : undefined,
  ),
];
