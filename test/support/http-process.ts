import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const bin = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

/** The built server over HTTP, in a process of its own. */
export interface HttpProcess {
  /** The origin: `/mcp` and the rest are below it. */
  url: string;
  /** All that it wrote on stderr so far. */
  log(): string;
  child: ChildProcess;
  /** Asks it to stop, as whoever runs it would; resolves with its exit code. */
  stop(): Promise<number | null>;
}

export async function startHttp(flags: readonly string[], env: Record<string, string> = {}): Promise<HttpProcess> {
  const child = spawn(process.execPath, [bin, '--http', '--port', '0', ...flags], {
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let log = '';
  const url = await new Promise<string>((resolve, reject) => {
    child.stderr.setEncoding('utf8').on('data', (text) => {
      log += text;
      const [, port] = /listening on port (\d+)/.exec(log) ?? [];
      if (port !== undefined) resolve(`http://127.0.0.1:${port}`);
    });
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}: ${log}`)));
  });
  return {
    url,
    child,
    log: () => log,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      const [code] = await exited;
      return code as number | null;
    },
  };
}
