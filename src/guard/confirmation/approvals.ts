import type { Language } from '../../base/bilingual.ts';
import type { CurrencyAmount } from '../../base/money.ts';
import type { TokenBinding } from './confirmation-token.ts';
import type { QuestionView } from './question/question.ts';
import type { SecretField } from './secret-field.ts';

/** What a person is to decide on a page, because the client cannot ask, or to type, because a model must not see it. */
export interface ApprovalRequest {
  /** The decision counts for exactly this. */
  binding: TokenBinding;
  /** In both languages, since the person may switch. */
  question: Readonly<Record<Language, QuestionView>>;
  /** An amount so high that the person types it, in units of its currency; `text` is how it is shown. */
  typedAmount?: CurrencyAmount & { text: string };
  secrets: readonly SecretField[];
  /** It is asked of a second person, who has a PIN of their own. */
  second?: true;
  lang: Language;
}

export type ApprovalDecision = { status: 'approved'; secrets: Record<string, string> } | { status: 'declined' };

/** Decisions that people take on a page of their own. */
export interface Approvals {
  /**
   * A page for this request, or the one that is open for it already; `expiresAt` is in unix seconds.
   * Throws Refused when the PIN was mistyped too often or too many pages wait.
   */
  open(request: ApprovalRequest): Promise<{ url: string; expiresAt: number }>;
  /** What was decided for exactly this bond, which uses the decision up; undefined as long as nothing was. */
  consume(binding: TokenBinding): Promise<ApprovalDecision | undefined>;
  /** Whether a page for exactly this bond is open and undecided. */
  isPending(binding: TokenBinding): Promise<boolean>;
  /** Closes every page of a request, whatever its state, and forgets what was said there: nobody wants it any more. */
  cancel(request: Omit<TokenBinding, 'fingerprintFields'>): Promise<void>;
  close(): Promise<void>;
}
