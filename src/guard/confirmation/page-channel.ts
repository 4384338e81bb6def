import { type Language, languages } from '../../base/bilingual.ts';
import { formatKst } from '../../base/korean-time.ts';
import { formatMoney } from '../../base/money.ts';
import { Refused } from '../../base/refusal.ts';
import type { ApprovalRequest, Approvals } from './approvals.ts';
import type { Caller, Confirmation } from './caller.ts';
import type { TokenBinding } from './confirmation-token.ts';
import type { QuestionView } from './question/question.ts';
import { createDeclinedError } from './refusals.ts';
import { buildQuestionView, type ConfirmationRequest, type ConfirmationService } from './service.ts';

/**
 * How long a call waits for the person's decision on the page before it tells the client to call again. Most clients
 * time out after a minute.
 */
const PAGE_WAIT_SECONDS = 45;

export async function confirmOnPage(
  service: ConfirmationService,
  caller: Caller,
  request: ConfirmationRequest,
  binding: TokenBinding,
): Promise<Confirmation> {
  const approvals = await service.getApprovals();
  const wasPageOpened = caller.supportsUrlElicitation && caller.reply?.channel === 'url';
  // After the client has opened the page, give the person time to decide.
  const waitSeconds = wasPageOpened ? PAGE_WAIT_SECONDS : 0;
  for (let elapsedSeconds = 0; ; elapsedSeconds++) {
    const decision = await approvals.consume(binding);
    if (decision?.status === 'declined') throw createDeclinedError();
    if (decision) return { status: 'confirmed', channel: wasPageOpened ? 'url' : 'page', secrets: decision.secrets };
    if (elapsedSeconds >= waitSeconds || caller.signal.aborted) break;
    await service.sleep(1_000);
  }
  const page = buildApprovalRequest(service, request, binding, caller);
  if (!caller.supportsUrlElicitation || wasPageOpened)
    throw await createApprovalRequiredError(approvals, page, request, 'A person must approve this on a page');
  const { url } = await approvals.open(page);
  const { title } = buildQuestionView(service, request);
  const invitation = {
    en: `${title}: please review the details and decide on this page.`,
    ko: `${title}: 페이지에서 내용을 확인하고 결정해 주세요.`,
  };
  const token = await service.tokens.mint({ ...binding, channel: 'url' });
  return { status: 'pending', channel: 'url', message: invitation[service.lang], token, url };
}

export async function createApprovalRequiredError(
  approvals: Approvals,
  page: ApprovalRequest,
  { tool }: ConfirmationRequest,
  what: string,
): Promise<Refused> {
  const { url, expiresAt } = await approvals.open(page);
  return new Refused(
    'approval_required',
    `${what}. Nothing was sent.`,
    `Give the user the link of approval_url. Once it is approved, call ${tool.name} again with the same arguments.`,
    { approval_url: url, expires_at: formatKst(expiresAt) },
  );
}

export const buildApprovalRequest = (
  service: ConfirmationService,
  request: ConfirmationRequest,
  binding: TokenBinding,
  { displayName }: Pick<Caller, 'displayName'>,
): ApprovalRequest => {
  const { typedAmount, secrets, secondApprover } = request;
  const question = Object.fromEntries(
    languages.map((lang) => [lang, buildQuestionView({ ...service, lang }, request)]),
  );
  return {
    binding,
    // Built from all languages.
    question: question as Record<Language, QuestionView>,
    ...(typedAmount
      ? { typedAmount: { ...typedAmount, text: formatMoney(typedAmount.amount, typedAmount.currency) } }
      : {}),
    secrets,
    ...(service.shop === undefined ? {} : { shop: service.shop }),
    ...(displayName === undefined ? {} : { asker: displayName }),
    ...(secondApprover ? { approver: 'first' } : {}),
    lang: service.lang,
  };
};
