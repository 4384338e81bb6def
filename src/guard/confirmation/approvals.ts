import type { Lang, QuestionView } from '../../base/bilingual.ts';
import type { Bond } from './confirmation-token.ts';
import type { SecretField } from './secret-field.ts';

/** What a person is to decide on a page, because the client cannot ask, or to type, because a model must not see it. */
export interface ApprovalRequest {
  /** The decision counts for exactly this. */
  bond: Bond;
  /** In both languages, since the person may switch. */
  question: Readonly<Record<Lang, QuestionView>>;
  /** An amount so high that the person types it, in units of its currency; `text` is how it is shown. */
  typedAmount?: { amount: number; text: string };
  secrets: readonly SecretField[];
  /** It is asked of a second person, who has a PIN of their own. */
  second?: true;
  lang: Lang;
}

export type Decision = { said: 'approved'; secrets: Record<string, string> } | { said: 'denied' };

/** Decisions that people take on a page of their own. */
export interface Approvals {
  /**
   * A page for this request, or the one that is open for it already; `expiresAt` is in unix seconds.
   * Throws Refused when the PIN was mistyped too often or too many pages wait.
   */
  open(request: ApprovalRequest): Promise<{ url: string; expiresAt: number }>;
  /** What was decided for exactly this bond, which uses the decision up; undefined as long as nothing was. */
  take(bond: Bond): Promise<Decision | undefined>;
  /** Whether a page for exactly this bond is open and undecided. */
  waits(bond: Bond): Promise<boolean>;
  /** Closes every page of a request, whatever its state, and forgets what was said there: nobody wants it any more. */
  withdraw(request: Omit<Bond, 'state'>): Promise<void>;
  close(): Promise<void>;
}
