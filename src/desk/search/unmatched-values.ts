import { model, texts } from '../../endpoints/models/field.ts';
import { matcherOf, type PaymentFilter } from './payment-filter.ts';
import type { PaymentRow } from './scan-payments.ts';

/** Arguments that name something of which there are few, and the fields that it stands in. */
const WORDS = {
  pg_provider: ['pg_provider', 'emb_pg_provider'],
  pay_method: ['pay_method'],
  card_name: ['card_name'],
  bank_name: ['bank_name', 'vbank_name'],
  currency: ['currency'],
} as const satisfies Partial<Record<keyof PaymentFilter, readonly (keyof PaymentRow & string)[]>>;
type Word = keyof typeof WORDS;

export const Words = model({
  pg_provider: texts(),
  pay_method: texts(),
  card_name: texts(),
  bank_name: texts(),
  currency: texts(),
});

const MOST = 20;

/**
 * Tells a word that nothing is called by from a search that finds nothing: whoever writes a card company in another way than
 * PortOne must not be told that nobody paid with it.
 */
export class WordWatch {
  #watched: readonly { word: Word; isCalled: (row: PaymentRow) => boolean; others: Set<string> }[];

  constructor(filter: PaymentFilter) {
    this.#watched = (Object.keys(WORDS) as Word[])
      .filter((word) => filter[word] !== undefined)
      .map((word) => ({ word, isCalled: matcherOf({ [word]: filter[word] }), others: new Set() }));
  }

  look(row: PaymentRow): void {
    this.#watched = this.#watched.filter(({ isCalled }) => !isCalled(row));
    for (const { word, others } of this.#watched)
      for (const field of WORDS[word]) if (row[field] && others.size < MOST) others.add(String(row[field]));
  }

  /** What there is instead of the words that were on no row. */
  others(): Partial<Record<Word, string[]>> | undefined {
    const found = this.#watched.filter(({ others }) => others.size > 0);
    return found.length === 0 ? undefined : Object.fromEntries(found.map(({ word, others }) => [word, [...others]]));
  }
}
