import { distance } from 'fastest-levenshtein';
import { DAY_SECONDS } from '../../base/korean-time.ts';
import { normalizeForMatch } from '../../base/text.ts';
import type { PaymentRow } from '../../endpoints/models/payment.ts';
import { createPeriod, type Period } from '../period/period.ts';
import type { Condition, PaymentFilter } from './payment-filter.ts';

/** What would be found without one condition. */
export interface NearMiss {
  /** The argument to leave out. */
  without: string;
  /** Number of payments that fit all the others. */
  count: number;
  /** The closest of them; of too many to choose from only those that are nearly right. */
  rows: readonly PaymentRow[];
}

const MAX_ROWS = 2;
const MAX_CHOICE = 10;
const MAX_ARGUMENTS = 3;
/** A delivery fee, or a coupon. */
const MAX_AMOUNT_DIFFERENCE = 5_000;
const MAX_WRONG_CHARACTERS = 2;

/** Days before and after the period in which a payment may have happened instead. */
const DAYS_AROUND = 7;

/** The period and a week to either side, as far as it has passed. */
export function widenPeriod({ from, to }: Pick<Period, 'from' | 'to'>, now: number): Period {
  const margin = DAYS_AROUND * DAY_SECONDS;
  return createPeriod(from - margin, Math.max(from, Math.min(to + margin, now)));
}

/**
 * Remembers the payments that meet all conditions of a search but one. A single condition must be met nearly, and is never
 * a personal one: what results mask cannot be found out by trying.
 */
export class NearMisses {
  readonly #filter: PaymentFilter;
  readonly #isSingle: boolean;
  readonly #found = new Map<Condition['argument'], { count: number; rows: PaymentRow[] }>();

  constructor(filter: PaymentFilter, conditionCount: number) {
    this.#filter = filter;
    this.#isSingle = conditionCount === 1;
  }

  /** `unmet`: the conditions that the payment does not meet. */
  addRow(row: PaymentRow, unmet: readonly Condition[]): void {
    const [condition] = unmet;
    if (!condition || unmet.length > 1) return;
    const { argument } = condition;
    if (this.#isSingle && !this.#isClose(argument, row)) return;
    const found = this.#found.get(argument) ?? { count: 0, rows: [] };
    this.#found.set(argument, found);
    found.count += 1;
    found.rows.push(row);
    if (found.rows.length > MAX_ROWS)
      found.rows = found.rows
        .sort((a, b) => this.#getDistance(argument, a) - this.#getDistance(argument, b))
        .slice(0, MAX_ROWS);
  }

  /** The conditions that few payments fail come first: they are the likelier mistakes. */
  toList(): NearMiss[] {
    return [...this.#found]
      .map(([without, { count, rows }]) => ({
        without,
        count,
        rows: count > MAX_CHOICE ? rows.filter((row) => this.#isClose(without, row)) : rows,
      }))
      .sort((a, b) => a.count - b.count)
      .slice(0, MAX_ARGUMENTS);
  }

  #isClose(argument: Condition['argument'], row: PaymentRow): boolean {
    if (argument === 'amount') return this.#getDistance(argument, row) <= MAX_AMOUNT_DIFFERENCE;
    return argument === 'merchant_uid' && this.#getDistance(argument, row) <= MAX_WRONG_CHARACTERS;
  }

  /** How far a payment is from the condition that it does not meet, where that can be said. */
  #getDistance(argument: Condition['argument'], row: PaymentRow): number {
    const { amount, merchant_uid } = this.#filter;
    if (argument === 'amount') return Math.abs((row.amount ?? 0) - (amount ?? 0));
    if (argument !== 'merchant_uid') return 0;
    return distance(normalizeForMatch(row.merchant_uid ?? ''), normalizeForMatch(merchant_uid ?? ''));
  }
}
