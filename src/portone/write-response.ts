import type * as z from 'zod';
import type { Endpoint } from '../endpoints/endpoint.ts';
import { PortOneError, PortOneRejected } from './errors.ts';
import { type HttpResponse, type PortOneResult, parseEnvelope, parseResponse, unknownOutcome } from './response.ts';

/** Only PortOne knows whether a token is valid: a 401 without its envelope comes from another server. */
export function isTokenRejected({ status, text }: HttpResponse): boolean {
  const envelope = parseEnvelope(text);
  return status === 401 && envelope?.isComplete === true && envelope.hasResponse;
}

/** Throws only PortOneError: PortOne has the request, so a response in an unexpected form must not hide that. */
export function parseWriteResponse<A, S extends z.ZodType>(
  row: Endpoint<A, S>,
  values: Readonly<Record<string, unknown>>,
  response: HttpResponse,
  isSecondSending = false,
): PortOneResult<z.output<S>> {
  try {
    return parseResponse(row, values, response);
  } catch (error) {
    if (error instanceof PortOneRejected) error.isSecondSending = isSecondSending;
    if (error instanceof PortOneError) throw error;
    throw unknownOutcome(row, 'the response has an unexpected form', response.status);
  }
}
