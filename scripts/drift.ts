import { endpoints } from '../src/endpoints/index.ts';
import { findDifferences, formatComplaints, matchDeviations } from './drift/compare.ts';
import { deviations } from './drift/deviations.ts';
import { locateDocument, parseOperations, readDocument } from './drift/document.ts';
import { toOperations } from './drift/row.ts';

const { path, named, exists } = locateDocument(process.argv[2]);
if (exists) {
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
} else {
  // Without a document there is nothing to compare with: no fault of the checkout unless a file was asked for.
  console.error(
    `PortOne's document is not at ${path}; nothing was compared. Name the file: npm run drift -- <swagger.json>`,
  );
  process.exitCode = named ? 2 : 0;
}
