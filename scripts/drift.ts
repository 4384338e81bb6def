/** `npm run drift -- <swagger.json>` compares the rows with PortOne's document, which is not part of the repository. */
import { existsSync } from 'node:fs';
import { endpoints } from '../src/endpoints/index.ts';
import { findDifferences, formatComplaints, matchDeviations } from './drift/compare.ts';
import { deviations } from './drift/deviations.ts';
import { locateDocument, parseOperations, readDocument } from './drift/document.ts';
import { toOperations } from './drift/row.ts';

const path = locateDocument(process.argv[2]);
if (path === undefined || !existsSync(path)) {
  const reason = path === undefined ? 'No document was given' : `There is no document at ${path}`;
  console.error(`${reason}. Name PortOne's document: npm run drift -- <swagger.json>, or set PORTONE_SWAGGER.`);
  process.exitCode = 2;
} else {
  const { document, edition } = readDocument(path);
  const official = parseOperations(document);
  const driftReport = matchDeviations(findDifferences(official, toOperations(endpoints)), deviations);
  const complaints = formatComplaints(driftReport);
  for (const complaint of complaints) console.error(complaint);
  console.log(
    `${official.size} operations, ${driftReport.unlisted.length} unlisted deviations, ${driftReport.stale.length} stale, ` +
      `${driftReport.listed} listed (document of ${edition})`,
  );
  process.exitCode = complaints.length === 0 ? 0 : 1;
}
