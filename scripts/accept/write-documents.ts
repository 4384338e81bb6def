import { readFile, writeFile } from 'node:fs/promises';
import { acceptedEndpointsPath, renderAcceptedEndpoints } from '../docs/accepted-endpoints.ts';
import { countedPages, replaceCounts } from '../docs/counts.ts';
import { pgRulesPath, renderPgRulesPage } from '../docs/pg-rules.ts';
import { policySchemaPath, renderPolicySchema } from '../docs/policy-schema.ts';
import { documents, replaceTables } from '../docs/tables.ts';

for (const { path, language } of documents) {
  await writeFile(path, replaceTables(await readFile(path, 'utf8'), language));
}
for (const path of countedPages) {
  await writeFile(path, replaceCounts(await readFile(path, 'utf8')));
}
await writeFile(policySchemaPath, renderPolicySchema());
await writeFile(pgRulesPath, renderPgRulesPage());
await writeFile(acceptedEndpointsPath, renderAcceptedEndpoints());
