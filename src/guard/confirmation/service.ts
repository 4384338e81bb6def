import type { Language, Localized } from '../../base/bilingual.ts';
import type { CurrencyAmount } from '../../base/money.ts';
import type { Approvals } from './approvals.ts';
import type { ConfirmationChannel } from './caller.ts';
import type { ConfirmationTokens } from './confirmation-token.ts';
import type { OperationPlan } from './prepare.ts';
import type { QuestionView } from './question/question.ts';
import type { SecretField } from './secret-field.ts';

export type ConfirmationFallback = 'page' | 'refuse' | 'token';

/** How people are asked here. */
export interface ConfirmationService {
  tokens: ConfirmationTokens;
  getApprovals(): Promise<Approvals>;
  fallback: ConfirmationFallback;
  /** Whether the page of a second approver wants a PIN, which only that person knows. */
  hasSecondPin: boolean;
  lang: Language;
  sandbox: boolean;
  sleep(ms: number): Promise<void>;
}

export interface ConfirmationRequest {
  tool: { name: string };
  /** As they were asked for. */
  args: Record<string, unknown>;
  plan: Pick<OperationPlan, 'fingerprintFields' | 'buildQuestion'>;
  advice: readonly Localized[];
  /** What a person must type because a model must not see it. */
  secrets: readonly SecretField[];
  typedAmount?: CurrencyAmount;
  secondApprover: boolean;
  /** Told of the first person's yes where a second is to follow: an auditor wants to see both. */
  onFirstApproval?(channel: ConfirmationChannel): Promise<void>;
}

export const buildQuestionView = (
  { lang, sandbox }: Pick<ConfirmationService, 'lang' | 'sandbox'>,
  { plan, advice }: ConfirmationRequest,
): QuestionView => plan.buildQuestion(lang, { advice, sandbox });
