import { flag, list, model, number, text } from '../../endpoints/models/field.ts';
import type { PaymentRow } from '../../endpoints/models/payment.ts';
import { MoneySum } from '../money-sum.ts';

export const MatchTotalsModel = list(
  model({
    status: text(),
    currency: text(),
    sandbox: flag(),
    count: number(),
    amount: number(),
    cancel_amount: number(),
  }),
);

interface Group {
  status: string;
  currency: string;
  sandbox: boolean;
  paid: MoneySum;
  cancelled: MoneySum;
}

/** Counts and sums up payments by status and currency, test payments apart. */
export class MatchTotals {
  readonly #groups = new Map<string, Group>();
  count = 0;

  add({ status, currency, sandbox, amount, cancel_amount }: PaymentRow): void {
    const key = { status: status ?? 'unknown', currency: currency || 'KRW', sandbox: sandbox === true };
    const name = JSON.stringify(key);
    const group = this.#groups.get(name) ?? { ...key, paid: new MoneySum(), cancelled: new MoneySum() };
    this.#groups.set(name, group);
    this.count += 1;
    group.paid.add(amount);
    group.cancelled.add(cancel_amount);
  }

  /** One line for each status and currency, the most payments first, with the names that rows have. */
  toLines() {
    return [...this.#groups.values()]
      .sort((a, b) => b.paid.count - a.paid.count)
      .map(({ status, currency, sandbox, paid, cancelled }) => ({
        status,
        currency,
        ...(sandbox ? { sandbox } : {}),
        count: paid.count,
        amount: paid.amount,
        ...(cancelled.amount > 0 ? { cancel_amount: cancelled.amount } : {}),
      }));
  }
}
