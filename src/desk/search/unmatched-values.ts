import { model, textList } from '../../endpoints/models/field.ts';
import type { PaymentRow } from '../../endpoints/models/payment.ts';
import { createMatcher, type PaymentFilter } from './payment-filter.ts';

/** Arguments with a small set of possible values, and the payment fields they are compared with. */
const FIELDS_BY_ARGUMENT = {
  pg_provider: ['pg_provider', 'emb_pg_provider'],
  pay_method: ['pay_method'],
  card_name: ['card_name'],
  bank_name: ['bank_name', 'vbank_name'],
  currency: ['currency'],
} as const satisfies Partial<Record<keyof PaymentFilter, readonly (keyof PaymentRow & string)[]>>;
type WatchedArgument = keyof typeof FIELDS_BY_ARGUMENT;

export const UnmatchedValuesModel = model({
  pg_provider: textList(),
  pay_method: textList(),
  card_name: textList(),
  bank_name: textList(),
  currency: textList(),
});

const MAX_VALUES = 20;

/**
 * When a search finds nothing, shows whether a filter value (say, a card company) occurs on no row at all, which
 * suggests another spelling.
 */
export class UnmatchedValues {
  #unmatched: readonly { argument: WatchedArgument; matches: (row: PaymentRow) => boolean; others: Set<string> }[];

  constructor(filter: PaymentFilter, pii: 'masked' | 'full') {
    this.#unmatched = (Object.keys(FIELDS_BY_ARGUMENT) as WatchedArgument[])
      .filter((argument) => filter[argument] !== undefined)
      .map((argument) => ({
        argument,
        matches: createMatcher({ [argument]: filter[argument] }, pii),
        others: new Set(),
      }));
  }

  addRow(row: PaymentRow): void {
    this.#unmatched = this.#unmatched.filter(({ matches }) => !matches(row));
    for (const { argument, others } of this.#unmatched)
      for (const field of FIELDS_BY_ARGUMENT[argument])
        if (row[field] && others.size < MAX_VALUES) others.add(String(row[field]));
  }

  /** For each filter value that occurs on no row: the values that do occur. Undefined if there are none. */
  others(): Partial<Record<WatchedArgument, string[]>> | undefined {
    const found = this.#unmatched.filter(({ others }) => others.size > 0);
    return found.length === 0
      ? undefined
      : Object.fromEntries(found.map(({ argument, others }) => [argument, [...others]]));
  }
}
