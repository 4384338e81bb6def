import { createServer, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseLine } from './stdio-recording.ts';

export interface HttpRecording {
  url: string;
  /** The messages so far, of requests and responses, and of each event of a stream. */
  readMessages(): unknown[];
  close(): void;
}

/** A proxy before the server at `target` that keeps what passes. */
export async function recordHttp(target: string): Promise<HttpRecording> {
  const { origin, pathname } = new URL(target);
  const bodies: string[] = [];
  const keepBody = (stream: NodeJS.ReadableStream) => {
    const index = bodies.push('') - 1;
    stream.setEncoding('utf8');
    stream.on('data', (chunk: string) => {
      bodies[index] += chunk;
    });
  };
  const proxy = createServer((request, response) => {
    const headers = { ...request.headers, host: new URL(origin).host };
    const forwarded = send(origin + request.url, { method: request.method, headers }, (answer) => {
      keepBody(answer);
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    forwarded.on('error', () => response.destroy());
    response.on('close', () => forwarded.destroy());
    keepBody(request);
    request.pipe(forwarded);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const { port } = proxy.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${pathname}`,
    readMessages: () =>
      bodies.flatMap((body) => body.split('\n')).flatMap((line) => parseLine(line.replace(/^data: /, ''))),
    close: () => {
      proxy.closeAllConnections();
      proxy.close();
    },
  };
}
