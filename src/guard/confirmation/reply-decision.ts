/**
 * What a client returned for a question: the person's decision, or none. `failed`: an error or something that is not an
 * answer. `silent`: nothing in time.
 */
export type ReplyDecision = 'approved' | 'declined' | 'closed' | 'no_choice' | 'failed' | 'silent';

/**
 * Why no person is known to have answered a question. `too_fast`: the answer came faster than anybody can read.
 * `no_amount`: the amount to type is missing.
 */
export type UnansweredReason = Exclude<ReplyDecision, 'approved' | 'declined'> | 'too_fast' | 'no_amount';

/** A mistake of the client, as opposed to a person who closes a question. */
export type ChannelFailure = Exclude<UnansweredReason, 'closed' | 'no_choice' | 'no_amount'>;

export const isChannelFailure = (reason: UnansweredReason): reason is ChannelFailure =>
  reason !== 'closed' && reason !== 'no_choice' && reason !== 'no_amount';

/** The channels on which a client asks a person itself. */
export type ElicitationChannel = 'form' | 'url';

/** Remembers what a client did wrong on a channel that it declares, so that the next question takes another one. */
export interface ChannelFailures {
  find(channel: ElicitationChannel): ChannelFailure | undefined;
  record(channel: ElicitationChannel, failure: ChannelFailure): void;
  /** Nothing tells this client from others, so nothing is remembered. */
  readonly isForgetful?: true;
}
