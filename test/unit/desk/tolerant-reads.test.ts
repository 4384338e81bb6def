import { expect, it } from 'vitest';
import { createTolerantReads } from '../../../src/desk/tolerant-reads.ts';
import { PortOneRejected } from '../../../src/portone/errors.ts';

it("an unavailable record is reported with PortOne's words, or that the answer may not be PortOne's", async () => {
  const reads = createTolerantReads(new AbortController().signal);
  const refusals = [
    new PortOneRejected({ httpStatus: 400, code: -1, upstreamMessage: '권한이 없습니다' }),
    new PortOneRejected({ httpStatus: 403, fromPortOne: false }),
  ];
  for (const error of refusals) await reads.read('the receipt', () => Promise.reject(error));
  expect(reads.unavailable).toEqual([
    expect.stringMatching(/^the receipt: PortOne answered HTTP 400, .*권한이 없습니다/),
    expect.stringMatching(/^the receipt: The response \(HTTP 403\) was not PortOne's JSON/),
  ]);
});
