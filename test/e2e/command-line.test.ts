import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { describe, expect, it } from 'vitest';
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

describe('a start that fails', () => {
  const env = { PATH: process.env.PATH ?? '' };
  const initialize = { jsonrpc: '2.0', id: 7, method: 'initialize', params: {} };
  const start = (flags: string[], more: object = {}) =>
    spawnSync(process.execPath, [bin, ...flags], { encoding: 'utf8', env, ...more });

  it('a wrong setting answers the first request of the client with the line on stderr', () => {
    const input = `${JSON.stringify({ jsonrpc: '2.0', method: 'notifications/x' })}\n${JSON.stringify(initialize)}\n`;
    const { status, stdout, stderr } = start([], { input });
    expect(status).toBe(2);
    expect(stderr).toMatch(/^portone-v1-mcp: PORTONE_V1_API_KEY and [^\n]*\n$/);
    expect(JSON.parse(stdout)).toEqual({ jsonrpc: '2.0', id: 7, error: { code: -32603, message: stderr.trimEnd() } });
  });

  it('a client that sends nothing is waited for only briefly', async () => {
    const server = spawn(process.execPath, [bin, '--sandbox', '--pii', 'some'], { env });
    const startedAt = performance.now();
    const [code] = await once(server, 'exit');
    expect(code).toBe(2);
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  });

  it.each([
    ['a broken policy file', ['--sandbox', '--policy', '/dev/null'], /--policy \/dev\/null/],
    ['a mistyped variable', ['--sandbox'], /PORTONE_V1_READONLY .*did you mean PORTONE_V1_READ_ONLY/],
  ])('%s ends the start with exit code 2, and the client is told', (_, flags, line) => {
    const variables = flags.length > 1 ? env : { ...env, PORTONE_V1_READONLY: '1' };
    const { status, stdout } = start(flags, { env: variables, input: `${JSON.stringify(initialize)}\n` });
    expect(status).toBe(2);
    expect(JSON.parse(stdout).error.message).toMatch(line);
  });

  it('PORTONE_V1_SANDBOX starts the sandbox without a key', () => {
    const { status, stderr } = start([], { env: { ...env, PORTONE_V1_SANDBOX: 'True' }, input: '' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});

describe('the reason why a start fails', () => {
  const env = { PATH: process.env.PATH ?? '', PORTONE_V1_READONLY: '1', PORTONE_V1_LANG: 'ko' };
  const REASON = /PORTONE_V1_READONLY: 이 서버에 없는 설정입니다/;

  it.each(['auto', 'legacy'] as const)('reaches a real client that negotiates by %j', async (mode) => {
    const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode } });
    const transport = new StdioClientTransport({
      command: process.execPath,
      args: [bin, '--sandbox'],
      env,
      stderr: 'ignore',
    });
    await expect(client.connect(transport)).rejects.toThrow(REASON);
    await client.close();
  });

  it('answers the first request of either revision, and what follows it', () => {
    const send = (id: number, method: string) => `${JSON.stringify({ jsonrpc: '2.0', id, method, params: {} })}\n`;
    const input = send(1, 'server/discover') + send(2, 'initialize');
    const { stdout } = spawnSync(process.execPath, [bin, '--sandbox'], { encoding: 'utf8', env, input });
    const answers = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(answers).toMatchObject([1, 2].map((id) => ({ id, error: { message: expect.stringMatching(REASON) } })));
  });

  it('is in the language that the command line asks for, whatever else is wrong', () => {
    const { stderr } = spawnSync(process.execPath, [bin, '--read-onyl', '--lang', 'ko'], {
      encoding: 'utf8',
      input: '',
    });
    expect(stderr).toBe('portone-v1-mcp: 알 수 없는 옵션: --read-onyl. 혹시 --read-only? (--help 참고)\n');
  });
});

it('help and version are commands too', () => {
  const run = (command: string) => spawnSync(process.execPath, [bin, command], { encoding: 'utf8' });
  expect(run('help').stdout).toBe(renderHelp());
  expect(run('version').stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});
