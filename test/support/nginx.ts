import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePort } from './free-port.ts';

export const nginx = ['/usr/sbin/nginx', 'nginx'].find((path) => spawnSync(path, ['-v']).status === 0);

if (nginx === undefined) process.stderr.write('Skipped: the test of the example for nginx needs nginx.\n');

/** nginx with the documented example configuration in front of these replicas, on a local port. */
export async function startNginx(
  program: string,
  ports: readonly number[],
): Promise<{ url: string; close(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'nginx-'));
  const port = await findFreePort();
  const example = await readFile('docs/nginx.conf', 'utf8');
  // Changes only what differs between machines: addresses and folders.
  const config = example
    .replaceAll('server server:3000;', ports.map((one) => `server 127.0.0.1:${one};`).join('\n    '))
    .replace('listen 8080;', `listen 127.0.0.1:${port};`)
    .replaceAll('/tmp/nginx', join(folder, 'nginx'));
  const path = join(folder, 'nginx.conf');
  await writeFile(path, config);
  const child = spawn(program, ['-p', folder, '-c', path, '-g', 'daemon off;'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', (text) => (stderr += text));
  const url = `http://127.0.0.1:${port}`;
  for (let attempts = 0; ; attempts += 1) {
    if (
      await fetch(url).then(
        () => true,
        () => false,
      )
    )
      break;
    if (attempts > 100 || child.exitCode !== null) throw new Error(`nginx does not answer: ${stderr}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    url,
    async close() {
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
      await rm(folder, { recursive: true });
    },
  };
}
