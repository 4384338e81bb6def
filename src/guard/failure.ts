/** Why a call did not do what was asked, in the words of the contract. */
export type Kind =
  | 'invalid_input'
  | 'not_found'
  | 'rejected'
  | 'unauthorized'
  | 'unreachable'
  | 'outcome_unknown'
  | 'not_confirmed'
  | 'approval_required'
  | 'policy_refused'
  | 'rate_limited'
  | 'internal';

/** What a model is told of a failure: what happened, what PortOne said (as data), and what to do next. */
export interface FailureReport {
  kind: Kind;
  message: string;
  http_status?: number;
  code?: number;
  upstream_message?: string;
  next?: string;
}

/** A call that the guard ends before anything is sent. */
export class Refused extends Error {
  override name = 'Refused';
  readonly kind: Kind;
  readonly next: string | undefined;

  constructor(kind: Kind, message: string, next?: string) {
    super(message);
    this.kind = kind;
    this.next = next;
  }
}
