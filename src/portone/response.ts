import * as z from 'zod';
import type { Endpoint } from '../endpoints/endpoint.ts';
import { OutcomeUnknown, type PortOneError, PortOneRejected, PortOneUnreachable } from './errors.ts';
import { matchesRequestedIds } from './response-identity.ts';

/** What came back over HTTP. */
export interface HttpResponse {
  status: number;
  text: string;
  /** Seconds or a date, as the header says it. */
  retryAfter?: string;
  /** The other side's time of the answer. */
  date?: string;
}

interface Envelope {
  code: number;
  message: unknown;
  response: unknown;
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
const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** PortOne's envelope, or undefined when the text is something else: HTML, cut JSON, nothing. */
export function parseEnvelope(text: string): Envelope | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(value)) return undefined;
  const { code, message, response } = value;
  // A few answers write the code as text.
  const number = typeof code === 'string' && /^-?\d+$/.test(code) ? Number(code) : code;
  return typeof number === 'number' && Number.isInteger(number) ? { code: number, message, response } : undefined;
}

/**
 * What an answer means: success shows in three layers, the HTTP status, the envelope's code, and for a charge the
 * payment's own status.
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
  // A 207 names what was done, so something was, whatever its code.
  const isPartial = status === 207 && Array.isArray(response);
  if (!isPartial) {
    // 500 and 501 are how PortOne says that a PG refused or does not offer it; a gateway's statuses say nothing of the kind.
    if (isGatewayStatus(status)) throw unknownOutcome(row, `the gateway answered HTTP ${status}`, status);
    if (status >= 300 || status < 200 || code !== 0)
      throw new PortOneRejected({ httpStatus: status, code, upstreamMessage: message }, row);
    if (row.checkPaymentStatus && isRecord(response) && response.status === 'failed')
      throw PortOneRejected.fromFailedCharge(response);
    const detail = isRecord(response) || row.checkPaymentStatus ? findInconsistency(row, args, response) : undefined;
    if (detail !== undefined)
      throw new OutcomeUnknown({ detail, httpStatus: status, ...pickFollowUpTool(row), responseReceived: true });
  }
  return {
    // The models are open and every field of theirs may be missing: PortOne's answers are described by them, not checked.
    response: response as z.output<S>,
    ...(typeof message === 'string' && message !== '' ? { message } : {}),
    ...(status === 207 ? { partial: { failed: findMissingIds(response, row, args) } } : {}),
  };
}

/** Why an answer that says that all went well does not show it: where money moves, that is not taken on trust. */
function findInconsistency(row: Endpoint<unknown>, args: Fields, response: unknown): string | undefined {
  const { imp_uid, status } = isRecord(response) ? response : {};
  if (row.checkPaymentStatus && status !== 'paid')
    return `the answer shows ${quoteCode(imp_uid)} as ${quoteCode(status)}, not as paid`;
  // The payment of a charge is new, and some charges take the number of something else.
  const ids = row.checkPaymentStatus ? ['merchant_uid'] : ['imp_uid', 'merchant_uid'];
  return row.money && !matchesRequestedIds(ids, args, response)
    ? 'the answer shows another payment or order'
    : undefined;
}

/** A code of PortOne's while it looks like one: what else stands there is not repeated. */
const quoteCode = (value: unknown): string =>
  typeof value === 'string' && /^\w{1,40}$/.test(value) ? value : 'something';

const pickFollowUpTool = ({ followUpTool }: Endpoint<unknown>) => (followUpTool === undefined ? {} : { followUpTool });

const isGatewayStatus = (status: number) => status === 502 || status === 503 || status === 504;

/** Whether an answer without PortOne's envelope is likely somebody else's: a gateway that is busy or gave up may be PortOne's own. */
export const isNotPortOne = (status: number): boolean => !isGatewayStatus(status) && status !== 408;

/** The answer is not PortOne's. A 4xx refuses all the same; after anything else a write may have been executed. */
function toForeignResponseError(row: Endpoint<unknown>, status: number): PortOneError {
  // 408 comes from a gateway that gave up waiting.
  if (status >= 400 && status < 500 && status !== 408)
    return new PortOneRejected({ httpStatus: status, fromPortOne: false });
  return unknownOutcome(row, `the answer (HTTP ${status}) was not PortOne's JSON`, status, !isNotPortOne(status));
}

/** The failure of a call whose answer did not arrive although the request may have left. */
export function unknownOutcome(
  row: Endpoint<unknown>,
  detail: string,
  httpStatus?: number,
  fromPortOne = true,
): PortOneError {
  if (row.effect === 'read') return new PortOneUnreachable({ detail, httpStatus, fromPortOne });
  return new OutcomeUnknown({ detail, httpStatus, ...pickFollowUpTool(row) });
}

/**
 * Brings an answer to the form that its row declares. The document types the lists of schedules as arrays while the
 * service sends pages (or the other way round), so either is taken for the other; a missing object is an empty one.
 */
function normalizeResponse(model: z.ZodType, response: unknown): unknown {
  const unwrapped = model instanceof z.ZodOptional || model instanceof z.ZodNullable ? model.unwrap() : model;
  if (unwrapped !== model)
    return response === null || response === undefined ? response : normalizeResponse(unwrapped as z.ZodType, response);
  if (model instanceof z.ZodArray) return isRecord(response) && Array.isArray(response.list) ? response.list : response;
  if (!(model instanceof z.ZodObject)) return response;
  if ('list' in model.shape && Array.isArray(response)) return { list: response };
  return response ?? {};
}

/** The ids that were asked for and are not among the answered rows. */
function findMissingIds(response: unknown, row: Endpoint<unknown>, args: Fields): string[] {
  const rows = Array.isArray(response) ? response : [];
  return Object.entries(row.batch ?? {}).flatMap(([argument, field]) => {
    const requested = args[argument];
    if (!Array.isArray(requested) || field === undefined) return [];
    const returnedIds = new Set(rows.map((item) => (isRecord(item) ? String(item[field]) : undefined)));
    return requested.map(String).filter((id) => !returnedIds.has(id));
  });
}
