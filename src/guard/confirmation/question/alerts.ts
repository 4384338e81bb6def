import type { Localized } from '../../../base/bilingual.ts';
import { addAmounts, formatMoney, toCurrency } from '../../../base/money.ts';
import { getRefundable } from '../../../endpoints/refundable.ts';
import { getMoneyMovements } from '../../impact/money-movements.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { localize } from './wording.ts';

interface AlertInput {
  /** A model reads the question: it must not learn by guessing what is masked for it. */
  isForModel: boolean;
  isRefund: boolean;
  args: Readonly<Record<string, unknown>>;
  snapshot: Snapshot;
}

/** Returns a short sentence if what the caller typed contradicts what PortOne says. */
type FindContradiction = (input: AlertInput) => Localized | undefined;

const normalizeName = (name: string): string => name.normalize('NFKC').replace(/\s/g, '').toLowerCase();

/** Compares with a name that a model sees only masked. */
const differsFromBuyer: FindContradiction = ({ isForModel, args: { refund_holder }, snapshot: { payment } }) =>
  !isForModel &&
  typeof refund_holder === 'string' &&
  payment?.buyer_name &&
  normalizeName(refund_holder) !== normalizeName(payment.buyer_name)
    ? localize('The account holder is not the buyer.', '예금주가 구매자와 다릅니다.')
    : undefined;

const belongsToOtherOrder: FindContradiction = ({ args: { merchant_uid, imp_uid }, snapshot: { payment } }) =>
  typeof merchant_uid === 'string' &&
  typeof imp_uid === 'string' &&
  payment?.merchant_uid &&
  payment.merchant_uid !== merchant_uid
    ? localize('The payment belongs to another order.', '입력한 주문번호의 결제가 아닙니다.')
    : undefined;

const usesOtherCurrency: FindContradiction = ({ args: { currency }, snapshot: { payment, prepare } }) => {
  const expected = (payment ?? prepare)?.currency;
  return typeof currency === 'string' && expected && toCurrency(currency) !== toCurrency(expected)
    ? localize('The currency differs from that of PortOne.', '통화가 포트원 정보와 다릅니다.')
    : undefined;
};

const exceedsRefundable: FindContradiction = ({ isRefund, args, snapshot }) => {
  const refundable = snapshot.payment && getRefundable(snapshot.payment);
  if (!isRefund || refundable === undefined) return undefined;
  const [move] = getMoneyMovements({ money: 'refund', args, snapshot });
  if (move?.amount === undefined || move.amount <= refundable.maxRequest) return undefined;
  const remaining = formatMoney(refundable.maxRequest, move.currency);
  return localize(`More than the ${remaining} that remains.`, `취소 가능 잔액 ${remaining}보다 큽니다.`);
};

/** The parts of an amount, such as its tax, cannot be more than the whole. */
const exceedsPayment: FindContradiction = ({ args, snapshot: { payment } }) => {
  const parts = [args.tax_free, args.vat_amount ?? args.vat, args.extra_charge];
  const sum = addAmounts(...parts.filter((part) => typeof part === 'number'));
  const paid = payment?.amount;
  return typeof paid === 'number' && sum > paid
    ? localize(
        `The typed parts exceed the payment of ${formatMoney(paid, payment?.currency)}.`,
        `입력한 금액이 결제 금액 ${formatMoney(paid, payment?.currency)}보다 큽니다.`,
      )
    : undefined;
};

const countMissing = (named: unknown, known: readonly (string | null | undefined)[] | undefined): number =>
  Array.isArray(named) && known ? new Set(named.filter((id) => !known.includes(id))).size : 0;

const namesMissingRecords: FindContradiction = ({ args, snapshot: { naver_items, schedules } }) => {
  const missing =
    countMissing(
      args.product_order_id,
      naver_items?.map((item) => item.product_order_id),
    ) +
    countMissing(
      args.merchant_uid,
      schedules?.map((row) => row.merchant_uid),
    );
  if (missing === 0) return undefined;
  return localize(
    `${missing} of the ids named ${missing === 1 ? 'is' : 'are'} not among these records.`,
    `입력한 번호 중 ${missing}건은 조회되지 않습니다.`,
  );
};

/** The contradictions between what the caller typed and what PortOne says. */
export const findAlerts = (input: AlertInput): Localized[] =>
  [
    exceedsRefundable,
    exceedsPayment,
    differsFromBuyer,
    belongsToOtherOrder,
    usesOtherCurrency,
    namesMissingRecords,
  ].flatMap((find) => find(input) ?? []);
