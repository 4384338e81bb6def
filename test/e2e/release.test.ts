import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runGit } from '../../scripts/release/git.ts';
import { release } from '../../scripts/release/release.ts';
import { ServerFile } from '../support/server-file.ts';

let root: string;
const log: string[] = [];
const readFile = (path: string) => readFileSync(join(root, path), 'utf8');
const start = (options: { version?: string; isDryRun?: boolean; runChecks?: () => void } = {}) =>
  release({
    ...{ root, version: '9.8.7', day: '2026-12-01', isDryRun: false, runChecks: () => {} },
    ...{ log: (line: string) => log.push(line), ...options },
  });

/** A repository with the present files, on main and without a build. */
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'release-test-'));
  const list = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    encoding: 'utf8',
    maxBuffer: 10_000_000,
  });
  for (const file of list.split('\0').filter(Boolean)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    cpSync(file, join(root, file));
  }
  symlinkSync(join(process.cwd(), 'node_modules'), join(root, 'node_modules'));
  runGit(root, 'init', '--quiet', '--initial-branch=main');
  runGit(root, 'config', 'user.name', 'Tester');
  runGit(root, 'config', 'user.email', 'tester@example.com');
  runGit(root, 'add', '--all');
  runGit(root, 'commit', '--quiet', '--message', 'all');
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

// It builds, packs and starts several servers, which takes long on a busy machine.
describe('a release', { timeout: 180_000 }, () => {
  it('refuses a version that is none or not newer', async () => {
    await expect(start({ version: 'v1' })).rejects.toThrow('"v1" is not a version such as 1.2.3');
    await expect(start({ version: '0.0.1' })).rejects.toThrow('0.0.1 is not newer than');
  });

  it('refuses another branch than main', async () => {
    runGit(root, 'checkout', '--quiet', '-b', 'work');
    await expect(start()).rejects.toThrow('releases are made from main, and this is work');
    runGit(root, 'checkout', '--quiet', 'main');
  });

  it('refuses uncommitted changes and files that Git does not know', async () => {
    writeFileSync(join(root, 'notes.txt'), 'not committed');
    await expect(start()).rejects.toThrow('commit or remove these changes first:\n?? notes.txt');
    rmSync(join(root, 'notes.txt'));
  });

  it('refuses a tag that exists', async () => {
    runGit(root, 'tag', 'v9.8.7');
    await expect(start()).rejects.toThrow('the tag v9.8.7 exists');
    runGit(root, 'tag', '--delete', 'v9.8.7');
  });

  it('changes nothing in a dry run', async () => {
    await start({ isDryRun: true });
    expect(log.splice(0)).toEqual([expect.stringMatching(/^9\.8\.7 could be released: package\.json, /)]);
    expect(runGit(root, 'status', '--porcelain')).toBe('');
  });

  it('puts the files back when the checks fail', async () => {
    const runChecks = () => {
      expect(JSON.parse(readFile('package.json')).version).toBe('9.8.7');
      throw new Error('a test failed');
    };
    await expect(start({ runChecks })).rejects.toThrow('a test failed');
    expect(runGit(root, 'status', '--porcelain')).toBe('');
    expect(runGit(root, 'tag')).toBe('');
  });

  it('builds, packs, tries, commits and tags, and names every file with its checksum', async () => {
    await start();
    expect(runGit(root, 'status', '--porcelain')).toBe('');
    expect(runGit(root, 'log', '-1', '--format=%s %D')).toBe('release: 9.8.7 HEAD -> main, tag: v9.8.7');
    const changed = runGit(root, 'diff', '--stat', '--name-only', 'HEAD~1').split('\n');
    expect(changed).toEqual(['CHANGELOG.md', 'manifest.json', 'package-lock.json', 'package.json', 'server.json']);
    for (const file of changed) expect(readFile(file), file).toContain('9.8.7');
    expect(readFile('CHANGELOG.md')).toMatch(/^## \[Unreleased\]\n\n## \[9\.8\.7\] - 2026-12-01\n\n### /m);

    const artifacts = log.flatMap((line) => (line.startsWith('dist-release/') ? [line.slice(13)] : []));
    expect(artifacts).toEqual([
      ...['portone-v1-mcp-9.8.7.cdx.json', 'portone-v1-mcp-9.8.7.mcpb', 'portone-v1-mcp-9.8.7.tgz'],
      ...['server.json', 'SHA256SUMS'],
    ]);
    const sums = readFile('dist-release/SHA256SUMS').trimEnd().split('\n');
    expect(sums).toEqual(
      artifacts.slice(0, -1).map((file) => {
        const bytes = readFileSync(join(root, 'dist-release', file));
        return `${createHash('sha256').update(bytes).digest('hex')}  ${file}`;
      }),
    );
    const entry = ServerFile.parse(JSON.parse(readFile('dist-release/server.json')));
    expect(entry.packages[1]?.fileSha256).toBe(sums[1]?.split(' ')[0]);
  });

  it('has an SBOM that is valid and names exactly the packages whose licenses are included', async () => {
    const text = readFile('dist-release/portone-v1-mcp-9.8.7.cdx.json');
    expect(await new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(text)).toBeNull();
    const { metadata, components } = JSON.parse(text);
    expect(metadata.component).toMatchObject({ name: 'portone-v1-mcp', version: '9.8.7' });
    const named = components.map(({ name, version }: { name: string; version: string }) => `${name} ${version}`);
    const licensed = [...readFile('dist/THIRD-PARTY-LICENSES.txt').matchAll(/^={80}\n(\S+ \S+) \(/gm)];
    expect(named.sort()).toEqual(licensed.map(([, one]) => one).sort());
  });
});
