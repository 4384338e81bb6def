/** What a person is asked, in one language and ready to be shown: personal data masked, text from outside cleaned. */
export interface QuestionView {
  /** What would be done. */
  title: string;
  /** The amount that moves: it is shown larger than anything else where there is room, and is no fact beside it. */
  amount?: { label: string; text: string };
  facts: readonly (readonly [label: string, value: string])[];
  /** That it cannot be undone, or what it changes. */
  warning: string;
  /** What the person should know and the PG does not refuse. */
  advice: readonly string[];
  /** Sample data: nothing real happens. */
  sandbox: boolean;
  /** Whether the payment belongs to a test channel or moves real money; absent where nothing says so. */
  channel?: 'test' | 'live';
}
