import type { Predicate, Situation } from '../rule.ts';
import { valuesAt } from './common.ts';

/** Foreign amounts have cents, whose sums binary fractions spoil. */
const cents = (amount: number): number => Math.round(amount * 100) / 100;

/** What can still be refunded, in units of the payment's currency; undefined when PortOne does not say. */
function remainingOf({ seen: { payment } }: Situation): number | undefined {
  const { amount, cancel_amount } = payment ?? {};
  return typeof amount === 'number' && typeof cancel_amount === 'number' ? cents(amount - cancel_amount) : undefined;
}

const askedFor = ({ args }: Situation): number | undefined =>
  typeof args.amount === 'number' ? args.amount : undefined;

const compared = (
  says: string,
  holds: (amount: number, remaining: number) => boolean,
  amountOf = askedFor,
): Predicate => ({
  says,
  holds(situation) {
    const [amount, remaining] = [amountOf(situation), remainingOf(situation)];
    return amount === undefined || remaining === undefined ? undefined : holds(amount, remaining);
  },
});

/** No amount means all that remains. */
export const isPartial: Predicate = {
  says: 'only a part is refunded',
  holds(situation) {
    const amount = askedFor(situation);
    const remaining = remainingOf(situation);
    if (amount === undefined) return false;
    return remaining === undefined ? undefined : amount < remaining;
  },
};

export const moreThanRemains: Predicate = compared(
  '`amount` is more than what remains',
  (amount, remaining) => amount > remaining,
);

export const checksumIsOff: Predicate = compared(
  '`checksum` is not what remains',
  (checksum, remaining) => checksum !== remaining,
  ({ args }) => (typeof args.checksum === 'number' ? args.checksum : undefined),
);

export const nothingRemains: Predicate = {
  says: 'nothing remains of the payment',
  holds(situation) {
    const remaining = remainingOf(situation);
    return remaining === undefined ? undefined : remaining <= 0;
  },
};

export const cancelledTimes = (times: number): Predicate => ({
  says: `refunded ${times} times already`,
  holds: ({ seen }) => {
    const history = seen.payment?.cancel_history;
    return history ? history.length >= times : undefined;
  },
});

export const promotionApplied: Predicate = {
  says: 'the payment has a promotion',
  holds: ({ seen }) => (seen.payment ? Boolean(seen.payment.promotion?.id) : undefined),
};

const isForeign = (currency: unknown): boolean => typeof currency === 'string' && currency !== '' && currency !== 'KRW';

/** How many decimals people write in a currency: none in KRW, two in USD. Undefined where that is not known. */
function decimalsOf(currency: unknown): number | undefined {
  try {
    const code = isForeign(currency) ? String(currency) : 'KRW';
    return new Intl.NumberFormat('en', { style: 'currency', currency: code }).resolvedOptions().maximumFractionDigits;
  } catch {
    // No code of three letters.
    return undefined;
  }
}

/** `toFixed` and not a multiplication, which would find a third decimal in 1.15. */
function isTooFine(amount: unknown, currency: unknown): boolean {
  if (typeof amount !== 'number' || Number.isInteger(amount)) return false;
  const decimals = decimalsOf(currency);
  return decimals !== undefined && Number(amount.toFixed(decimals)) !== amount;
}

const TOO_FINE = 'an amount has more decimals than its currency';

/** What names no currency is in KRW. Rows of `list` carry their own. */
export const tooManyDecimals = (list?: string): Predicate => ({
  says: TOO_FINE,
  holds: ({ args }) => {
    const rows = list ? valuesAt(args, list).flat() : [args];
    return rows.some((row) => isTooFine(valuesAt(row, 'amount')[0], valuesAt(row, 'currency')[0]));
  },
});

/** As `tooManyDecimals`, for a call that leaves the currency as it was. */
export const tooManyDecimalsFor = (thing: 'payment' | 'prepare'): Predicate => ({
  says: TOO_FINE,
  holds: ({ args, seen }) => {
    const currency = args.currency ?? seen[thing]?.currency;
    return typeof currency === 'string' ? isTooFine(args.amount, currency) : undefined;
  },
});

const number = (row: unknown, path: string): number => {
  const [value] = valuesAt(row, path);
  return typeof value === 'number' ? value : 0;
};

/** Tax-free part and VAT are parts of the amount; where the call names no amount they are parts of what remains. */
export const partsExceed = (list?: string): Predicate => ({
  says: '`tax_free` and `vat_amount` together are more than the amount',
  holds: (situation) => {
    const rows = list ? valuesAt(situation.args, list).flat() : [situation.args];
    const whole = remainingOf(situation);
    return rows.some((row) => {
      const amount = number(row, 'amount') || whole;
      return amount !== undefined && cents(number(row, 'tax_free') + number(row, 'vat_amount')) > amount;
    });
  },
});

export const vatAboveTenth = (list?: string): Predicate => ({
  says: '`vat_amount` is more than a tenth of the amount',
  holds: ({ args }) => {
    const rows = list ? valuesAt(args, list).flat() : [args];
    return rows.some((row) => number(row, 'amount') > 0 && number(row, 'vat_amount') * 10 > number(row, 'amount'));
  },
});

/** Instalments begin at KRW 50,000. */
export const tooSmallForInstalments = (list?: string): Predicate => ({
  says: '`card_quota` is 2 or more and the amount is below KRW 50,000',
  holds: ({ args }) => {
    const rows = list ? valuesAt(args, list).flat() : [args];
    return rows.some((row) => {
      const [currency] = valuesAt(row, 'currency');
      return number(row, 'card_quota') >= 2 && number(row, 'amount') < 50_000 && !isForeign(currency);
    });
  },
});

export const sumExceedsPayment = (path: string): Predicate => ({
  says: `the amounts of \`${path}\` together are more than the payment`,
  holds: ({ args, seen }) => {
    const total = seen.payment?.amount;
    if (typeof total !== 'number') return undefined;
    return (
      cents(
        valuesAt(args, path)
          .flat()
          .reduce<number>((sum, row) => sum + number(row, 'amount'), 0),
      ) > total
    );
  },
});

export const preparedAmountDiffers: Predicate = {
  says: 'another amount is registered for the order',
  holds: (situation) => {
    const registered = situation.seen.prepare?.amount;
    const amount = askedFor(situation);
    return typeof registered !== 'number' || amount === undefined ? undefined : registered !== amount;
  },
};
