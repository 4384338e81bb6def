/** Why a call did not do what was asked, in the words of the contract. */
export type ErrorKind =
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
export interface ErrorReport {
  kind: ErrorKind;
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

type ErrorDetails = Pick<ErrorReport, 'approval_url' | 'expires_at' | 'confirm_token'>;

/** A call that the guard ends before anything is sent. */
export class Refused extends Error {
  override name = 'Refused';
  readonly kind: ErrorKind;
  readonly next: string | undefined;
  readonly details: ErrorDetails;

  constructor(kind: ErrorKind, message: string, next?: string, details: ErrorDetails = {}) {
    super(message);
    this.kind = kind;
    this.next = next;
    this.details = details;
  }
}
