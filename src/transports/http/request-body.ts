import type { IncomingMessage } from 'node:http';

export type RequestBody = { text: string } | { fault: 'large' | 'gone' };

/** Reads a body of at most `maxBytes` bytes. The server limits how long that may take. */
export function readBody(request: IncomingMessage, maxBytes: number): Promise<RequestBody> {
  if (Number(request.headers['content-length']) > maxBytes) return Promise.resolve({ fault: 'large' });
  // A closed connection emits `close` only once, possibly before we listened.
  if (request.destroyed) return Promise.resolve({ fault: 'gone' });
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const finish = (body: RequestBody) => {
      request.off('data', collectChunk);
      resolve(body);
    };
    function collectChunk(chunk: Buffer): void {
      length += chunk.length;
      if (length > maxBytes) finish({ fault: 'large' });
      else chunks.push(chunk);
    }
    request.on('data', collectChunk);
    request.once('end', () => finish({ text: Buffer.concat(chunks).toString('utf8') }));
    // No effect after `end`.
    request.once('close', () => finish({ fault: 'gone' }));
    request.once('error', () => finish({ fault: 'gone' }));
  });
}
