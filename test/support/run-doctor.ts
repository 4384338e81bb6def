import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

const bin = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

/** Runs `doctor` of the built server with nothing in its environment but this. */
export async function runDoctor(flags: readonly string[], env: Record<string, string> = {}) {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [bin, 'doctor', ...flags], { env: { PATH: process.env.PATH ?? '', ...env } });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  const [code] = await once(child, 'close');
  return { code: Number(code), text, milliseconds: performance.now() - startedAt };
}

/** A server in place of PortOne. */
export async function startFakePortOne(respond: RequestListener) {
  const server = createServer(respond);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // The address of a TCP server has this type.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    /** Answers requests for a tunnel, as a proxy does. */
    onConnect: (statusLine: string) => void server.on('connect', (_, socket) => socket.end(`${statusLine}\r\n\r\n`)),
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
