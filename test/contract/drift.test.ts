import { describe, expect, it } from 'vitest';
import { findDifferences, formatComplaints, matchDeviations } from '../../scripts/drift/compare.ts';
import { deviations } from '../../scripts/drift/deviations.ts';
import { locateDocument, parseOperations, readDocument } from '../../scripts/drift/document.ts';
import { toOperations } from '../../scripts/drift/row.ts';
import { endpoints } from '../../src/endpoints/index.ts';

describe("PortOne's API document", () => {
  it("the endpoint rows agree with PortOne's document except for known deviations", (ctx) => {
    const path = locateDocument();
    if (path === undefined)
      return ctx.skip(
        "PortOne's document is not part of this repository: PORTONE_SWAGGER names a copy to compare with.",
      );
    const { document } = readDocument(path);
    const verdict = matchDeviations(findDifferences(parseOperations(document), toOperations(endpoints)), deviations);
    expect(formatComplaints(verdict)).toEqual([]);
  });
});
