import { dateText, dayOf } from '../../base/korean-calendar.ts';
import { list, model, number, text } from '../../endpoints/models/field.ts';
import { type PaymentRow, timeOf } from '../search/scan-payments.ts';
import { Sum } from './sum.ts';

interface Span {
  from: number;
  to: number;
}

/** What was taken and given back; `net` is what is left of both. */
interface Takings {
  paid: Sum;
  cancelled: Sum;
}

const money = {
  currency: text(),
  paid_count: number(),
  gross: number(),
  cancel_count: number(),
  cancelled: number(),
  net: number(),
};
const totals = {
  totals: list(model(money)),
  by_day: list(model({ day: text(), ...money })),
  by_month: list(model({ month: text(), ...money })),
  by_pg: list(model({ pg_provider: text(), ...money })),
  by_method: list(model({ pay_method: text(), ...money })),
  by_status: list(model({ status: text(), currency: text(), count: number(), amount: number() })),
};

/** How totals are shown. */
export const TotalsModel = model(totals);

/** A longer period is told by months. */
const MOST_DAYS = 35;

/**
 * Adds payments up without keeping them: what was paid in the period, whatever became of it since, and what was cancelled in
 * it, whenever it was paid, each on the day on which it happened. Currencies stay apart.
 */
export class Totals {
  readonly #span: Span;
  readonly #ofTime: 'day' | 'month';
  readonly #all = new Groups(takings);
  readonly #byTime = new Groups(takings);
  readonly #byPg = new Groups(takings);
  readonly #byMethod = new Groups(takings);
  readonly #byStatus = new Groups(() => new Sum());

  constructor(span: Span) {
    this.#span = span;
    this.#ofTime = dayOf(span.to) - dayOf(span.from) < MOST_DAYS ? 'day' : 'month';
  }

  get isEmpty(): boolean {
    return this.#all.size === 0 && this.#byStatus.size === 0;
  }

  add(row: PaymentRow): void {
    if (this.#isIn(timeOf(row))) this.#byStatus.at(currencyOf(row), row.status).add(row.amount);
    if (this.#isIn(row.paid_at)) for (const one of this.#groupsOf(row, row.paid_at)) one.paid.add(row.amount);
    for (const { amount, cancelled_at } of cancelsOf(row))
      if (this.#isIn(cancelled_at)) for (const one of this.#groupsOf(row, cancelled_at)) one.cancelled.add(amount);
  }

  #isIn(time: number | null | undefined): time is number {
    return typeof time === 'number' && time >= this.#span.from && time <= this.#span.to;
  }

  #groupsOf(row: PaymentRow, time: number): Takings[] {
    const currency = currencyOf(row);
    const day = dateText(dayOf(time));
    return [
      this.#all.at(currency, ''),
      this.#byTime.at(currency, this.#ofTime === 'day' ? day : day.slice(0, 7)),
      this.#byPg.at(currency, row.pg_provider),
      this.#byMethod.at(currency, row.pay_method),
    ];
  }

  /** The sums of a currency. */
  of(currency: string): Takings {
    return this.#all.at(currency, '');
  }

  get currencies(): string[] {
    return this.#all.entries().map(([currency]) => currency);
  }

  /** Days in their order, everything else with the most first. */
  told() {
    const lines = (groups: Groups<Takings>, name?: string) =>
      groups.entries().map(([currency, of, sums]) => ({ ...(name ? { [name]: of } : {}), ...lineOf(currency, sums) }));
    const largest = (groups: Groups<Takings>, name?: string) => lines(groups, name).sort((a, b) => b.gross - a.gross);
    this.#byTime.sort();
    return {
      totals: largest(this.#all),
      // A single day is told already.
      ...(dayOf(this.#span.from) === dayOf(this.#span.to)
        ? {}
        : { [`by_${this.#ofTime}`]: lines(this.#byTime, this.#ofTime) }),
      by_pg: largest(this.#byPg, 'pg_provider'),
      by_method: largest(this.#byMethod, 'pay_method'),
      by_status: this.#byStatus
        .entries()
        .map(([currency, status, { count, amount }]) => ({ status, currency, count, amount }))
        .sort((a, b) => b.count - a.count),
    };
  }
}

/** Sums by currency and by the value of some field. */
class Groups<T> {
  readonly #make: () => T;
  #sums = new Map<string, [string, string, T]>();

  constructor(make: () => T) {
    this.#make = make;
  }

  at(currency: string, value: string | null | undefined): T {
    const name = `${currency} ${value ?? ''}`;
    const known = this.#sums.get(name);
    if (known) return known[2];
    const made = this.#make();
    this.#sums.set(name, [currency, value || 'unknown', made]);
    return made;
  }

  get size(): number {
    return this.#sums.size;
  }

  entries(): [string, string, T][] {
    return [...this.#sums.values()];
  }

  sort(): void {
    this.#sums = new Map([...this.#sums].sort(([, a], [, b]) => (a[1] < b[1] ? -1 : 1)));
  }
}

const takings = (): Takings => ({ paid: new Sum(), cancelled: new Sum() });
const currencyOf = (row: PaymentRow): string => row.currency || 'KRW';

const lineOf = (currency: string, { paid, cancelled }: Takings) => ({
  currency,
  paid_count: paid.count,
  gross: paid.amount,
  ...(cancelled.count > 0 ? { cancel_count: cancelled.count, cancelled: cancelled.amount } : {}),
  net: paid.less(cancelled),
});

/** Every cancel of a payment; an old row may know of the last one only. */
function cancelsOf(
  row: PaymentRow,
): readonly { amount?: number | null | undefined; cancelled_at?: number | null | undefined }[] {
  const history = row.cancel_history ?? [];
  if (history.length > 0 || !row.cancel_amount) return history;
  return [{ amount: row.cancel_amount, cancelled_at: row.cancelled_at }];
}
