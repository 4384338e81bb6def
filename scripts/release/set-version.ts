import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Files that repeat the version of package.json, and how often. */
const OCCURRENCES = { 'package.json': 1, 'package-lock.json': 2, 'manifest.json': 1, 'server.json': 2 };

export const versionedFiles = Object.keys(OCCURRENCES);

/** Replaces the version wherever it stands, and nothing else, so that the files keep their form. */
export function setVersion(root: string, version: string): void {
  const { version: current } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  for (const [file, count] of Object.entries(OCCURRENCES)) {
    const path = join(root, file);
    let text = readFileSync(path, 'utf8');
    // The first ones are ours: in package-lock.json those of the dependencies follow.
    for (let replaced = 0; replaced < count; replaced++) {
      const next = text.replace(`"version": "${current}"`, `"version": "${version}"`);
      if (next === text) throw new Error(`${file} does not have the version ${current} in ${count} places`);
      text = next;
    }
    writeFileSync(path, text);
  }
}
