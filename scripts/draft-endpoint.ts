import { draftRow } from './draft/row-text.ts';
import { listArguments, locateDocument, readDocument } from './drift/document.ts';

const [route = '', file] = process.argv.slice(2);
const [method = '', template = ''] = route.split(' ');
const { path, exists } = locateDocument(file);

if (!exists) fail(`PortOne's document is not at ${path}. Name it: npm run draft -- 'POST /path' <swagger.json>`);
else {
  const { document } = readDocument(path);
  const operation = document.paths[template]?.[method.toLowerCase()];
  if (operation) console.log(draftRow(route, listArguments(operation, method.toLowerCase(), document)));
  else fail(`The document has no "${route}". Name a route as it does: npm run draft -- 'POST /payments/cancel'`);
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 2;
}
