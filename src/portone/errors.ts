import type { Localized } from '../base/bilingual.ts';
import type { Endpoint } from '../endpoints/endpoint.ts';
import { adviseModel, FOREIGN_RESPONSE_ADVICE } from './failure-cause.ts';
import { adviseOnKeys, adviseOnPermission } from './key-advice.ts';
import { sanitizeUpstreamMessage } from './upstream-message.ts';

/** The kinds of failure that a call of PortOne can have; the contract names them all. */
export type PortOneErrorKind =
  | 'invalid_input'
  | 'not_found'
  | 'rejected'
  | 'unauthorized'
  | 'unreachable'
  | 'outcome_unknown'
  | 'rate_limited'
  | 'internal';

interface ErrorDetails {
  httpStatus?: number | undefined;
  code?: number | undefined;
  upstreamMessage?: unknown;
  next?: string | undefined;
  what?: Localized | undefined;
  advice?: Localized | undefined;
}

/** A failure in the languages of people. */
interface Explanation {
  what: Localized;
  advice?: Localized;
}

/**
 * Base class of all errors of a call. The message contains nothing that was sent or received: no argument, key, URL or
 * body. PortOne's own message is kept apart, as data, in `upstreamMessage`.
 */
export abstract class PortOneError extends Error {
  abstract readonly kind: PortOneErrorKind;
  readonly httpStatus?: number;
  readonly code?: number;
  readonly upstreamMessage?: string;
  /** What a model should do next. */
  readonly next?: string;
  /** For a person: what happened, if more is known than the message says, and what to do. */
  readonly what?: Localized;
  readonly advice?: Localized;

  constructor(message: string, { httpStatus, code, upstreamMessage, next, what, advice }: ErrorDetails = {}) {
    super(message);
    const cleanMessage = sanitizeUpstreamMessage(upstreamMessage);
    if (httpStatus !== undefined) this.httpStatus = httpStatus;
    if (code !== undefined) this.code = code;
    if (cleanMessage !== undefined) this.upstreamMessage = cleanMessage;
    if (next !== undefined) this.next = next;
    if (what !== undefined) this.what = what;
    if (advice !== undefined) this.advice = advice;
  }

  override get name(): string {
    return this.constructor.name;
  }
}

/** The payment of a failed charge. */
export interface FailedCharge {
  imp_uid?: unknown;
  fail_reason?: unknown;
}

/** PortOne rejected the request. Nothing was changed. */
interface Rejection {
  httpStatus: number;
  code?: number;
  upstreamMessage?: unknown;
  /** False for an answer without PortOne's envelope. */
  fromPortOne?: boolean;
  /** False for an envelope without `response`, as gateways also write it. */
  hasResponse?: boolean;
}

/** PortOne understood the call and did not do it. */
export class PortOneRejected extends PortOneError {
  readonly kind: PortOneErrorKind;
  /** The request was sent a second time with a new token. The first one may have been executed. */
  isSecondSending = false;
  /** For a failed charge: its payment. */
  readonly response?: FailedCharge;
  readonly #hasResponse: boolean;

  constructor(details: Rejection, row?: Endpoint<unknown>) {
    const { httpStatus, fromPortOne = true, hasResponse = true } = details;
    const kind = getErrorKind(row, details);
    const message = fromPortOne
      ? (rejectionMessages[kind] ?? 'PortOne rejected the request.')
      : `${describeForeignResponse(httpStatus)}. Nothing was changed.`;
    const advice = getAdvice(kind, details);
    const waits = kind === 'rate_limited' && RATE_LIMIT_NEXT_STEP;
    super(message, { ...details, advice, next: joinSentences(waits, advice && adviseModel(advice)) });
    this.kind = kind;
    this.#hasResponse = hasResponse;
  }

  /**
   * Whether it proves that a write was not executed. PortOne's 5xx says nothing about that, a 401 may be said of a
   * request that was executed, and an envelope without `response` may be a gateway's.
   */
  get isConclusive(): boolean {
    const { httpStatus = 0 } = this;
    return this.#hasResponse && !this.isSecondSending && httpStatus < 500 && httpStatus !== 401;
  }

  /** HTTP 200 and code 0, but the payment's own status is `failed`. */
  static fromFailedCharge(payment: FailedCharge): PortOneRejected {
    const error = new PortOneRejected({ httpStatus: 200, code: 0, upstreamMessage: payment.fail_reason });
    error.message = 'The charge failed; nothing was charged.';
    return Object.assign(error, { response: payment });
  }
}

/** Describes a response that is not PortOne's JSON, such as a proxy's error page. */
const describeForeignResponse = (httpStatus: number) =>
  `The response (HTTP ${httpStatus}) was not PortOne's JSON, so it may come from another server`;
export const CHECK_NETWORK_HINT = adviseModel(FOREIGN_RESPONSE_ADVICE);
const joinSentences = (...parts: (string | false | undefined)[]): string | undefined =>
  parts.filter(Boolean).join(' ') || undefined;

const rejectionMessages: Partial<Record<PortOneErrorKind, string>> = {
  not_found: 'PortOne has no such record.',
  unauthorized: 'PortOne rejected the access token. Nothing was changed.',
  rate_limited: 'PortOne is limiting the rate of calls. Nothing was changed.',
};

const RATE_LIMIT_NEXT_STEP = 'Wait a minute before calling again.';

function getAdvice(kind: PortOneErrorKind, { fromPortOne = true, upstreamMessage }: Rejection): Localized | undefined {
  if (!fromPortOne) return FOREIGN_RESPONSE_ADVICE;
  return kind === 'unauthorized' ? adviseOnPermission(upstreamMessage) : undefined;
}

function getErrorKind(row: Endpoint<unknown> | undefined, rejection: Rejection): PortOneErrorKind {
  if (rejection.httpStatus === 401) return 'unauthorized';
  if (rejection.httpStatus === 429) return 'rate_limited';
  return isAbsent(row, rejection) ? 'not_found' : 'rejected';
}

const isMissingBillingKey = ({ httpStatus, upstreamMessage }: Rejection): boolean =>
  httpStatus === 200 && typeof upstreamMessage === 'string' && /등록된 정보를 찾을 수 없습니다/.test(upstreamMessage);

/** Answers other than a 404 that mean "there is none", by endpoint. Elsewhere the same statuses and codes mean a refusal. */
const absenceByRoute: Readonly<Record<string, (rejection: Rejection) => boolean>> = {
  // No logistics were registered yet.
  'GET /escrows/logis/{imp_uid}': ({ httpStatus }) => httpStatus === 409,
  // The document says 404; clients have recorded HTTP 200 with code 1.
  'GET /subscribe/customers': isMissingBillingKey,
  'GET /subscribe/customers/{customer_uid}': isMissingBillingKey,
  'DELETE /subscribe/customers/{customer_uid}': isMissingBillingKey,
  'GET /subscribe/customers/{customer_uid}/payments': isMissingBillingKey,
  'GET /subscribe/customers/{customer_uid}/schedules': isMissingBillingKey,
};

/** Whether PortOne says that it has no such thing. Every error whose kind is `not_found` was decided here. */
export function isAbsent(row: Pick<Endpoint, 'route'> | undefined, rejection: Rejection): boolean {
  // A 404 without PortOne's envelope is about a wrong address, not about a payment that does not exist.
  if (rejection.fromPortOne === false) return false;
  return rejection.httpStatus === 404 || (row !== undefined && (absenceByRoute[row.route]?.(rejection) ?? false));
}

/** What PortOne answers, or null when it has no such thing. Throws PortOneError for everything else. */
export async function readOrNull<T>(request: Promise<{ response: T }>): Promise<T | null> {
  try {
    return (await request).response;
  } catch (error) {
    if (error instanceof PortOneError && error.kind === 'not_found') return null;
    throw error;
  }
}

/** PortOne issued no token for the configured key and secret. */
export class CredentialsRefused extends PortOneError {
  readonly kind = 'unauthorized';

  constructor(details: Rejection) {
    const { httpStatus, fromPortOne = true, upstreamMessage } = details;
    const advice = fromPortOne ? adviseOnKeys(upstreamMessage) : FOREIGN_RESPONSE_ADVICE;
    super(
      fromPortOne
        ? 'PortOne rejected the API key and secret. Nothing was changed.'
        : `No access token could be obtained. ${describeForeignResponse(httpStatus)}. Nothing was changed.`,
      { ...details, advice, next: adviseModel(advice) },
    );
  }
}

interface FailureDetails {
  detail: string;
  httpStatus?: number | undefined;
}

/** Nothing was executed, or the call was a read: retrying is safe. */
export class PortOneUnreachable extends PortOneError {
  readonly kind = 'unreachable';

  constructor({
    detail,
    httpStatus,
    fromPortOne = true,
    next = fromPortOne ? 'Try again later.' : undefined,
    explanation,
  }: FailureDetails & { fromPortOne?: boolean; next?: string | undefined; explanation?: Explanation | undefined }) {
    const advice = explanation?.advice ?? (fromPortOne ? undefined : FOREIGN_RESPONSE_ADVICE);
    super(`PortOne could not be reached: ${detail}. Nothing was changed.`, {
      httpStatus,
      advice,
      what: explanation?.what,
      next: joinSentences(next, !fromPortOne && CHECK_NETWORK_HINT),
    });
  }
}

/** The response to a read was too large. The same records can be read in smaller portions. */
export class ResponseTooLarge extends PortOneUnreachable {}

/** A read was answered with a record that was not asked for, perhaps by a cache in between. */
export class OtherRecordReturned extends PortOneError {
  readonly kind = 'unreachable';

  constructor() {
    super('PortOne returned another record than the requested one. Nothing was changed.', {
      next: 'Check the id, including upper and lower case. If it is right, the operator must check proxies and caches between this server and PortOne.',
    });
  }
}

/**
 * A write may have been sent and its response was lost, so it is unknown whether it was executed. It is never sent
 * again.
 */
export class OutcomeUnknown extends PortOneError {
  readonly kind = 'outcome_unknown';
  /** PortOne responded, but the response does not prove what was done. The operation is no longer in progress. */
  readonly responseReceived: boolean;
  /** False if another server answered, such as a proxy. */
  readonly fromPortOne: boolean;
  readonly detail: string;

  constructor({
    detail,
    followUpTool,
    httpStatus,
    responseReceived = false,
    fromPortOne = true,
  }: FailureDetails & { followUpTool?: string; responseReceived?: boolean; fromPortOne?: boolean }) {
    super(`It is unknown whether PortOne executed this: ${detail}.`, {
      httpStatus,
      next: `Do not repeat the call. First check whether it took effect${followUpTool === undefined ? '' : ` with ${followUpTool}`}.`,
    });
    this.responseReceived = responseReceived;
    this.fromPortOne = fromPortOne;
    this.detail = detail;
  }
}

/** An argument that would change the request's path. Nothing was sent. */
export class UnsafePath extends PortOneError {
  readonly kind = 'invalid_input';
  readonly argument: string;

  constructor(argument: string) {
    super(
      `"${argument}" cannot be used in a path: it is missing, blank, contains "." or ".." between slashes, or is not well-formed Unicode. Nothing was sent.`,
      {
        next: `Give "${argument}" exactly as PortOne shows it.`,
      },
    );
    this.argument = argument;
  }
}

/** Too many concurrent calls to PortOne from this server. Nothing was sent. */
export class PortOneBusy extends PortOneError {
  override readonly kind = 'rate_limited';

  constructor() {
    super('Too many calls to PortOne are already waiting. Nothing was sent.', {
      next: 'Wait a few seconds, then call again.',
    });
  }
}
