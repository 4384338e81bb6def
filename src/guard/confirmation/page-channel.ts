import { type Language, languages } from '../../base/bilingual.ts';
import { formatKst } from '../../base/korean-time.ts';
import { formatAmounts } from '../../base/money.ts';
import { Refused } from '../../base/refusal.ts';
import type { ApprovalRequest, Approvals, RequestBinding } from './approvals.ts';
import type { Caller, Confirmation } from './caller.ts';
import { canOpenUrl } from './channel-failures.ts';
import type { TokenBinding } from './confirmation-token.ts';
import type { QuestionView } from './question/question.ts';
import { createDeclinedError, createUnansweredError, unansweredTexts } from './refusals.ts';
import type { UnansweredReason } from './reply-decision.ts';
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
  const waitSeconds = wasPageOpened ? Math.min(PAGE_WAIT_SECONDS, getRemainingSeconds(service, caller)) : 0;
  for (let elapsedSeconds = 0; ; elapsedSeconds++) {
    const decision = await approvals.consume(binding);
    if (decision?.status === 'declined') throw await declineOnPage(service, approvals, caller);
    if (decision) return { status: 'confirmed', channel: wasPageOpened ? 'url' : 'page', secrets: decision.secrets };
    if (elapsedSeconds >= waitSeconds || caller.signal.aborted) break;
    await service.sleep(1_000);
  }
  // Repeating the call while its page is open asks nothing new.
  if (!wasPageOpened && !(await approvals.isPending(binding))) {
    await recordDeclines(service, approvals, caller);
    await service.declines.assertMayAsk(caller.id);
  }
  const page = buildApprovalRequest(service, request, binding, caller);
  if (!canOpenUrl(caller) || wasPageOpened)
    throw await createApprovalRequiredError(approvals, page, request, 'A person must approve this on a page');
  const { url } = await approvals.open(page);
  const { lang, sandbox, shop } = service;
  // Some clients show nothing of the operation but the first line.
  const message = `${request.plan.buildHeadline(lang, { sandbox, shop })}\n${invitations[lang]}`;
  const token = await service.tokens.mint({ ...binding, channel: 'url' });
  return { status: 'pending', channel: 'url', message, token, url };
}

/**
 * Lets the page decide that was offered for this request before, whatever channel would ask now. Returns undefined if
 * there is none.
 */
export async function confirmOnOfferedPage(
  service: ConfirmationService,
  caller: Caller,
  request: ConfirmationRequest,
  binding: TokenBinding,
): Promise<Confirmation | undefined> {
  const approvals = await findApprovals(service);
  return (await approvals?.isOffered(binding)) ? confirmOnPage(service, caller, request, binding) : undefined;
}

/** Closes the pages of a request that was decided on another channel. */
export async function cancelPages(
  service: Pick<ConfirmationService, 'getApprovals' | 'fallback'>,
  request: RequestBinding,
  as: 'declined' | 'used',
): Promise<void> {
  await (await findApprovals(service))?.cancel(request, as);
}

/** Undefined if no pages are served here, for example over HTTP without a PIN. */
async function findApprovals({
  getApprovals,
  fallback,
}: Pick<ConfirmationService, 'getApprovals' | 'fallback'>): Promise<Approvals | undefined> {
  if (fallback !== 'page') return undefined;
  try {
    return await getApprovals();
  } catch (error) {
    if (error instanceof Refused && error.kind === 'policy_refused') return undefined;
    throw error;
  }
}

const invitations: Readonly<Record<Language, string>> = {
  en: 'Please review the details and decide on this page.',
  ko: '페이지에서 내용을 확인하고 결정해 주세요.',
};

export const declineOnPage = async (
  service: ConfirmationService,
  approvals: Approvals,
  caller: Caller,
): Promise<Refused> => createDeclinedError(await recordDeclines(service, approvals, caller));

/** Also counts the pages whose calls were never repeated. Returns the seconds of the pause that begins; zero if none does. */
async function recordDeclines(
  { declines }: ConfirmationService,
  approvals: Approvals,
  { id }: Caller,
): Promise<number> {
  let pauseSeconds = 0;
  for (let count = await approvals.takeDeclines(id); count > 0; count--)
    pauseSeconds = await declines.recordDecline(id);
  return pauseSeconds;
}

/** Returns how long a call may still wait for a person, counted from when the client was asked to open the page. */
function getRemainingSeconds({ tokens, times }: ConfirmationService, { reply }: Caller): number {
  const ageMs = reply && tokens.getAgeMs(reply.token);
  return ageMs === undefined ? 0 : (times.maxWaitMs - ageMs) / 1000;
}

/** Creates the error that offers the page to a person who did not answer a question of the client. */
export async function offerPageInstead(
  service: ConfirmationService,
  caller: Caller,
  request: ConfirmationRequest,
  binding: TokenBinding,
  reason: UnansweredReason,
): Promise<Refused> {
  try {
    const page = buildApprovalRequest(service, request, binding, caller);
    const what = `${unansweredTexts[reason]}; a person can approve this on a page instead`;
    return await createApprovalRequiredError(await service.getApprovals(), page, request, what);
  } catch (error) {
    // Pages are not served here, for example over HTTP without a PIN.
    if (error instanceof Refused && error.kind === 'policy_refused')
      throw createUnansweredError(reason, request.tool.name, error.next);
    throw error;
  }
}

export async function createApprovalRequiredError(
  approvals: Approvals,
  page: ApprovalRequest,
  { tool }: ConfirmationRequest,
  what: string,
): Promise<Refused> {
  const { url, expiresAt, endsWithServer } = await approvals.open(page);
  const next = [
    'Give the user this link, on a line of its own:',
    url,
    `Once they have approved, call ${tool.name} again with the same arguments.`,
    ...(endsWithServer ? [ONE_SHOT_ADVICE] : []),
  ];
  return new Refused('approval_required', `${what}. Nothing was sent.`, next.join('\n'), {
    approval_url: url,
    expires_at: formatKst(expiresAt),
  });
}

const ONE_SHOT_ADVICE =
  'The link works only while this server runs. If this client stops the server after each answer, tell the user to start the server with --http and to connect the client to that.';

export const buildApprovalRequest = (
  service: ConfirmationService,
  request: ConfirmationRequest,
  binding: TokenBinding,
  { displayName }: Pick<Caller, 'displayName'>,
): ApprovalRequest => {
  const { typedAmounts, secrets, secondApprover } = request;
  const question = Object.fromEntries(
    languages.map((lang) => [lang, buildQuestionView({ ...service, lang }, request)]),
  );
  return {
    binding,
    // Built from all languages.
    question: question as Record<Language, QuestionView>,
    ...(typedAmounts ? { typedAmounts: { amounts: typedAmounts, text: formatAmounts(typedAmounts) } } : {}),
    secrets,
    ...(service.shop === undefined ? {} : { shop: service.shop }),
    ...(displayName === undefined ? {} : { asker: displayName }),
    ...(secondApprover ? { approver: 'first' } : {}),
    lang: service.lang,
  };
};
