import type { IncomingMessage } from 'node:http';

export type RequestBody = { status: 'complete'; text: string } | { status: 'large' | 'slow' | 'gone' };

interface BodyLimits {
  maxBytes: number;
  /** A body that is too long is read and discarded up to this size, since clients ignore a response while they send. */
  maxDiscardedBytes?: number;
  /** Without it, the server's own request timeout applies. */
  timeoutMs?: number;
}

/** Reads the whole body of a request. `gone`: the client disconnected. */
export function readRequestBody(
  request: IncomingMessage,
  { maxBytes, maxDiscardedBytes = maxBytes, timeoutMs }: BodyLimits,
): Promise<RequestBody> {
  if (Number(request.headers['content-length']) > maxDiscardedBytes) return Promise.resolve({ status: 'large' });
  // The connection may have closed before this function could listen for it.
  if (request.destroyed) return Promise.resolve({ status: 'gone' });
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const timer = timeoutMs === undefined ? undefined : setTimeout(() => finish({ status: 'slow' }), timeoutMs).unref();
    const finish = (body: RequestBody) => {
      clearTimeout(timer);
      request.off('data', collectChunk);
      resolve(body);
    };
    function collectChunk(chunk: Buffer): void {
      length += chunk.length;
      if (length <= maxBytes) chunks.push(chunk);
      else if (length > maxDiscardedBytes) finish({ status: 'large' });
    }
    request.on('data', collectChunk);
    request.once('end', () =>
      finish(
        length <= maxBytes ? { status: 'complete', text: Buffer.concat(chunks).toString('utf8') } : { status: 'large' },
      ),
    );
    // After `end`, the promise is already resolved, so this has no effect.
    request.once('close', () => finish({ status: 'gone' }));
    request.once('error', () => finish({ status: 'gone' }));
  });
}
