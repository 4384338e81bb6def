/** A question to a person, in one language and ready to be shown: personal data is masked, text from outside is cleaned. */
export interface QuestionView {
  /** The operation. */
  title: string;
  /** The amount of money that moves. It stands out where the layout allows it, and is not repeated in `facts`. */
  amount?: { label: string; text: string };
  facts: readonly (readonly [label: string, value: string])[];
  /** What the operation does, and whether it can be undone. */
  warning: string;
  /** Warnings about what the PG accepts but the person should know. */
  advice: readonly string[];
  /** The data is sample data and nothing real happens. */
  sandbox: boolean;
  /** Whether the payment is on a test channel or moves real money; absent if unknown. */
  channel?: 'test' | 'live';
}
