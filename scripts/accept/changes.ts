import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The files that `npm run accept` writes. Imports no product code, which may not load before the indexes exist.
 */
const WRITTEN = [
  'README.md',
  'README.ko.md',
  'package.json',
  'manifest.json',
  'mcpb-resources',
  'docs',
  'src/endpoints/catalog',
  'src/sandbox/handlers',
  'test/e2e/calls',
  'test/contract',
];

type Files = ReadonlyMap<string, string>;

function listFiles(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path).flatMap((name) => listFiles(join(path, name)));
}

export const readWrittenFiles = (): Files =>
  new Map(WRITTEN.flatMap(listFiles).map((path) => [path, readFileSync(path, 'latin1')]));

/** Returns one line for each changed file. */
export function findChanges(before: Files, after: Files): string[] {
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort();
  return paths.flatMap((path) => {
    if (!after.has(path)) return [`removed  ${path}`];
    if (!before.has(path)) return [`new      ${path}`];
    return before.get(path) === after.get(path) ? [] : [`changed  ${path}`];
  });
}
