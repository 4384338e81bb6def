import { readFile, writeFile } from 'node:fs/promises';
import { pgRulesPath, renderPgRulesPage } from './docs/pg-rules.ts';
import { policySchemaPath, renderPolicySchema } from './docs/policy-schema.ts';
import { documents, replaceTables } from './docs/tables.ts';

for (const { path, language } of documents) {
  await writeFile(path, replaceTables(await readFile(path, 'utf8'), language));
}
await writeFile(policySchemaPath, renderPolicySchema());
await writeFile(pgRulesPath, renderPgRulesPage());
