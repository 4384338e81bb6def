import type { IncomingMessage } from 'node:http';

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
  const body = await readFormBody(request, timeoutMs);
  return typeof body === 'string' ? body : parseFormFields(body);
}

function readFormBody(request: IncomingMessage, timeoutMs: number): Promise<Buffer | 'large' | 'slow' | 'malformed'> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const timer = setTimeout(() => finish('slow'), timeoutMs).unref();
    const finish = (result: Buffer | 'large' | 'slow' | 'malformed') => {
      clearTimeout(timer);
      request.off('data', collectChunk);
      resolve(result);
    };
    const collectChunk = (chunk: Buffer) => {
      size += chunk.length;
      if (size <= MAX_FORM_BYTES) chunks.push(chunk);
      // Read on for a while beyond the limit: a client that is still sending does not receive a response.
      else if (size > MAX_DISCARDED_BYTES) finish('large');
    };
    request.on('data', collectChunk);
    request.once('end', () => finish(size <= MAX_FORM_BYTES ? Buffer.concat(chunks) : 'large'));
    request.once('error', () => finish('malformed'));
    request.once('close', () => finish('malformed'));
  });
}

/** Parses the fields. Duplicate fields are malformed, since neither answer can be trusted. */
function parseFormFields(body: Buffer): FormFields | 'malformed' {
  const fields = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(body.toString('utf8'))) {
    if (fields.has(name)) return 'malformed';
    fields.set(name, value);
  }
  return fields;
}
