import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pgRulesPage, pgRulesPath } from './docs/pg-rules.ts';
import { documents, withTables } from './docs/tables.ts';

for (const { path, language } of documents) {
  await writeFile(path, withTables(await readFile(path, 'utf8'), language));
}
await mkdir(dirname(pgRulesPath), { recursive: true });
await writeFile(pgRulesPath, pgRulesPage());
