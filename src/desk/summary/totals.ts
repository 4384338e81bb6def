import { formatDate, formatKst, getWeekday, toDay } from '../../base/korean-time.ts';
import { list, model, number, text } from '../../endpoints/models/field.ts';
import type { PaymentRow } from '../../endpoints/models/payment.ts';
import { MoneySum } from '../money-sum.ts';
import { getPaymentTime } from '../search/scan-payments.ts';

interface TimeRange {
  from: number;
  to: number;
}

/** What was paid and what was cancelled. `net` is the difference. */
interface PaymentSums {
  paid: MoneySum;
  cancelled: MoneySum;
}

const sumFields = {
  currency: text(),
  paid_count: number(),
  gross: number(),
  cancel_count: number(),
  cancelled: number(),
  net: number(),
};
const totalsFields = {
  totals: list(model(sumFields)),
  by_day: list(model({ day: text(), ...sumFields })),
  by_month: list(model({ month: text(), ...sumFields })),
  by_pg_provider: list(model({ pg_provider: text(), ...sumFields })),
  by_pay_method: list(model({ pay_method: text(), ...sumFields })),
  by_card_name: list(model({ card_name: text(), ...sumFields })),
  by_name: list(model({ name: text(), ...sumFields })),
  by_weekday: list(model({ weekday: text(), ...sumFields })),
  by_hour: list(model({ hour: text(), ...sumFields })),
  more_groups: number(),
  by_status_now: list(model({ status: text(), currency: text(), count: number(), original_amount: number() })),
};

export const TotalsModel = model(totalsFields);

/** What a summary can be broken down by instead of by day or month. Times are Korean. */
export type Grouping = 'pg_provider' | 'pay_method' | 'card_name' | 'name' | 'weekday' | 'hour';

const MAX_GROUPS = 30;

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

const getGroup: Readonly<Record<Grouping, (row: PaymentRow, time: number) => string | null | undefined>> = {
  pg_provider: (row) => row.pg_provider,
  pay_method: (row) => row.pay_method,
  card_name: (row) => row.card_name || row.card_issuer_name,
  name: (row) => row.name,
  weekday: (_, time) => WEEKDAYS[getWeekday(toDay(time))],
  hour: (_, time) => formatKst(time, { precision: 'minute' }).slice(11, 13),
};

/** A longer period is broken down by month instead of by day. */
const MAX_DAYS = 35;

/**
 * Adds up payments without storing them: what was paid in the period, even if cancelled since, and what was cancelled
 * in the period, whenever it was paid. Each counts on the day it happened. Currencies are kept apart.
 */
export class Totals {
  readonly #span: TimeRange;
  readonly #grouping: Grouping | undefined;
  readonly #timeUnit: 'day' | 'month';
  readonly #all = new SumGroups(createPaymentSums);
  readonly #byTime = new SumGroups(createPaymentSums);
  readonly #byGroup = new SumGroups(createPaymentSums);
  readonly #byStatus = new SumGroups(() => new MoneySum());

  constructor(span: TimeRange, grouping?: Grouping) {
    this.#span = span;
    this.#grouping = grouping;
    this.#timeUnit = toDay(span.to) - toDay(span.from) < MAX_DAYS ? 'day' : 'month';
  }

  get isEmpty(): boolean {
    return this.#all.size === 0 && this.#byStatus.size === 0;
  }

  add(row: PaymentRow): void {
    if (this.#isInPeriod(getPaymentTime(row))) this.#byStatus.getOrCreate(getCurrency(row), row.status).add(row.amount);
    if (this.#isInPeriod(row.paid_at)) for (const sums of this.#getGroups(row, row.paid_at)) sums.paid.add(row.amount);
    for (const { amount, cancelled_at } of getCancels(row))
      if (this.#isInPeriod(cancelled_at))
        for (const sums of this.#getGroups(row, cancelled_at)) sums.cancelled.add(amount);
  }

  #isInPeriod(time: number | null | undefined): time is number {
    return typeof time === 'number' && time >= this.#span.from && time <= this.#span.to;
  }

  #getGroups(row: PaymentRow, time: number): PaymentSums[] {
    const currency = getCurrency(row);
    const day = formatDate(toDay(time));
    return [
      this.#all.getOrCreate(currency, ''),
      this.#grouping
        ? this.#byGroup.getOrCreate(currency, getGroup[this.#grouping](row, time))
        : this.#byTime.getOrCreate(currency, this.#timeUnit === 'day' ? day : day.slice(0, 7)),
    ];
  }

  /** Returns the sums of one currency. */
  getSums(currency: string): PaymentSums {
    return this.#all.getOrCreate(currency, '');
  }

  get currencies(): string[] {
    return this.#all.entries().map(([currency]) => currency);
  }

  /** Days and months are in chronological order; everything else is sorted by amount or count, largest first. */
  toReport() {
    const toLines = (groups: SumGroups<PaymentSums>, name: string) =>
      groups.entries().map(([currency, group, sums]) => ({ [name]: group, ...toGroupLine(currency, sums) }));
    const toLinesByGross = (groups: SumGroups<PaymentSums>, name: string) =>
      toLines(groups, name).sort((a, b) => b.gross - a.gross);
    this.#byTime.sort();
    // For a single day the totals say the same.
    const isSingleDay = toDay(this.#span.from) === toDay(this.#span.to);
    return {
      totals: this.#all
        .entries()
        .map(([currency, , sums]) => toTotalsLine(currency, sums))
        .sort((a, b) => b.gross - a.gross),
      ...(this.#grouping
        ? toGroupReport(this.#grouping, toLinesByGross(this.#byGroup, this.#grouping))
        : isSingleDay
          ? {}
          : { [`by_${this.#timeUnit}`]: toLines(this.#byTime, this.#timeUnit) }),
      by_status_now: this.#byStatus
        .entries()
        .map(([currency, status, { count, amount }]) => ({
          status,
          ...showForeign(currency),
          count,
          original_amount: amount,
        }))
        .sort((a, b) => b.count - a.count),
    };
  }
}

/** Weekdays and hours are in their order and complete; of everything else only the largest are listed. */
function toGroupReport(grouping: Grouping, lines: readonly Readonly<Record<string, unknown>>[]) {
  if (grouping !== 'weekday' && grouping !== 'hour') {
    const more = lines.length - MAX_GROUPS;
    return { [`by_${grouping}`]: lines.slice(0, MAX_GROUPS), ...(more > 0 ? { more_groups: more } : {}) };
  }
  const getOrder = (line: Readonly<Record<string, unknown>>) =>
    grouping === 'hour' ? Number(line.hour) : WEEKDAYS.indexOf(String(line.weekday));
  return { [`by_${grouping}`]: [...lines].sort((a, b) => getOrder(a) - getOrder(b)) };
}

/** Sums grouped by currency and by the value of a field. */
class SumGroups<T> {
  readonly #create: () => T;
  #sums = new Map<string, [string, string, T]>();

  constructor(create: () => T) {
    this.#create = create;
  }

  getOrCreate(currency: string, value: string | null | undefined): T {
    const name = `${currency} ${value ?? ''}`;
    const existing = this.#sums.get(name);
    if (existing) return existing[2];
    const created = this.#create();
    this.#sums.set(name, [currency, value || 'unknown', created]);
    return created;
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

const createPaymentSums = (): PaymentSums => ({ paid: new MoneySum(), cancelled: new MoneySum() });
const getCurrency = (row: PaymentRow): string => row.currency || 'KRW';

const toTotalsLine = (currency: string, { paid, cancelled }: PaymentSums) => ({
  currency,
  paid_count: paid.count,
  gross: paid.amount,
  ...(cancelled.count > 0 ? { cancel_count: cancelled.count, cancelled: cancelled.amount } : {}),
  net: paid.minus(cancelled),
});

const showForeign = (currency: string) => (currency === 'KRW' ? {} : { currency });

/** A line of a breakdown: in KRW unless it says otherwise, and net only where something was cancelled. */
const toGroupLine = (currency: string, sums: PaymentSums) => {
  const { currency: _, net, ...line } = toTotalsLine(currency, sums);
  return { ...showForeign(currency), ...line, ...(sums.cancelled.count > 0 ? { net } : {}) };
};

/** Returns every cancel of a payment. An old row may only have the last one. */
function getCancels(
  row: PaymentRow,
): readonly { amount?: number | null | undefined; cancelled_at?: number | null | undefined }[] {
  const history = row.cancel_history ?? [];
  if (history.length > 0 || !row.cancel_amount) return history;
  return [{ amount: row.cancel_amount, cancelled_at: row.cancelled_at }];
}
