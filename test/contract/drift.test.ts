import { describe, expect, it } from 'vitest';
import { complaintsOf, differencesBetween, judge } from '../../scripts/drift/compare.ts';
import { deviations } from '../../scripts/drift/deviations.ts';
import { locateDocument, operationsOf, readDocument } from '../../scripts/drift/document.ts';
import { operationsOfRows } from '../../scripts/drift/row.ts';
import { endpoints } from '../../src/endpoints/index.ts';

describe('PortOne’s document', () => {
  it('says what the rows say, but for the deviations that are accounted for', (ctx) => {
    const { path, named, exists } = locateDocument();
    if (!exists && !named)
      ctx.skip('The document is not part of this repository; npm run drift -- <swagger.json> compares with a copy.');
    const { document } = readDocument(path);
    const verdict = judge(differencesBetween(operationsOf(document), operationsOfRows(endpoints)), deviations);
    expect(complaintsOf(verdict)).toEqual([]);
  });
});
