import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gt, valid } from 'semver';
import { readUnreleased } from './changelog.ts';
import { runGit } from './git.ts';

/** Throws if a release of this version may not start here. Changes nothing. */
export function assertReleasable(root: string, version: string): void {
  if (valid(version) !== version) throw new Error(`"${version}" is not a version such as 1.2.3`);
  const { version: current } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  if (!gt(version, current)) throw new Error(`${version} is not newer than ${current}`);
  const branch = runGit(root, 'rev-parse', '--abbrev-ref', 'HEAD');
  if (branch !== 'main') throw new Error(`releases are made from main, and this is ${branch}`);
  const changes = runGit(root, 'status', '--porcelain');
  if (changes !== '') throw new Error(`commit or remove these changes first:\n${changes}`);
  if (runGit(root, 'tag', '--list', `v${version}`) !== '') throw new Error(`the tag v${version} exists`);
  if (readUnreleased(root) === '') throw new Error('CHANGELOG.md has nothing under [Unreleased]');
}
