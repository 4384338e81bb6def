import type { IncomingMessage } from 'node:http';

export type RequestBody = { text: string } | { fault: 'large' | 'slow' | 'gone' };

interface BodyLimits {
  maxBytes: number;
  /** A longer body is still read up to here before it is given up: a client that writes does not hear an answer. */
  maxDiscardedBytes?: number;
  /** Without it, how slowly a body may come is the server's to say. */
  timeoutMs?: number;
}

/** The whole body of a request, or why there is none. */
export function readRequestBody(
  request: IncomingMessage,
  { maxBytes, maxDiscardedBytes = maxBytes, timeoutMs }: BodyLimits,
): Promise<RequestBody> {
  if (Number(request.headers['content-length']) > maxDiscardedBytes) return Promise.resolve({ fault: 'large' });
  // A connection that is gone says so once, and nobody may have listened then.
  if (request.destroyed) return Promise.resolve({ fault: 'gone' });
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const timer = timeoutMs === undefined ? undefined : setTimeout(() => finish({ fault: 'slow' }), timeoutMs).unref();
    const finish = (body: RequestBody) => {
      clearTimeout(timer);
      request.off('data', collectChunk);
      resolve(body);
    };
    function collectChunk(chunk: Buffer): void {
      length += chunk.length;
      if (length <= maxBytes) chunks.push(chunk);
      else if (length > maxDiscardedBytes) finish({ fault: 'large' });
    }
    request.on('data', collectChunk);
    request.once('end', () =>
      finish(length <= maxBytes ? { text: Buffer.concat(chunks).toString('utf8') } : { fault: 'large' }),
    );
    // After the end this says nothing new.
    request.once('close', () => finish({ fault: 'gone' }));
    request.once('error', () => finish({ fault: 'gone' }));
  });
}
