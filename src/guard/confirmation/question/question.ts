/** A question to a person, in one language and ready for display: personal data is masked, external text sanitized. */
export interface QuestionView {
  /** The operation to confirm. */
  title: string;
  /** The amount of money to be moved. Displayed prominently where the layout allows, and not repeated in `facts`. */
  amount?: { label: string; text: string };
  facts: readonly (readonly [label: string, value: string])[];
  /** States the consequence: that it cannot be undone, or what it changes. */
  warning: string;
  /** Advice that the person should know before deciding. The PG does not reject the operation for it. */
  advice: readonly string[];
  /** Whether the operation only affects the sample data of the sandbox. */
  sandbox: boolean;
  /** Whether the payment belongs to a test channel or moves real money; absent if unknown. */
  channel?: 'test' | 'live';
}
