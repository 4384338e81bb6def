/** `npm run release -- <version> [--dry-run]` makes a release; CONTRIBUTING.md says what remains to be done by hand. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { release } from './release/release.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

function runChecks(): void {
  const { status } = spawnSync('npm', ['run', 'check'], {
    ...{ cwd: root, stdio: 'inherit' },
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error('npm run check failed');
}

const { values, positionals } = parseArgs({ options: { 'dry-run': { type: 'boolean' } }, allowPositionals: true });
const [version, ...rest] = positionals;
if (version === undefined || rest.length > 0) throw new Error('npm run release -- <version> [--dry-run]');
try {
  const day = new Date().toISOString().slice(0, 10);
  await release({
    ...{ root, version, day, isDryRun: values['dry-run'] === true },
    ...{ runChecks, log: console.log },
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
