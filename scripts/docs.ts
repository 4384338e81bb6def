import { readFile, writeFile } from 'node:fs/promises';
import { pgRulesPage, pgRulesPath } from './docs/pg-rules.ts';
import { policySchema, policySchemaPath } from './docs/policy-schema.ts';
import { documents, withTables } from './docs/tables.ts';

for (const { path, language } of documents) {
  await writeFile(path, withTables(await readFile(path, 'utf8'), language));
}
await writeFile(policySchemaPath, policySchema());
await writeFile(pgRulesPath, pgRulesPage());
