import { addAmounts, type CurrencyAmount, toCurrency } from '../../base/money.ts';
import type { Money } from '../../endpoints/endpoint.ts';
import { getRefundable } from '../../endpoints/refundable.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';

/** Money that an operation moves, or schedules to be moved. */
export interface MoneyMovement {
  /** `imp_uid` of a refunded payment, `merchant_uid` of a charged order, `customer_uid` of a checked card. */
  payment: string;
  /** In units of the currency; absent if it is unknown before the operation. */
  amount?: number;
  currency: string;
  /** Charged now to check the card and then refunded by PortOne, beside what the operation is about. */
  purpose?: 'card_check';
}

interface MoneyOperation {
  money?: Money;
  args: Readonly<Record<string, unknown>>;
  snapshot: Snapshot;
}

/** Returns all money that an operation would move; empty if it moves none. */
export function getMoneyMovements({ money, args, snapshot }: MoneyOperation): MoneyMovement[] {
  if (money === undefined) return [];
  if (money === 'refund') return [getRefundMovement(args, snapshot)];
  if (money === 'payout') return getPayoutMovements(args, snapshot);
  if (Array.isArray(args.schedules)) {
    const scheduled = args.schedules.map((one) => buildMovement(one?.merchant_uid, one?.amount, one?.currency));
    return [...scheduled, ...getCardCheckMovements(args, scheduled)];
  }
  if (args.amount !== undefined) return [buildMovement(args.merchant_uid, args.amount, args.currency)];
  return [buildMovement(args.merchant_uid, snapshot.schedule?.amount, snapshot.schedule?.currency)];
}

/** Whether PortOne does not tell how much the operation moves. */
export const hasUnknownAmount = (moves: readonly Pick<MoneyMovement, 'amount'>[]): boolean =>
  moves.some(({ amount }) => amount === undefined);

/** Sums the known amounts by currency. Unknown amounts are left out. */
export function sumByCurrency(moves: readonly Pick<MoneyMovement, 'amount' | 'currency'>[]): CurrencyAmount[] {
  const totals = new Map<string, number>();
  for (const { amount, currency } of moves)
    if (amount !== undefined) totals.set(currency, addAmounts(totals.get(currency) ?? 0, amount));
  return [...totals].map(([currency, amount]) => ({ currency, amount }));
}

function getRefundMovement(args: MoneyOperation['args'], { payment, naver_items }: Snapshot): MoneyMovement {
  const id = payment?.imp_uid ?? args.imp_uid;
  const known = payment && getRefundable(payment);
  const refundable = known?.amount;
  if (!naver_items) {
    // Less goes back of a discounted payment than is requested.
    const atMost = known?.isDiscounted ? known.amount : Infinity;
    const requested = typeof args.amount === 'number' ? Math.min(args.amount, atMost) : args.amount;
    return buildMovement(id, requested ?? refundable, payment?.currency);
  }
  // At most the items and their delivery are refunded; the fee that Naver deducts is not known beforehand.
  const named = Array.isArray(args.product_order_id) ? args.product_order_id : undefined;
  const items = naver_items.filter((item) => !named || named.includes(item.product_order_id));
  const hasAllAmounts = items.length > 0 && items.every((item) => typeof item.product_amount === 'number');
  const sum = addAmounts(...items.flatMap((item) => [item.product_amount ?? 0, item.delivery_amount ?? 0]));
  return buildMovement(id, hasAllAmounts ? sum : refundable, payment?.currency);
}

/**
 * Without a status, the seller gets what is left of the payment, or the buyer gets points for it: PortOne does not tell
 * how many, but never more than was paid. Of the statuses reported to PAYCO, only one releases money.
 */
function getPayoutMovements({ imp_uid, status }: MoneyOperation['args'], { payment }: Snapshot): MoneyMovement[] {
  if (status !== undefined && status !== 'PURCHASE_DECISION') return [];
  return [buildMovement(payment?.imp_uid ?? imp_uid, payment && getRefundable(payment)?.amount, payment?.currency)];
}

/** PortOne does not tell in which currency a card is checked: a foreign one counts for more. */
function getCardCheckMovements(
  { customer_uid, checking_amount }: MoneyOperation['args'],
  scheduled: readonly MoneyMovement[],
): MoneyMovement[] {
  if (checking_amount === undefined || checking_amount === 0) return [];
  const currency = scheduled.find((move) => move.currency !== 'KRW')?.currency;
  return [{ ...buildMovement(customer_uid, checking_amount, currency), purpose: 'card_check' }];
}

function buildMovement(payment: unknown, amount: unknown, currency: unknown): MoneyMovement {
  return {
    payment: typeof payment === 'string' && payment !== '' ? payment : 'unknown',
    ...(typeof amount === 'number' && Number.isFinite(amount) && amount > 0 ? { amount } : {}),
    currency: toCurrency(currency),
  };
}
