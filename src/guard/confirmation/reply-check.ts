import type { ConfirmationReply } from './caller.ts';
import type { UnansweredReason } from './reply-decision.ts';
import type { ConfirmationService } from './service.ts';

/**
 * Whether a form was answered faster than a person can read it: a client that answers by itself. A token that this
 * server did not create has no age and is rejected elsewhere.
 */
export const isTooFast = (
  { tokens, times }: Pick<ConfirmationService, 'tokens' | 'times'>,
  { token }: ConfirmationReply,
): boolean => (tokens.getAgeMs(token) ?? Number.POSITIVE_INFINITY) < times.minAnswerMs;

/** Returns why a reply that is not an approval is not a person's decision either; undefined if it is one. */
export function findUnansweredReason(
  service: Pick<ConfirmationService, 'tokens' | 'times'>,
  reply: ConfirmationReply | undefined,
): UnansweredReason | undefined {
  if (reply === undefined || reply.decision === 'approved') return undefined;
  // Errors can come at once; they already say what is wrong.
  if (reply.decision === 'failed' || reply.decision === 'silent') return reply.decision;
  if (isTooFast(service, reply)) return 'too_fast';
  return reply.decision === 'declined' ? undefined : reply.decision;
}
