/** A label and its value, both ready to be shown. */
export type Fact = readonly [label: string, value: string];

/** A question to a person, in one language and ready to be shown: personal data is masked, text from outside is cleaned. */
export interface QuestionView {
  /**
   * The three lines that decide, for hosts that show no more: what happens and how much, to which record and of whom,
   * and what cannot be undone. A page that shows all other fields does not need them.
   */
  lead: readonly [string, string, string];
  /** The operation. */
  title: string;
  /** The amount of money that moves. It stands out where the layout allows it, and is not repeated in `facts`. */
  amount?: { label: string; text: string };
  /** The account that the money goes to, if not back the way it came. Shown with the amount, not repeated in `facts`. */
  account?: readonly Fact[];
  /**
   * Earlier writes that this one would add to, and where what the caller typed contradicts what PortOne says. Shown before
   * everything else.
   */
  alerts?: readonly string[];
  /** What the operation replaces. */
  changes?: readonly QuestionChange[];
  /** The key figures of `table`: count, sum, first and last date, range of amounts. */
  summary?: readonly Fact[];
  /** The records that the operation is about, if there are several. */
  table?: QuestionTable;
  facts: readonly Fact[];
  /** What the operation does, and whether it can be undone. */
  warning: string;
  /** Warnings about what the PG accepts but the person should know. */
  advice: readonly string[];
  /** The data is sample data and nothing real happens. */
  sandbox: boolean;
  /** Whether the payment is on a test channel or moves real money; absent if unknown. */
  channel?: 'test' | 'live';
}

export interface QuestionChange {
  label: string;
  before: string;
  after: string;
}

export interface QuestionTable {
  title: string;
  columns: readonly { label: string; isNumeric?: true }[];
  /** In date order; the reader numbers them from 1. Every row has one cell for each column. */
  rows: readonly (readonly string[])[];
}
