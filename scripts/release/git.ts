import { execFileSync } from 'node:child_process';

/** Runs git and returns what it prints. Throws if it fails. */
export const runGit = (root: string, ...args: string[]): string =>
  execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
