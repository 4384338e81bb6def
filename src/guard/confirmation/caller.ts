/** The two words for what a person decides, on every channel. */
export type Decision = 'approved' | 'declined';

/** How a person is asked: by a form of the client, on a page that the client opens, or by a code that the model repeats. */
export type ReplyChannel = 'form' | 'url' | 'token';
/** `page` is one that nobody was asked to wait for: the model hands its link over. */
export type ConfirmationChannel = ReplyChannel | 'page';

/** What came back with a call: the token of an earlier question, and what the person said. */
export interface ConfirmationReply {
  token: string;
  /** Approved is an accepted form with its box ticked, an opened page, or a repeated code; everything else is declined. */
  decision: Decision;
  channel: ReplyChannel;
  /** The amount that the person typed. */
  typedAmount?: unknown;
}

export interface Caller {
  /** Whoever the transport vouches for; an agreement is worth nothing to anybody else. */
  id: string;
  /** Whether a person can be asked through this client. */
  supportsFormElicitation: boolean;
  /** Whether this client can be given a link for the person to open. */
  supportsUrlElicitation: boolean;
  reply?: ConfirmationReply;
  /** By which the logs of client and server find each other: the trace that the client follows, and its number of the request. */
  trace?: string;
  request?: string;
  /** Aborted when the client cancels or goes away. */
  signal: AbortSignal;
}

/** A question that the client is to bring before a person. */
export type PendingConfirmation =
  | { status: 'pending'; channel: 'form'; message: string; token: string; amountToType?: string }
  | { status: 'pending'; channel: 'url'; message: string; token: string; url: string };

/** A yes to exactly this: how it was given, and what was typed with it. */
export interface Confirmed {
  status: 'confirmed';
  channel: ConfirmationChannel;
  secrets: Record<string, string>;
}

export type Confirmation = Confirmed | PendingConfirmation;
