/** Languages of the texts that people read. */
export type Language = 'ko' | 'en';
export const languages: readonly Language[] = ['en', 'ko'];
/** One text in every language. */
export type Localized = Readonly<Record<Language, string>>;

/** A confirmation question in one language, ready to render: personal data masked, text from outside sanitized. */
export interface QuestionView {
  /** The operation to confirm. */
  title: string;
  /**
   * The amount that moves, displayed larger than anything else where there is room, and not repeated among the facts.
   */
  amount?: { label: string; text: string };
  facts: readonly (readonly [label: string, value: string])[];
  /** States that the operation cannot be undone, or what it changes. */
  warning: string;
  /** Warnings that do not block the operation. */
  advice: readonly string[];
  /** Whether this runs on sample data, so that nothing real happens. */
  sandbox: boolean;
  /** Whether the payment uses a test channel or moves real money. Absent if unknown. */
  channel?: 'test' | 'live';
}
