import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Caches that other programs keep in the temporary folder for their next run. */
const CACHES = /^(tsx-\d+|node-compile-cache)$/;

/** Gives all tests of a run one temporary folder, and fails the run when they leave something in it. */
export default function useOneTemporaryFolder(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'tests-'));
  // Test workers and the programs that they start inherit it.
  process.env.TMPDIR = folder;
  return () => {
    const left = readdirSync(folder).filter((name) => !CACHES.test(name));
    rmSync(folder, { recursive: true, force: true });
    if (left.length > 0) throw new Error(`Tests left these files in the temporary folder: ${left.sort().join(', ')}`);
  };
}
