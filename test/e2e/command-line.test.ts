import { spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { renderHelp } from '../../src/main/help.ts';

const bin = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

it('--help and --version print to stdout', () => {
  const runFlag = (flag: string) => spawnSync(process.execPath, [bin, flag], { encoding: 'utf8' });
  expect(runFlag('--help')).toMatchObject({ status: 0, stdout: renderHelp(), stderr: '' });
  expect(runFlag('--version')).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    stderr: '',
  });
});

it('an occupied sandbox port is reported in one line', async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  // A server that listens on TCP has an address with a port.
  const { port } = taken.address() as { port: number };
  const { status, stderr, stdout } = spawnSync(process.execPath, [bin, 'sandbox', '--port', String(port)], {
    encoding: 'utf8',
  });
  taken.close();
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(new RegExp(`^portone-v1-mcp: .*--port ${port} .*EADDRINUSE.*\n$`));
});
