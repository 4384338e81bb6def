import type { IncomingMessage } from 'node:http';

const MOST_BYTES = 16 * 1024;
/** Beyond this not even a refusal is owed. */
const MOST_BYTES_HEARD = 1024 * 1024;

export type Fields = ReadonlyMap<string, string>;

/** The fields of a form that was posted; or why it is none. */
export async function readForm(
  request: IncomingMessage,
  milliseconds: number,
): Promise<Fields | 'large' | 'slow' | 'malformed'> {
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(request.headers['content-type'] ?? '')) return 'malformed';
  const body = await readBody(request, milliseconds);
  return typeof body === 'string' ? body : fieldsOf(body);
}

function readBody(request: IncomingMessage, milliseconds: number): Promise<Buffer | 'large' | 'slow' | 'malformed'> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const timer = setTimeout(() => end('slow'), milliseconds).unref();
    const end = (result: Buffer | 'large' | 'slow' | 'malformed') => {
      clearTimeout(timer);
      request.off('data', onData);
      resolve(result);
    };
    const onData = (chunk: Buffer) => {
      size += chunk.length;
      if (size <= MOST_BYTES) chunks.push(chunk);
      // What is too much is still read for a while: a client that writes does not hear an answer.
      else if (size > MOST_BYTES_HEARD) end('large');
    };
    request.on('data', onData);
    request.once('end', () => end(size <= MOST_BYTES ? Buffer.concat(chunks) : 'large'));
    request.once('error', () => end('malformed'));
    request.once('close', () => end('malformed'));
  });
}

/** Every field once: of two answers in one form neither counts. */
function fieldsOf(body: Buffer): Fields | 'malformed' {
  const fields = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(body.toString('utf8'))) {
    if (fields.has(name)) return 'malformed';
    fields.set(name, value);
  }
  return fields;
}
