import { readFile, writeFile } from 'node:fs/promises';
import { acceptedEndpointsPath, renderAcceptedEndpoints } from '../docs/accepted-endpoints.ts';
import { countedPages, replaceCounts } from '../docs/counts.ts';
import { pgRulesPages, renderPgRulesPage } from '../docs/pg-rules.ts';
import { policySchemaPath, renderPolicySchema } from '../docs/policy-schema.ts';
import { documents, replaceTables } from '../docs/tables.ts';

for (const page of documents) {
  await writeFile(page.path, replaceTables(await readFile(page.path, 'utf8'), page));
}
for (const path of countedPages) {
  await writeFile(path, replaceCounts(await readFile(path, 'utf8')));
}
await writeFile(policySchemaPath, renderPolicySchema());
for (const { path, language } of pgRulesPages) await writeFile(path, renderPgRulesPage(language));
await writeFile(acceptedEndpointsPath, renderAcceptedEndpoints());
