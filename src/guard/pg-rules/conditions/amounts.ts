import { addAmounts, getCurrencyDecimals, isSameAmount, toCurrency } from '../../../base/money.ts';
import { getRefundable, getRefundableAmount, isDiscounted } from '../../../endpoints/refundable.ts';
import type { Condition, RuleInput } from '../rule.ts';
import { getValuesAt } from './arguments.ts';

/** The largest refund that PortOne could accept, in units of the payment's currency; undefined when PortOne does not say. */
const readRefundable = ({ snapshot: { payment } }: RuleInput): number | undefined =>
  typeof payment?.cancel_amount === 'number' ? getRefundable(payment)?.maxRequest : undefined;

const getRequestedAmount = ({ args }: RuleInput): number | undefined =>
  typeof args.amount === 'number' ? args.amount : undefined;

const compareWithRefundable = (
  description: string,
  evaluate: (amount: number, remaining: number) => boolean,
): Condition => ({
  description,
  evaluate(input) {
    const [amount, remaining] = [getRequestedAmount(input), readRefundable(input)];
    return amount === undefined || remaining === undefined ? undefined : evaluate(amount, remaining);
  },
});

/** Without an amount, the whole remaining amount is meant. */
export const isPartialRefund: Condition = {
  description: 'only a part is refunded',
  evaluate(input) {
    const amount = getRequestedAmount(input);
    const remaining = readRefundable(input);
    const { payment } = input.snapshot;
    if (amount === undefined) return false;
    if (remaining === undefined || !payment) return undefined;
    // Of a discounted payment less may remain than PortOne could accept.
    return amount < getRefundableAmount(payment) ? true : amount >= remaining ? false : undefined;
  },
};

export const exceedsRefundable: Condition = compareWithRefundable(
  '`amount` is more than what remains',
  (amount, remaining) => amount > remaining,
);

export const checksumMismatches: Condition = {
  description: '`checksum` is not what remains',
  evaluate: ({ args: { checksum }, snapshot: { payment } }) => {
    const refundable = typeof payment?.cancel_amount === 'number' ? getRefundable(payment) : undefined;
    if (typeof checksum !== 'number' || !refundable) return undefined;
    const { balance, maxRequest } = refundable;
    return balance === undefined ? checksum > maxRequest : !isSameAmount(checksum, balance);
  },
};

export const isFullyRefunded: Condition = {
  description: 'nothing remains of the payment',
  evaluate(input) {
    const remaining = readRefundable(input);
    return remaining === undefined ? undefined : remaining <= 0;
  },
};

export const wasCancelledTimes = (times: number): Condition => ({
  description: `refunded ${times} times already`,
  evaluate: ({ snapshot }) => {
    const history = snapshot.payment?.cancel_history;
    return history ? history.length >= times : undefined;
  },
});

export const hasPromotion: Condition = {
  description: 'the payment has a promotion',
  evaluate: ({ snapshot }) => (snapshot.payment ? isDiscounted(snapshot.payment) : undefined),
};

/** Uses `toFixed`, since a multiplication would find a third decimal in 1.15. */
function exceedsCurrencyDecimals(amount: unknown, currency: unknown): boolean {
  if (typeof amount !== 'number' || Number.isInteger(amount)) return false;
  const decimals = getCurrencyDecimals(toCurrency(currency));
  return decimals !== undefined && Number(amount.toFixed(decimals)) !== amount;
}

const TOO_MANY_DECIMALS = 'an amount has more decimals than its currency';

/** Without a currency, amounts are in KRW. Rows of `list` have their own currency. */
export const hasTooManyDecimals = (list?: string): Condition => ({
  description: TOO_MANY_DECIMALS,
  evaluate: ({ args }) => {
    const rows = list ? getValuesAt(args, list).flat() : [args];
    return rows.some((row) => exceedsCurrencyDecimals(getValuesAt(row, 'amount')[0], getValuesAt(row, 'currency')[0]));
  },
});

/** Like `hasTooManyDecimals`, for a call that does not change the currency. */
export const hasTooManyDecimalsFor = (recordKind: 'payment' | 'prepare'): Condition => ({
  description: TOO_MANY_DECIMALS,
  evaluate: ({ args, snapshot }) => {
    const currency = args.currency ?? snapshot[recordKind]?.currency;
    return typeof currency === 'string' ? exceedsCurrencyDecimals(args.amount, currency) : undefined;
  },
});

const readNumber = (row: unknown, path: string): number => {
  const [value] = getValuesAt(row, path);
  return typeof value === 'number' ? value : 0;
};

/** The tax-free part and VAT are parts of the amount or, without one, of the remaining amount. */
export const taxPartsExceedAmount = (list?: string): Condition => ({
  description: '`tax_free` and `vat_amount` together are more than the amount',
  evaluate: (input) => {
    const rows = list ? getValuesAt(input.args, list).flat() : [input.args];
    const total = readRefundable(input);
    return rows.some((row) => {
      const amount = readNumber(row, 'amount') || total;
      return amount !== undefined && addAmounts(readNumber(row, 'tax_free'), readNumber(row, 'vat_amount')) > amount;
    });
  },
});

export const vatExceedsTenth = (list?: string): Condition => ({
  description: '`vat_amount` is more than a tenth of the amount',
  evaluate: ({ args }) => {
    const rows = list ? getValuesAt(args, list).flat() : [args];
    return rows.some(
      (row) => readNumber(row, 'amount') > 0 && readNumber(row, 'vat_amount') * 10 > readNumber(row, 'amount'),
    );
  },
});

/** Card companies set the least amount, in KRW, that can be paid in installments. */
export const isTooSmallForInstallments = (least: number, list?: string): Condition => ({
  description: `\`card_quota\` is 2 or more and the amount is below KRW ${least.toLocaleString('en')}`,
  evaluate: ({ args }) => {
    const rows = list ? getValuesAt(args, list).flat() : [args];
    return rows.some((row) => {
      const [currency] = getValuesAt(row, 'currency');
      return readNumber(row, 'card_quota') >= 2 && readNumber(row, 'amount') < least && toCurrency(currency) === 'KRW';
    });
  },
});

export const sumExceedsPayment = (path: string): Condition => ({
  description: `the amounts of \`${path}\` together are more than the payment`,
  evaluate: ({ args, snapshot }) => {
    const total = snapshot.payment?.amount;
    if (typeof total !== 'number') return undefined;
    const amounts = getValuesAt(args, path)
      .flat()
      .map((row) => readNumber(row, 'amount'));
    return addAmounts(...amounts) > total;
  },
});
