import type { IncomingMessage } from 'node:http';

const MAX_FORM_BYTES = 16 * 1024;
/** Beyond this not even a refusal is owed. */
const MAX_DISCARDED_BYTES = 1024 * 1024;

export type FormFields = ReadonlyMap<string, string>;

/** The fields of a form that was posted; or why it is none. */
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
      // What is too much is still read for a while: a client that writes does not hear an answer.
      else if (size > MAX_DISCARDED_BYTES) finish('large');
    };
    request.on('data', collectChunk);
    request.once('end', () => finish(size <= MAX_FORM_BYTES ? Buffer.concat(chunks) : 'large'));
    request.once('error', () => finish('malformed'));
    request.once('close', () => finish('malformed'));
  });
}

/** Every field once: of two answers in one form neither counts. */
function parseFormFields(body: Buffer): FormFields | 'malformed' {
  const fields = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(body.toString('utf8'))) {
    if (fields.has(name)) return 'malformed';
    fields.set(name, value);
  }
  return fields;
}
