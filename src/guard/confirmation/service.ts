import type { Language, Localized } from '../../base/bilingual.ts';
import type { CurrencyAmount } from '../../base/money.ts';
import type { Approvals } from './approvals.ts';
import type { ConfirmationChannel } from './caller.ts';
import type { ConfirmationTokens } from './confirmation-token.ts';
import type { OperationPlan } from './prepare.ts';
import type { QuestionView } from './question/question.ts';
import type { SecretField } from './secret-field.ts';

export type ConfirmationFallback = 'page' | 'refuse' | 'token';

/** How this server asks for confirmations. */
export interface ConfirmationService {
  tokens: ConfirmationTokens;
  getApprovals(): Promise<Approvals>;
  fallback: ConfirmationFallback;
  /** Whether the page of the second approver asks for a PIN that only that person knows. */
  hasSecondPin: boolean;
  lang: Language;
  /** What the shop is called; absent if the operator gave no name. */
  shop?: string;
  sandbox: boolean;
  sleep(ms: number): Promise<void>;
}

export interface ConfirmationRequest {
  tool: { name: string };
  /** The arguments of the call; `plan` may send others. */
  args: Record<string, unknown>;
  plan: Pick<OperationPlan, 'fingerprintFields' | 'buildQuestion'>;
  advice: readonly Localized[];
  /** Values that the person types, since the model must not see them. */
  secrets: readonly SecretField[];
  typedAmount?: CurrencyAmount;
  secondApprover: boolean;
  /** Called when the first of two approvers approves, so that the audit log shows both. */
  onFirstApproval?(channel: ConfirmationChannel): Promise<void>;
}

export const buildQuestionView = (
  { lang, sandbox }: Pick<ConfirmationService, 'lang' | 'sandbox'>,
  { plan, advice }: ConfirmationRequest,
): QuestionView => plan.buildQuestion(lang, { advice, sandbox });
