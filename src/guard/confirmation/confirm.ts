import type { ApprovalRequest } from './approvals.ts';
import type { Caller, Confirmation, ConfirmationChannel } from './caller.ts';
import { confirmByForm, confirmByToken } from './channels.ts';
import type { TokenBinding } from './confirmation-token.ts';
import { buildApprovalRequest, confirmOnPage, createApprovalRequiredError } from './page-channel.ts';
import {
  createDeclinedError,
  createNoChannelError,
  createNoSecondApproverError,
  createSecretsRefusedError,
} from './refusals.ts';
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
 * Handles a decline before any request to PortOne, so that it does not depend on PortOne. Also closes the approval
 * page: a later approval there would count for the next call. Throws Refused.
 */
export async function handleDecline(
  { tokens, getApprovals }: Pick<ConfirmationService, 'tokens' | 'getApprovals'>,
  { id, reply }: Caller,
  { tool, args }: Pick<TokenBinding, 'tool' | 'args'>,
): Promise<void> {
  if (reply?.decision !== 'declined') return;
  await tokens.invalidate(reply.token);
  if (reply.channel === 'url') await (await getApprovals()).cancel({ tool, args, caller: id });
  throw createDeclinedError();
}

/** Returns a person's confirmation of exactly this operation, or the question to ask. Throws Refused. */
export async function confirm(
  service: ConfirmationService,
  caller: Caller,
  request: ConfirmationRequest,
): Promise<Confirmation> {
  const binding = buildBinding(request, caller);
  if (!request.secondApprover) return confirmFirstApprover(service, caller, request, binding);
  if (!service.hasSecondPin || service.fallback !== 'page') throw createNoSecondApproverError();
  const approvals = await service.getApprovals();
  const decision = await approvals.consume(buildSecondBinding(binding));
  if (decision?.status === 'declined') throw createDeclinedError();
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
  const confirmed = await confirmFirstApprover(service, caller, { ...request, secrets: [] }, binding);
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
  const { fallback } = service;
  if (request.secrets.length > 0) {
    if (fallback === 'page') return confirmOnPage(service, caller, request, binding);
    throw createSecretsRefusedError(request);
  }
  if (caller.supportsFormElicitation) return confirmByForm(service, caller, request, binding);
  if (fallback === 'page') return confirmOnPage(service, caller, request, binding);
  if (fallback === 'token') return confirmByToken(service, caller, request, binding);
  throw createNoChannelError();
}
