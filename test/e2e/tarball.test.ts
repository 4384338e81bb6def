import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import ownPackage from '../../package.json' with { type: 'json' };
import { callServer } from '../../scripts/bundle/call-server.ts';
import { runNpm } from '../../scripts/run-npm.ts';
import { tools as allTools } from '../../src/tools/index.ts';

describe('the npm package, installed offline in an empty folder', () => {
  let folder: string;
  let installOutput: string;
  const run = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync('npm', args, {
      ...{ cwd: folder, encoding: 'utf8' },
      shell: process.platform === 'win32',
    });
    return { status, output: `${stdout}${stderr}` };
  };

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'tarball-test-'));
    // Other tests use the build at the same time.
    runNpm('.', 'pack', '--ignore-scripts', '--pack-destination', folder);
    const tarball = `./${ownPackage.name}-${ownPackage.version}.tgz`;
    const { status, output } = run('install', '--loglevel', 'notice', '--offline', '--no-audit', '--no-fund', tarball);
    expect(status, output).toBe(0);
    installOutput = output;
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('installs one package without a warning', () => {
    expect(installOutput).toMatch(/added 1 package/);
    expect(installOutput).not.toMatch(/warn/i);
  });

  it('starts by its name', () => {
    const { status, output } = run('exec', '--offline', '--no', '--', ownPackage.name, '--version');
    expect({ status, output: output.trim() }).toEqual({ status: 0, output: ownPackage.version });
  });

  it('serves every tool over stdio and answers a call', async () => {
    const program = join(folder, 'node_modules', ownPackage.name, ownPackage.bin['portone-v1-mcp']);
    const command = { command: process.execPath, args: [program, '--sandbox'], env: {} };
    await callServer(command, async ({ tools, call }) => {
      expect([...tools].sort()).toEqual(allTools.map(({ name }) => name).sort());
      expect(await call('check_connection', {})).toMatchObject({ server: { version: ownPackage.version } });
    });
  });
});
