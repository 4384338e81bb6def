import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasRedis } from '../support/redis.ts';

/** The blocks of a guide's walk, as a shell would run them one after the other, and why some are not run. */
function readWalk(path: string) {
  const text = readFileSync(path, 'utf8');
  const [walk = ''] = /^## (?:Three shops|상점 세 곳).*?(?=^## (?!#))/ms.exec(text) ?? [];
  const blocks = [...walk.matchAll(/(?:<!-- not run by the test: (.+?) -->\n\n)?```sh\n(.+?)\n```/gs)];
  return {
    run: blocks.flatMap(([, reason, code = '']) => (reason === undefined ? [code] : [])),
    notRun: blocks.flatMap(([, reason, code = '']) => (reason === undefined ? [] : [{ reason, code }])),
  };
}

const english = readWalk('docs/operations.md');

it('the walk of the operations guide has the same commands in both languages, and three that are not run', () => {
  expect(readWalk('docs/operations.ko.md')).toEqual(english);
  expect(english.run).toHaveLength(10);
  expect(english.notRun.map(({ reason }) => reason)).toEqual([
    'needs real keys of PortOne',
    'needs a certificate and a public name',
    'needs the next version, Docker or systemd',
  ]);
});

describe.skipIf(!hasRedis || process.platform === 'win32')('the walk through three shops', () => {
  const folder = mkdtempSync(join(tmpdir(), 'walk-'));
  const messages: string[] = [];
  let chat: Server;
  let shell: ChildProcess;
  let output = '';
  let exitCode: unknown;

  beforeAll(async () => {
    chat = createServer(async (request, response) => {
      for await (const chunk of request) messages.push(String(chunk));
      response.end('ok');
    });
    await new Promise<void>((done) => chat.listen(24_004, '127.0.0.1', done));
    const bin = join(folder, 'bin');
    mkdirSync(bin);
    const program = join(bin, 'portone-v1-mcp');
    writeFileSync(program, `#!/bin/sh\nexec "${process.execPath}" "${resolve('dist/main.js')}" "$@"\n`);
    chmodSync(program, 0o755);
    const script = join(folder, 'walk.sh');
    writeFileSync(script, ['set -euo pipefail', ...english.run].join('\n'));
    // A process group of its own, so that what the walk leaves running can be ended.
    shell = spawn('bash', [script], {
      cwd: folder,
      env: { PATH: `${bin}:${process.env.PATH}`, HOME: folder },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    for (const stream of [shell.stdout, shell.stderr])
      stream?.on('data', (chunk: Buffer) => {
        output += chunk;
      });
    [exitCode] = await once(shell, 'exit');
  }, 120_000);
  afterAll(async () => {
    if (shell.pid !== undefined)
      try {
        process.kill(-shell.pid, 'SIGKILL');
      } catch {
        // All of it has ended.
      }
    await new Promise<void>((done) => chat.close(() => done()));
    rmSync(folder, { recursive: true, force: true });
  });

  const readResult = (name: string) => readFileSync(join(folder, 'shops', name), 'utf8');

  it('runs to its end as printed', () => {
    expect(exitCode, output).toBe(0);
  });

  it('both policies hold, and the stricter one refuses', () => {
    expect(readResult('check.json')).toContain("the company's policy + this shop's own");
    expect(readResult('over-the-cap.json')).toContain("This shop's own policy allows at most ₩50,000 in one call");
  });

  it('a refund within both waits for a person, whom the chat and the list tell', () => {
    const waiting = readResult('waiting.json');
    const [url = ''] = /http:[^"\\]*\/approvals\/shop-a\/[\w-]{22}/.exec(waiting) ?? [];
    expect(waiting).toContain('approval_required');
    expect(readResult('list.html')).toContain(new URL(url).pathname);
    expect(messages.join()).toContain(url);
  });

  it('the audit log is whole, and the old token is refused after its rotation', () => {
    expect(output.match(/\bok\b/g)?.length).toBeGreaterThanOrEqual(2);
    expect(readResult('old-token.json')).not.toContain('"reachable":true');
    expect(readResult('new-token.json')).toContain('"reachable":true');
  });
});
