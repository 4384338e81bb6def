import { readFile, writeFile } from 'node:fs/promises';
import { documents, withTables } from './docs/tables.ts';

for (const { path, language } of documents) {
  await writeFile(path, withTables(await readFile(path, 'utf8'), language));
}
