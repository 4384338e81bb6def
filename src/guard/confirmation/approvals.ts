import type { Language } from '../../base/bilingual.ts';
import type { CurrencyAmount } from '../../base/money.ts';
import type { ConfirmationChannel } from './caller.ts';
import type { TokenBinding } from './confirmation-token.ts';
import type { QuestionView } from './question/question.ts';
import type { SecretField } from './secret-field.ts';

/** Asks a person to decide on a page, or to type secrets there that a model must not see. */
export interface ApprovalRequest {
  /** What the decision is valid for. */
  binding: TokenBinding;
  /** In both languages, since the person can switch. */
  question: Readonly<Record<Language, QuestionView>>;
  /** High amounts that the person must type; `text` is how they are shown. */
  typedAmounts?: { amounts: readonly CurrencyAmount[]; text: string };
  secrets: readonly SecretField[];
  /** What the shop is called. */
  shop?: string;
  /** Who asks; absent if unknown. */
  asker?: string;
  /** Which of two approvers the page is for; absent if one is enough. The second has a separate PIN. */
  approver?: 'first' | 'second';
  /** How the first approver confirmed, right before the page of the second was opened. */
  firstApproval?: ConfirmationChannel;
  lang: Language;
}

export type ApprovalDecision = { status: 'approved'; secrets: Record<string, string> } | { status: 'declined' };

export interface OpenedPage {
  url: string;
  /** Unix seconds. */
  expiresAt: number;
  /** The page is gone when the client ends this server. */
  endsWithServer: boolean;
}

/** What identifies a request while the state of its records changes. */
export type RequestBinding = Pick<TokenBinding, 'tool' | 'args' | 'caller'>;

/** Decisions on approval pages. */
export interface Approvals {
  /**
   * Opens a page for this request, or returns the page that is already open. Throws Refused if the PIN was mistyped too often or too many pages are open.
   */
  open(request: ApprovalRequest): Promise<OpenedPage>;
  /** Returns and deletes the decision for exactly this binding; undefined if there is none yet. */
  consume(binding: TokenBinding): Promise<ApprovalDecision | undefined>;
  /** Whether a page for exactly this binding is open and undecided. */
  isPending(binding: TokenBinding): Promise<boolean>;
  /** Returns how many pages of this caller people declined since the last time, whether or not its calls heard of it. */
  takeDeclines(caller: string): Promise<number>;
  /** Whether a page for this request, whatever the state, is open or has a decision that no call knows of yet. */
  isOffered(request: RequestBinding): Promise<boolean>;
  /** Closes every page of a request that was decided elsewhere, whatever the state, and deletes its decisions. */
  cancel(request: RequestBinding, as: 'declined' | 'used'): Promise<void>;
  close(): Promise<void>;
}
