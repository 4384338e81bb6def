import type { IncomingMessage } from 'node:http';

export type RequestBody = { text: string } | { fault: 'large' | 'gone' };

/** The whole body, as long as it is no longer than `most` bytes; how slowly it may come is the server's to say. */
export function readBody(request: IncomingMessage, maxBytes: number): Promise<RequestBody> {
  if (Number(request.headers['content-length']) > maxBytes) return Promise.resolve({ fault: 'large' });
  // A connection that is gone says so once, and nobody may have listened then.
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
    // After the end this says nothing new.
    request.once('close', () => finish({ fault: 'gone' }));
    request.once('error', () => finish({ fault: 'gone' }));
  });
}
