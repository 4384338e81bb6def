/** `npm run draft -- 'GET /demo/{imp_uid}' [document.json]` prints a first draft of a row and of its response model. */
import { existsSync } from 'node:fs';
import { draftEndpoint } from './draft/endpoint-text.ts';
import { locateDocument, readDocument } from './drift/document.ts';

const [route = '', file] = process.argv.slice(2);
if (/^(GET|POST|PUT|DELETE) \/\S+$/.test(route)) printDraft();
else fail(`Give a route as PortOne's document writes it: npm run draft -- 'POST /payments/cancel' [document.json]`);

function printDraft(): void {
  const path = locateDocument(file);
  if (path !== undefined && !existsSync(path)) {
    fail(`There is no document at ${path}.`);
    return;
  }
  const { text, note } = draftEndpoint(route, path === undefined ? undefined : readDocument(path).document);
  if (note) console.error(note);
  console.log(text);
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 2;
}
