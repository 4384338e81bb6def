import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const UNRELEASED = '## [Unreleased]';

const getPath = (root: string) => join(root, 'CHANGELOG.md');

/** What stands under [Unreleased]; empty if nothing does. */
export function readUnreleased(root: string): string {
  const [, rest = ''] = readFileSync(getPath(root), 'utf8').split(UNRELEASED);
  return (rest.split(/^## \[/m)[0] ?? '').trim();
}

/** Turns [Unreleased] into the section of a version, and begins an empty one. */
export function dateChangelog(root: string, version: string, day: string): void {
  const text = readFileSync(getPath(root), 'utf8');
  writeFileSync(getPath(root), text.replace(UNRELEASED, `${UNRELEASED}\n\n## [${version}] - ${day}`));
}
