import type { QuestionChoice } from './question/choice.ts';
import type { ChannelFailures, ReplyDecision } from './reply-decision.ts';

/**
 * How a person is asked: by a form in the client, on a page that the client opens, or by a code that the model repeats.
 */
export type ReplyChannel = 'form' | 'url' | 'token';
/** `page`: the model gives the user the link to a page, and the client does not wait for it. */
export type ConfirmationChannel = ReplyChannel | 'page';

/** The reply to an earlier question that came with a call: the question's token and what the client returned. */
export interface ConfirmationReply {
  token: string;
  /** Approved: an accepted form with the choice "yes", an opened page or a repeated code. */
  decision: ReplyDecision;
  channel: ReplyChannel;
  /** The amount that the person typed. */
  typedAmount?: unknown;
}

export interface Caller {
  /** The caller as authenticated by the transport. Confirmations are valid for this caller only. */
  id: string;
  /** How people know the caller: its authenticated name, or else the name that the client gives itself. */
  displayName?: string;
  /** Whether this client declares that it can ask a person. */
  supportsFormElicitation: boolean;
  /** Whether this client declares that it can open a link for the person. */
  supportsUrlElicitation: boolean;
  /** What this client did wrong on a channel that it declares; absent if nothing is remembered of it. */
  channelFailures?: ChannelFailures;
  reply?: ConfirmationReply;
  /** The client's trace id and request number, to correlate the logs of client and server. */
  trace?: string;
  request?: string;
  /** Aborted when the client cancels or disconnects. */
  signal: AbortSignal;
}

/** A question that the client must ask a person. */
export type PendingConfirmation =
  | {
      status: 'pending';
      channel: 'form';
      message: string;
      choice: QuestionChoice;
      token: string;
      amountToType?: string;
    }
  | { status: 'pending'; channel: 'url'; message: string; token: string; url: string };

/** A confirmation of exactly this operation: its channel, and the secrets that were typed. */
export interface Confirmed {
  status: 'confirmed';
  channel: ConfirmationChannel;
  secrets: Record<string, string>;
}

export type Confirmation = Confirmed | PendingConfirmation;
