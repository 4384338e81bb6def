/** Why a call failed: the fixed set of error kinds that clients see. */
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

/** The error object a model receives: what happened, PortOne's own message (as data), and what to do next. */
export interface ErrorReport {
  kind: ErrorKind;
  message: string;
  http_status?: number;
  code?: number;
  upstream_message?: string;
  next?: string;
  /** The approval page, and when it expires. */
  approval_url?: string;
  expires_at?: string;
  /** A token to repeat the call with after the user agreed. Only with `--confirm-fallback token`. */
  confirm_token?: string;
  /** The payment attempt that a failed charge created. */
  imp_uid?: string;
}

type ErrorDetails = Pick<ErrorReport, 'approval_url' | 'expires_at' | 'confirm_token'>;

/** A call that this server refuses before anything is sent to PortOne. */
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
