/**
 * `npm run accept` writes what follows from the code: the indexes of collected folders, tables and numbers of the
 * documentation, the accepted endpoints and the snapshots. It prints the files that changed; review their difference.
 */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { findChanges, readWrittenFiles } from './accept/changes.ts';

const SNAPSHOTS = 'test/contract/__snapshots__';
const TESTS_WITH_SNAPSHOTS = ['tools', 'wire', 'prompts', 'resources'].map((name) => `test/contract/${name}.test.ts`);

/** Each step runs in a separate process, because it imports what the previous step has written. */
function runStep(...args: string[]): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status === 0) return;
  console.error(`${stdout}${stderr}`);
  console.error(`This step failed: node ${args.join(' ')}`);
  printChanges();
  process.exit(1);
}

function printChanges(): void {
  const changes = findChanges(before, readWrittenFiles());
  for (const change of changes) console.log(change);
  console.log(changes.length === 0 ? 'Nothing changed.' : `${changes.length} files changed: review the difference.`);
}

const before = readWrittenFiles();
runStep('--import', 'tsx', 'scripts/accept/write-collections.ts');
runStep('--import', 'tsx', 'scripts/accept/write-documents.ts');
// Rewrite all snapshots, so that none of a removed tool remains.
rmSync(SNAPSHOTS, { recursive: true });
const vitest = join('node_modules', 'vitest', 'vitest.mjs');
runStep(vitest, 'run', '--update', '--reporter=dot', ...TESTS_WITH_SNAPSHOTS);
printChanges();
