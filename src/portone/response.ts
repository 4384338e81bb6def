import * as z from 'zod';
import { isRecord, parseJson } from '../base/json.ts';
import type { Endpoint } from '../endpoints/endpoint.ts';
import { unwrapOptional } from '../endpoints/sensitivity.ts';
import {
  OtherRecordReturned,
  OutcomeUnknown,
  type PortOneError,
  PortOneRejected,
  PortOneUnreachable,
} from './errors.ts';
import { isAboutRequest, matchesRequestedIds } from './response-identity.ts';

/** An HTTP response. */
export interface HttpResponse {
  status: number;
  text: string;
  /** The `Retry-After` header: seconds or a date. */
  retryAfter?: string;
  /** The `Date` header. */
  date?: string;
}

interface Envelope {
  code: number;
  message: unknown;
  response: unknown;
  /** It has every part of PortOne's envelope. Gateways answer with a code and a message of their own. */
  isComplete: boolean;
  /** It has `response`, which no other server is known to send. */
  hasResponse: boolean;
}

/** What PortOne answered to a call that succeeded. */
export interface PortOneResult<T> {
  response: T;
  /** Seldom given on success: PortOne's own note on what was done. */
  message?: string;
  /** Of a 207: the ids asked for that are not among the rows answered. */
  partial?: { failed: string[] };
}

type Fields = Readonly<Record<string, unknown>>;

/** Parses PortOne's envelope. Undefined if the text is anything else: HTML, truncated JSON, nothing. */
export function parseEnvelope(text: string): Envelope | undefined {
  const value = parseJson(text);
  if (!isRecord(value)) return undefined;
  const { code, message, response } = value;
  // Some responses send the code as text.
  const number = typeof code === 'string' && /^-?\d+$/.test(code) ? Number(code) : code;
  if (typeof number !== 'number' || !Number.isInteger(number)) return undefined;
  // PortOne has been seen to send `data` instead of `response` with a rejection.
  const hasResponse = 'response' in value;
  const isComplete = 'message' in value && (hasResponse || 'data' in value);
  return { code: number, message, response, isComplete, hasResponse };
}

/**
 * Interprets a response. A call succeeded only if all three agree: the HTTP status, the envelope's code, and for a
 * charge the payment's status.
 */
export function parseResponse<A, S extends z.ZodType>(
  row: Endpoint<A, S>,
  args: Fields,
  { status, text }: HttpResponse,
): PortOneResult<z.output<S>> {
  const envelope = parseEnvelope(text);
  if (!envelope) throw toForeignResponseError(row, status);
  const { code, message } = envelope;
  const response = normalizeResponse(row.returns, envelope.response);
  // A 207 lists what was done, so part of it succeeded whatever its code.
  const isPartial = status === 207 && Array.isArray(response);
  if (!isPartial) {
    // PortOne answers 500 or 501 if a PG rejects or does not support the operation. Gateway statuses mean nothing of
    // the kind.
    if (isGatewayStatus(status)) throw unknownOutcome(row, `the gateway responded with HTTP ${status}`, status);
    const isSuccessStatus = status >= 200 && status < 300;
    if (!isSuccessStatus || code !== 0) {
      if (!isRejection(envelope, status)) throw toForeignResponseError(row, status);
      const { hasResponse } = envelope;
      throw new PortOneRejected({ httpStatus: status, code, upstreamMessage: message, hasResponse }, row);
    }
    if (
      row.checkPaymentStatus &&
      isRecord(response) &&
      response.status === 'failed' &&
      showsCharge(row, args, response)
    )
      throw PortOneRejected.fromFailedCharge(response);
    if (row.effect === 'read' && !hasExpectedShape(row.returns, response))
      throw unknownOutcome(row, `the response (HTTP ${status}) does not have the shape of PortOne's`, status, false);
  }
  if (row.effect === 'read' && !isAboutRequest(row, args, response)) throw new OtherRecordReturned();
  const detail = row.effect === 'read' ? undefined : findInconsistency(row, args, response);
  if (detail !== undefined)
    throw new OutcomeUnknown({ detail, httpStatus: status, ...pickFollowUpTool(row), responseReceived: true });
  return {
    // All fields of the models are optional and the models are open: they describe PortOne's responses but do not
    // validate them.
    response: response as z.output<S>,
    ...(typeof message === 'string' && message !== '' ? { message } : {}),
    ...(status === 207 ? { partial: { failed: findMissingIds(response, row, args) } } : {}),
  };
}

/**
 * Whether PortOne itself rejects the request. An error status beside the code of a success, a code that repeats the HTTP
 * status, or an envelope without all of its parts comes from a server in between, which knows nothing of the request.
 */
const isRejection = ({ code, isComplete }: Envelope, status: number): boolean =>
  isComplete && code !== 0 && code !== status && (status < 300 || status >= 400);

/**
 * Returns why a seemingly successful response to a write does not prove success, or undefined: it must show the right
 * records, and for a charge the right status.
 */
function findInconsistency(row: Endpoint<unknown>, args: Fields, response: unknown): string | undefined {
  const { imp_uid, status } = isRecord(response) ? response : {};
  if (row.checkPaymentStatus && status !== 'paid')
    return `the response shows ${quoteCode(imp_uid)} as ${quoteCode(status)}, not as paid`;
  if (canReadBack(row) && lacksRecord(row.returns, response)) return 'the response shows no record';
  const isRight = row.checkPaymentStatus ? showsCharge(row, args, response) : isAboutRequest(row, args, response);
  return isRight ? undefined : 'the response shows another record than the requested one';
}

/** Where nothing can be read back, PortOne's word is all there is. */
const canReadBack = ({ readBack }: Endpoint<unknown>): boolean => readBack !== undefined && readBack.by !== 'none';

/** Whether a response is empty where the model describes a record or a list of them. */
function lacksRecord(model: z.ZodType, response: unknown): boolean {
  const unwrapped = unwrapOptional(model);
  if (unwrapped) return lacksRecord(unwrapped, response);
  if (model instanceof z.ZodArray) return !Array.isArray(response);
  const hasFields = model instanceof z.ZodObject && Object.keys(model.shape).length > 0;
  return hasFields && (!isRecord(response) || Object.keys(response).length === 0);
}

/**
 * Whether a payment shows the order that was to be charged. A charge creates a new imp_uid, and the imp_uid argument of some
 * charges identifies something else.
 */
function showsCharge(row: Endpoint<unknown>, args: Fields, response: unknown): boolean {
  const showsOrder = isRecord(response) && typeof response.merchant_uid === 'string';
  if (!showsOrder && canReadBack(row)) return args.merchant_uid === undefined;
  return matchesRequestedIds(['merchant_uid'], args, response);
}

/** Returns the value if it looks like a code of PortOne, else a placeholder. */
const quoteCode = (value: unknown): string =>
  typeof value === 'string' && /^\w{1,40}$/.test(value) ? value : 'an unreadable value';

const pickFollowUpTool = ({ followUpTool }: Endpoint<unknown>) => (followUpTool === undefined ? {} : { followUpTool });

const isGatewayStatus = (status: number) => status === 502 || status === 503 || status === 504;

/**
 * Whether a response without PortOne's envelope likely came from another server. Gateway errors and timeouts may come
 * from PortOne's own gateway.
 */
export const isNotPortOne = (status: number): boolean => !isGatewayStatus(status) && status !== 408;

/**
 * The error for a response without PortOne's envelope. It proves nothing about a write, whatever its status: a filter may
 * have replaced the response on its way back.
 */
function toForeignResponseError(row: Endpoint<unknown>, status: number): PortOneError {
  // A gateway that stopped waiting answers 408.
  const isClientError = status >= 400 && status < 500 && status !== 408;
  if (row.effect === 'read' && isClientError) return new PortOneRejected({ httpStatus: status, fromPortOne: false });
  return unknownOutcome(row, `the response (HTTP ${status}) was not PortOne's JSON`, status, !isNotPortOne(status));
}

/** The error of a call that may have been sent but whose response did not arrive. */
export function unknownOutcome(
  row: Endpoint<unknown>,
  detail: string,
  httpStatus?: number,
  fromPortOne = true,
): PortOneError {
  if (row.effect === 'read') return new PortOneUnreachable({ detail, httpStatus, fromPortOne });
  return new OutcomeUnknown({ detail, httpStatus, fromPortOne, ...pickFollowUpTool(row) });
}

/**
 * Converts a response to the shape that the endpoint declares. PortOne documents lists of schedules as arrays but sends
 * pages (or the other way round), so both are accepted. A missing object becomes an empty one.
 */
function normalizeResponse(model: z.ZodType, response: unknown): unknown {
  const unwrapped = unwrapOptional(model);
  if (unwrapped) return response === null || response === undefined ? response : normalizeResponse(unwrapped, response);
  if (model instanceof z.ZodArray) return isRecord(response) && Array.isArray(response.list) ? response.list : response;
  if (!(model instanceof z.ZodObject)) return response;
  if ('list' in model.shape && Array.isArray(response)) return { list: response };
  return response ?? {};
}

/**
 * Whether a response is a list where one is declared, and a record where one is declared. Nothing at all is fine, and
 * so is an empty list in place of a record, as PHP writes an empty record.
 */
function hasExpectedShape(model: z.ZodType, response: unknown): boolean {
  const unwrapped = unwrapOptional(model);
  if (unwrapped) return hasExpectedShape(unwrapped, response);
  if (response === null || response === undefined) return true;
  if (model instanceof z.ZodArray) return Array.isArray(response);
  if (!(model instanceof z.ZodObject)) return true;
  if (Array.isArray(response)) return response.length === 0;
  return isRecord(response) && (!('list' in model.shape) || Array.isArray(response.list ?? []));
}

/** Returns the requested ids that are missing from the returned rows. */
function findMissingIds(response: unknown, row: Endpoint<unknown>, args: Fields): string[] {
  const rows = Array.isArray(response) ? response : [];
  return Object.entries(row.batch ?? {}).flatMap(([argument, field]) => {
    const requested = args[argument];
    if (!Array.isArray(requested) || field === undefined) return [];
    const returnedIds = new Set(rows.map((item) => (isRecord(item) ? String(item[field]) : undefined)));
    return requested.map(String).filter((id) => !returnedIds.has(id));
  });
}
