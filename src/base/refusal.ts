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
  /** Where a person approves, and until when. */
  approval_url?: string;
  expires_at?: string;
  /** To be repeated after the user agreed; only where the operator chose that. */
  confirm_token?: string;
  /** The payment attempt of a charge that failed. */
  imp_uid?: string;
}

type More = Pick<FailureReport, 'approval_url' | 'expires_at' | 'confirm_token'>;

/** A call that the guard ends before anything is sent. */
export class Refused extends Error {
  override name = 'Refused';
  readonly kind: Kind;
  readonly next: string | undefined;
  readonly more: More;

  constructor(kind: Kind, message: string, next?: string, more: More = {}) {
    super(message);
    this.kind = kind;
    this.next = next;
    this.more = more;
  }
}
