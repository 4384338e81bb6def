import type { ApprovalRequest } from './approvals.ts';
import type { Caller, Confirmation, ConfirmationChannel } from './caller.ts';
import { canShowForm } from './channel-failures.ts';
import { confirmByForm, confirmByToken } from './channels.ts';
import type { TokenBinding } from './confirmation-token.ts';
import {
  buildApprovalRequest,
  cancelPages,
  confirmOnOfferedPage,
  confirmOnPage,
  createApprovalRequiredError,
  declineOnPage,
  offerPageInstead,
} from './page-channel.ts';
import {
  createDeclinedError,
  createNoChannelError,
  createNoSecondApproverError,
  createSecretsRefusedError,
  createTooManyUnansweredError,
  createUnansweredError,
} from './refusals.ts';
import { findUnansweredReason } from './reply-check.ts';
import { isChannelFailure } from './reply-decision.ts';
import type { ConfirmationRequest, ConfirmationService } from './service.ts';

const buildBinding = ({ tool, args, plan }: ConfirmationRequest, caller: Caller): TokenBinding => ({
  tool: tool.name,
  args,
  fingerprintFields: plan.fingerprintFields,
  caller: caller.id,
});
/** The second approver confirms the same operation after the first. */
const buildSecondBinding = (binding: TokenBinding): TokenBinding => ({
  ...binding,
  fingerprintFields: { second: true, of: binding.fingerprintFields },
});

/** Computes the fingerprint of the question that a person is shown. */
export const fingerprintQuestion = (
  { tokens }: ConfirmationService,
  request: ConfirmationRequest,
  caller: Caller,
): string => tokens.fingerprint(buildBinding(request, caller));

/**
 * Handles a reply that is not an approval before any request to PortOne, so that a decline does not depend on PortOne.
 * A decline also closes the approval page of the request: a later approval there would count for the next call. Returns if a page can
 * be offered instead. Throws Refused.
 */
export async function handleDecline(
  service: Pick<ConfirmationService, 'tokens' | 'declines' | 'openQuestions' | 'getApprovals' | 'times' | 'fallback'>,
  { id, reply, channelFailures }: Caller,
  { tool, args }: Pick<TokenBinding, 'tool' | 'args'>,
): Promise<void> {
  if (reply === undefined) return;
  if (reply.channel === 'form') await service.openQuestions.close(id, reply.token);
  if (reply.decision === 'approved') return;
  const { tokens, declines, fallback } = service;
  const unanswered = findUnansweredReason(service, reply);
  await tokens.invalidate(reply.token);
  if (unanswered === undefined) {
    const pauseSeconds = await declines.recordDecline(id);
    await cancelPages(service, { tool, args, caller: id }, 'declined');
    throw createDeclinedError(pauseSeconds);
  }
  if (!isChannelFailure(unanswered)) await declines.recordUnanswered(id);
  if (reply.channel !== 'token' && isChannelFailure(unanswered)) channelFailures?.record(reply.channel, unanswered);
  if (fallback !== 'page') throw createUnansweredError(unanswered, tool);
}

/** Returns a person's confirmation of exactly this operation, or the question to ask. Throws Refused. */
export async function confirm(
  service: ConfirmationService,
  caller: Caller,
  request: ConfirmationRequest,
): Promise<Confirmation> {
  const confirmation = await confirmOrAsk(service, caller, request);
  if (confirmation.status === 'confirmed') await service.declines.recordApproval(caller.id);
  return confirmation;
}

async function confirmOrAsk(
  service: ConfirmationService,
  caller: Caller,
  request: ConfirmationRequest,
): Promise<Confirmation> {
  const binding = buildBinding(request, caller);
  const { secondApprover } = request;
  if (secondApprover && (!service.hasSecondPin || service.fallback !== 'page')) throw createNoSecondApproverError();
  // The second approver types the secrets.
  const firstRequest = secondApprover ? { ...request, secrets: [] } : request;
  const unanswered = findUnansweredReason(service, caller.reply);
  if (unanswered !== undefined) throw await offerPageInstead(service, caller, firstRequest, binding, unanswered);
  if (!secondApprover) return confirmFirstApprover(service, caller, request, binding);
  const approvals = await service.getApprovals();
  const decision = await approvals.consume(buildSecondBinding(binding));
  if (decision?.status === 'declined') throw await declineOnPage(service, approvals, caller);
  if (decision) return { status: 'confirmed', channel: 'page', secrets: decision.secrets };
  const requestSecondApproval = async (firstApproval?: ConfirmationChannel) => {
    const page: ApprovalRequest = {
      ...buildApprovalRequest(service, request, buildSecondBinding(binding), caller),
      approver: 'second',
      ...(firstApproval ? { firstApproval } : {}),
    };
    throw await createApprovalRequiredError(approvals, page, request, 'A second person must approve this too');
  };
  // The first approver has approved; asking them again on a page would close the page of the second approver.
  if (await approvals.isPending(buildSecondBinding(binding))) return requestSecondApproval();
  const confirmed = await confirmFirstApprover(service, caller, firstRequest, binding);
  if (confirmed.status === 'pending') return confirmed;
  await request.onFirstApproval?.(confirmed.channel);
  return requestSecondApproval(confirmed.channel);
}

async function confirmFirstApprover(
  service: ConfirmationService,
  caller: Caller,
  request: ConfirmationRequest,
  binding: TokenBinding,
): Promise<Confirmation> {
  const { fallback, mode } = service;
  if (request.secrets.length > 0) {
    if (fallback === 'page') return confirmOnPage(service, caller, request, binding);
    throw createSecretsRefusedError(request);
  }
  if (mode === 'auto' && caller.supportsFormElicitation) {
    // Once a page is offered, it stays the way to decide: another form could end like the one before.
    const isFormReply = caller.reply?.channel === 'form';
    const onPage = isFormReply ? undefined : await confirmOnOfferedPage(service, caller, request, binding);
    if (onPage) return onPage;
    const isIgnored = !isFormReply && (await service.declines.isOftenUnanswered(caller.id));
    if (isIgnored && fallback !== 'page') throw createTooManyUnansweredError();
    // Without a page, a client that failed to show a form gets another chance.
    const opensForm = fallback !== 'page' || (canShowForm(caller) && !isIgnored);
    if (opensForm) return confirmByForm(service, caller, request, binding);
  }
  if (fallback === 'page') return confirmOnPage(service, caller, request, binding);
  if (fallback === 'token') return confirmByToken(service, caller, request, binding);
  throw createNoChannelError();
}
