import type { Language, Localized } from '../../base/bilingual.ts';
import type { CurrencyAmount } from '../../base/money.ts';
import type { Money } from '../../endpoints/endpoint.ts';
import type { Approvals } from './approvals.ts';
import type { ConfirmationChannel } from './caller.ts';
import type { ConfirmationTokens } from './confirmation-token.ts';
import type { DeclineLimit } from './decline-limit.ts';
import type { OpenQuestions } from './open-questions.ts';
import type { OperationPlan } from './prepare.ts';
import type { QuestionView } from './question/question.ts';
import type { SecretField } from './secret-field.ts';

export type ConfirmationFallback = 'page' | 'refuse' | 'token';
/** `page`: always the approval page, whatever the client declares. */
export type ConfirmationMode = 'auto' | 'page';

/** Durations in milliseconds, and how often people are asked. */
export interface ConfirmationTimes {
  /** A form answered faster than this was not read by a person. */
  minAnswerMs: number;
  /** How long a call waits for a person. */
  maxWaitMs: number;
  /** How often a waiting call reports progress. */
  progressMs: number;
  /** How often in a row people may decline before a caller must pause; five by default. */
  maxDeclines?: number;
  /** How many forms of a caller may be open at a time; ten by default. */
  maxOpenQuestions?: number;
}

export const CONFIRMATION_TIMES: ConfirmationTimes = { minAnswerMs: 700, maxWaitMs: 300_000, progressMs: 10_000 };

/** How this server asks for confirmations. */
export interface ConfirmationService {
  tokens: ConfirmationTokens;
  declines: DeclineLimit;
  openQuestions: OpenQuestions;
  getApprovals(): Promise<Approvals>;
  mode: ConfirmationMode;
  fallback: ConfirmationFallback;
  times: ConfirmationTimes;
  /** Whether the page of the second approver asks for a PIN that only that person knows. */
  hasSecondPin: boolean;
  lang: Language;
  /** What the shop is called; absent if the operator gave no name. */
  shop?: string;
  sandbox: boolean;
  sleep(ms: number): Promise<void>;
}

export interface ConfirmationRequest {
  tool: { name: string; title: Localized; money?: Money };
  /** The arguments of the call; `plan` may send others. */
  args: Record<string, unknown>;
  plan: Pick<OperationPlan, 'fingerprintFields' | 'buildQuestion' | 'buildHeadline'>;
  advice: readonly Localized[];
  /** Values that the person types, since the model must not see them. */
  secrets: readonly SecretField[];
  /** What the person has to type, if anything. */
  typedAmounts?: readonly CurrencyAmount[];
  secondApprover: boolean;
  /** Called when the first of two approvers approves, so that the audit log shows both. */
  onFirstApproval?(channel: ConfirmationChannel): Promise<void>;
}

interface QuestionReader {
  lang: Language;
  sandbox: boolean;
  isForModel?: boolean;
}

export const buildQuestionView = (
  { lang, sandbox, isForModel = false }: QuestionReader,
  { plan, advice }: ConfirmationRequest,
): QuestionView => plan.buildQuestion(lang, { advice, sandbox, isForModel });
