/** A person's decision, on every channel. */
export type Decision = 'approved' | 'declined';

/**
 * How a person is asked: by a form in the client, on a page that the client opens, or by a code that the model repeats.
 */
export type ReplyChannel = 'form' | 'url' | 'token';
/** `page`: the model gives the user the link to a page, and the client does not wait for it. */
export type ConfirmationChannel = ReplyChannel | 'page';

/** The reply to an earlier question that came with a call: the question's token and the person's decision. */
export interface ConfirmationReply {
  token: string;
  /** Approved: an accepted form with its box ticked, an opened page or a repeated code. Anything else is declined. */
  decision: Decision;
  channel: ReplyChannel;
  /** The amount that the person typed. */
  typedAmount?: unknown;
}

export interface Caller {
  /** The caller as authenticated by the transport. Confirmations are valid for this caller only. */
  id: string;
  /** How people know the caller: its authenticated name, or else the name that the client gives itself. */
  displayName?: string;
  /** Whether a person can be asked through this client. */
  supportsFormElicitation: boolean;
  /** Whether this client can be given a link for the person to open. */
  supportsUrlElicitation: boolean;
  reply?: ConfirmationReply;
  /** The client's trace id and request number, to correlate the logs of client and server. */
  trace?: string;
  request?: string;
  /** Aborted when the client cancels or disconnects. */
  signal: AbortSignal;
}

/** A question that the client must ask a person. */
export type PendingConfirmation =
  | { status: 'pending'; channel: 'form'; message: string; token: string; amountToType?: string }
  | { status: 'pending'; channel: 'url'; message: string; token: string; url: string };

/** A confirmation of exactly this operation: its channel, and the secrets that were typed. */
export interface Confirmed {
  status: 'confirmed';
  channel: ConfirmationChannel;
  secrets: Record<string, string>;
}

export type Confirmation = Confirmed | PendingConfirmation;
