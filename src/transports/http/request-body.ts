import type { IncomingMessage } from 'node:http';

export type Body = { text: string } | { fault: 'large' | 'gone' };

/** The whole body, as long as it is no longer than `most` bytes; how slowly it may come is the server's to say. */
export function readBody(request: IncomingMessage, most: number): Promise<Body> {
  if (Number(request.headers['content-length']) > most) return Promise.resolve({ fault: 'large' });
  // A connection that is gone says so once, and nobody may have listened then.
  if (request.destroyed) return Promise.resolve({ fault: 'gone' });
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const end = (body: Body) => {
      request.off('data', take);
      resolve(body);
    };
    function take(chunk: Buffer): void {
      length += chunk.length;
      if (length > most) end({ fault: 'large' });
      else chunks.push(chunk);
    }
    request.on('data', take);
    request.once('end', () => end({ text: Buffer.concat(chunks).toString('utf8') }));
    // After the end this says nothing new.
    request.once('close', () => end({ fault: 'gone' }));
    request.once('error', () => end({ fault: 'gone' }));
  });
}
