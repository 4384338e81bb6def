import type { IncomingMessage } from 'node:http';
import { readRequestBody } from '../base/request-body.ts';

const MAX_FORM_BYTES = 16 * 1024;
/** A larger body is cut off without a response. */
const MAX_DISCARDED_BYTES = 1024 * 1024;

export type FormFields = ReadonlyMap<string, string>;

/** Reads the fields of a posted form, or returns why it cannot be read. */
export async function readForm(
  request: IncomingMessage,
  timeoutMs: number,
): Promise<FormFields | 'large' | 'slow' | 'malformed'> {
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(request.headers['content-type'] ?? '')) return 'malformed';
  const limits = { maxBytes: MAX_FORM_BYTES, maxDiscardedBytes: MAX_DISCARDED_BYTES, timeoutMs };
  const body = await readRequestBody(request, limits);
  if ('text' in body) return parseFormFields(body.text);
  return body.fault === 'gone' ? 'malformed' : body.fault;
}

/** Every field once: of two answers in one form neither counts. */
function parseFormFields(body: string): FormFields | 'malformed' {
  const fields = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(body)) {
    if (fields.has(name)) return 'malformed';
    fields.set(name, value);
  }
  return fields;
}
