import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { pages, readPage } from '../support/doc-pages.ts';
import { findCommands, findInlineCommands } from '../support/documented-commands.ts';

const bin = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
/** The operations guide has a test of its own. */
const checkedPages = pages.filter((page) => !page.startsWith('docs/operations'));
const commands = [
  ...new Set(checkedPages.flatMap((page) => [...findCommands(readPage(page)), ...findInlineCommands(readPage(page))])),
];

/** Why a command is not run here. Each of them must be in some page. */
const notRunHere: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [/^git clone /, 'needs the network'],
  [/^cd /, 'goes with the line before it'],
  [/^npm ci$/, 'installs packages'],
  [/^npm run demo$/, 'is run by demo.test.ts'],
  [/^npm run check(:fast)?$/, 'runs this test'],
  [/^(HOSTS_DIR=\S+ )?npm run hosts/, 'needs installed hosts'],
];

const clients = ['claude', 'codex', 'copilot', 'gemini'];
/** Folders in which clients are looked for: as the bench of hosts does, and the PATH. */
const clientFolders = [
  ...[process.env.HOSTS_DIR ?? []]
    .flat()
    .flatMap((folder) => [
      folder,
      join(folder, 'node_modules', '.bin'),
      ...clients.map((client) => join(folder, client, 'node_modules', '.bin')),
    ]),
  ...(process.env.PATH ?? '').split(delimiter),
];
const path = clientFolders.join(delimiter);
const isInstalled = (client: string) => spawnSync(client, ['--version'], { env: { PATH: path } }).status === 0;

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'commands-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const servers = commands.filter((command) => command.startsWith('node dist/main.js '));
const additions = commands.filter((command) => clients.includes(command.split(' ')[0] ?? ''));

it('every command of the documentation is run by a test, or there is a reason why not', () => {
  const known = (command: string) =>
    servers.includes(command) || additions.includes(command) || notRunHere.some(([pattern]) => pattern.test(command));
  expect(commands.filter((command) => !known(command))).toEqual([]);
  expect(notRunHere.filter(([pattern]) => !commands.some((command) => pattern.test(command)))).toEqual([]);
});

describe('the commands that start this server', () => {
  /** Splits a command as a shell does where nothing is quoted. */
  const readArguments = (command: string) => command.split(/\s+/).slice(2);

  it.each(servers)('"%s" works as it is written', async (command) => {
    const folder = makeFolder();
    const entry = execFileSync(process.execPath, [bin, 'token', 'anna'], { encoding: 'utf8' });
    writeFileSync(join(folder, 'tokens.json'), `[${/\{.*\}/s.exec(entry)?.[0]}]`);
    const auditLog = join(folder, 'audit.jsonl');
    const args = readArguments(command).map((argument) => argument.replace('<file>', auditLog));
    const env = { PATH: process.env.PATH ?? '', PORTONE_V1_SANDBOX: '1' };
    spawnSync(process.execPath, [bin, '--audit', auditLog], { env, input: '' });
    const keepsRunning = args.includes('--http') || args[0] === 'sandbox';
    // The port of the documentation may be taken on this machine.
    if (keepsRunning) args.push('--port', '0');
    const server = spawn(process.execPath, [bin, ...args], {
      cwd: folder,
      env,
    });
    let written = '';
    const isReady = new Promise<void>((resolve) => {
      for (const stream of [server.stdout, server.stderr])
        stream.on('data', (chunk) => {
          written += chunk;
          if (/listening on port \d+|http:\/\/127\.0\.0\.1:\d+/.test(written)) resolve();
        });
    });
    const ended = new Promise<number | null>((resolve) => server.once('exit', resolve));
    server.stdin.end();
    if (keepsRunning) {
      await Promise.race([isReady, ended]);
      server.kill();
    }
    const code = await ended;
    // 1: the doctor has warnings, such as a sandbox in place of a key.
    expect(args[0] === 'doctor' ? [0, 1] : [0, null], written).toContain(code);
  });
});

describe('the commands that add this server to a client', () => {
  const installed = clients.filter(isInstalled);
  const missing = additions.filter((command) => !installed.includes(command.split(' ')[0] ?? ''));
  it.skipIf(missing.length > 0)(`${missing.length} of ${additions.length} need clients that are not installed`, () => {
    expect(missing).toEqual([]);
  });

  it.each(additions.filter((command) => !missing.includes(command)))('"%s" is accepted by the client', (command) => {
    const home = makeFolder();
    const env = { PATH: path, HOME: home, PWD: home };
    const { status, stdout, stderr } = spawnSync('sh', ['-c', command], { cwd: home, encoding: 'utf8', env });
    expect(status, stderr).toBe(0);
    expect(`${stdout}${stderr}`).toMatch(/portone/);
  });
});

describe.each(['docs/clients.md', 'docs/clients.ko.md'])('the configuration files in %s', (page) => {
  const blocks = [...readFileSync(page, 'utf8').matchAll(/^```json\n(.*?)^```$/gms)].map(([, json = '']) => json);

  it('every server that they name starts with its arguments and variables', () => {
    for (const block of blocks) {
      const { mcpServers, servers: vsCode, mcp } = JSON.parse(block);
      for (const { command, args = [], env, environment } of Object.values<Entry>(mcpServers ?? vsCode ?? mcp)) {
        const [program, file = '', ...flags] = [command, args].flat(2);
        expect(program).toBe('node');
        expect(file).toMatch(/[/\\]portone-v1-mcp[/\\]dist[/\\]main\.js$/);
        const variables = fillIn({ ...env, ...environment });
        const { status, stderr } = spawnSync(process.execPath, [bin, ...flags], {
          encoding: 'utf8',
          env: variables,
          input: '',
        });
        expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      }
    }
  });
});

interface Entry {
  command: string | string[];
  args?: string[];
  env?: Record<string, string>;
  environment?: Record<string, string>;
}

/** What a reader puts in place of the sample texts, and VS Code in place of what it has asked for. */
const credentials = { PORTONE_V1_API_KEY: '1234567890123456', PORTONE_V1_API_SECRET: 'abcdef0123456789'.repeat(5) };
const fillIn = (variables: Record<string, string>) =>
  'PORTONE_V1_API_KEY' in variables ? { ...variables, ...credentials } : variables;
